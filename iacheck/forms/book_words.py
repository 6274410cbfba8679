"""What rule books bring to the reading of papers: words of the trade, headings, parties."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from typing import TYPE_CHECKING

from iacheck.cases.index import parties
from iacheck.cases.vocabulary import TargetWords, Vocabulary
from iacheck.checks.rule import RuleBook, agreed_parties
from iacheck.documents.document import Document
from iacheck.forms.layout import Forms
from iacheck.language.frozen import frozen
from iacheck.language.periods import Period

if TYPE_CHECKING:
    from iacheck.forms.free_form.context import FreeFormContext

# The kinds of document that are read from papers in free form.
PAPER_KINDS = ("plan", "report")


@frozen
class SaidOfPapers:
    """What the user says of papers in free form that do not say it themselves."""

    kind: str | None = None
    council: str | None = None
    period: Period | None = None


NOTHING_SAID = SaidOfPapers()


def free_form_context(
    known: Forms, books: Sequence[RuleBook], said: SaidOfPapers = NOTHING_SAID
) -> FreeFormContext:
    """What plans and reports in free form are read with: words of the trade and of the books."""
    # Only papers in free form need these modules.
    from iacheck.forms.free_form.context import FreeFormContext  # noqa: PLC0415
    from iacheck.forms.free_form.field_values import FieldReader, field_types  # noqa: PLC0415
    from iacheck.forms.free_form.identity import identity_given  # noqa: PLC0415
    from iacheck.forms.free_form.trade_words import TradeWords  # noqa: PLC0415
    from iacheck.forms.free_form.written_words import shipped_words, with_more  # noqa: PLC0415

    written = functools.reduce(with_more, (book.trade_words for book in books), shipped_words())
    papers = {kind: form for kind, form in known.items() if kind in PAPER_KINDS}
    words = TradeWords(written, papers.values())
    targets = vocabulary(books, (), None).targets
    given = identity_given(said.kind, said.council, said.period)
    return FreeFormContext(words, FieldReader(field_types(papers), targets), given)


def vocabulary(
    books: Sequence[RuleBook], own: Sequence[Document], period: Period | None
) -> Vocabulary:
    """The words of the books in force; of all books where the text names no period."""
    in_force = [book for book in books if period is None or book.covers(period)] or list(books)
    headings: dict[str, tuple[str, ...]] = {}
    for book in in_force:
        for key, texts in (book.vocabulary.headings or {}).items():
            headings[key] = tuple(dict.fromkeys((*headings.get(key, ()), *texts)))
    titles = dict.fromkeys(title for book in in_force for title in book.vocabulary.part_titles)
    named = (book.vocabulary.targets for book in in_force)
    targets = functools.reduce(operator.or_, named, TargetWords())
    return Vocabulary(parties(agreed_parties(in_force), own), headings, tuple(titles), targets)
