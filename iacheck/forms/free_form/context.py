"""What is known beside a paper in free form."""

from __future__ import annotations

from dataclasses import field

from iacheck.forms.free_form.field_values import FieldReader
from iacheck.forms.free_form.identity import Identity
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.language.frozen import frozen


@frozen
class FreeFormContext:
    """The words of the trade, how values are read, and what the user said of the papers."""

    words: TradeWords
    values: FieldReader
    given: Identity = field(default_factory=Identity)
