"""Numbers that activities are counted with: “2.1 Lederkurs”, “Tiltak 2: Lederkurs”."""

from __future__ import annotations

import re

from iacheck.forms.free_form.trade_words import TradeWords

_COUNTED = re.compile(r"\d{1,2}(?:(?:\.\d{1,2})+\.?|\.)\s+")
# “Tiltak 2”, “Aktivitet nr. 3”, “Tiltak 1.2”, “Tiltak A”
_NUMBERED = re.compile(
    r"(?P<word>.{2,40}?)\s(?:nr\.?\s)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z]|[IVX]{1,4})\.?"
)


def bare_name(text: str) -> str:
    """A name without the number that it is counted with: “2.1 Lederkurs”."""
    return _COUNTED.sub("", text, count=1) if _COUNTED.match(text) else text


def counts_activity(label: str, words: TradeWords) -> bool:
    """Whether a label stands before the name of one activity: `Tiltak 2`, `Aktivitet A`."""
    numbered = _NUMBERED.fullmatch(label.strip())
    column = words.column(numbered["word"], "activities") if numbered else None
    return column is not None and column.field == "title"
