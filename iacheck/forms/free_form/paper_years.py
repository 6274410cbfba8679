"""Headings of what is planned for another year than that of the paper, or was done in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iacheck.forms.free_form.identity import Identity
from iacheck.forms.free_form.label_forms import bare_heading
from iacheck.forms.free_form.trade_words import HeadingMeaning, TradeWords
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.frozen import frozen
from iacheck.language.names import words as words_of
from iacheck.language.periods import Period
from iacheck.language.written_periods import find_half_year

_MONTHS = (
    r"januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|january"
    r"|february|march|may|june|july|october|december"
)
# The day of something, or a year that something goes on to: “utsatt til 2016”, “per 31.12.2014”.
_NO_YEAR = re.compile(
    r"(?<!20\d\d )\b(?:til|to|per|pr\.?)\s+20\d\d\b"
    r"|\d{1,2}\.\s?(?:\d{1,2}\.|(?!halvår|kvartal)[^\W\d]{3,9}\.?)\s?20\d\d"
    rf"|20\d\d-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}[-/]20\d\d|\b(?:{_MONTHS})\s+20\d\d\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<!\d)(?P<first>20\d\d)(?:\s*(?:[-–—/]|til|to|og|and)\s*(?P<last>(?:20)?\d\d)(?!\d))?(?!\d)"
)
# The parts of a paper that each year has its own of.
_OF_YEARS = frozenset({"activities", "goals", "priorities", "meetings", "media", "funds", "plans"})
# What may stand beside a year that is a heading: “År 2014”, “Planlagt 2016”.
_BESIDE_YEAR = frozenset(
    {
        (),
        ("år",),
        ("året",),
        ("planlagt",),
        ("planlagd",),
        ("gjennomført",),
        ("year",),
        ("planned",),
        ("plan",),
        ("planer",),
        ("planar",),
        ("plans",),
    }
)
# Where a plan tells of these, it tells of another year.
_NOT_PLANNED = frozenset({"completed", "cancelled"})


@frozen
class PaperYears:
    """The years that a paper is for, none where that is not known, and its kinds.

    A report that `tells_what_was_done` in a part of its own plans the rest for later.
    """

    words: TradeWords
    years: frozenset[int] = frozenset()
    period: Period | None = None
    kinds: tuple[str, ...] = ()
    tells_what_was_done: bool = False

    @classmethod
    def of(cls, found: Identity, blocks: Sequence[PaperBlock], words: TradeWords) -> PaperYears:
        """Those of a paper that is one document; of several, each has its own."""
        if len(found.kinds) != 1 or found.period is None:
            return cls(words, kinds=found.kinds)
        years = frozenset(found.years) or frozenset({found.period.year})
        headings = (b.text for b in blocks if isinstance(b, TextBlock) and b.rank is not None)
        is_done = any("completed" in words.heading(text).statuses for text in headings)
        return cls(words, years, found.period, found.kinds, is_done)

    def are_others(self, text: str, heading: HeadingMeaning) -> bool:
        """Whether a heading is about another year, or about what its kind of paper has not."""
        is_of_plan = self.kinds == ("plan",) and bool(heading.statuses)
        if is_of_plan and _NOT_PLANNED.issuperset(heading.statuses):
            return True
        if self.period is None or not self._is_of_a_year(text, heading):
            return False
        half = find_half_year(text)
        if half is not None and self.period.half:
            return half[0] != self.period
        return self._is_of_others(text, heading)

    def _is_of_others(self, text: str, heading: HeadingMeaning) -> bool:
        """Whether a heading of what each year has is about another year, by its words."""
        is_report = self.kinds == ("report",)
        is_planned = self.words.is_planned(text) and "completed" not in heading.statuses
        if is_report and is_planned and self.tells_what_was_done:
            return True  # “Planlagte tiltak” beside “Gjennomførte tiltak”
        if is_report and heading.section == "plans":
            return True
        if any(_named(text)):
            return self.names_others(text)
        is_next = is_report and self.words.is_of_next_year(text)
        return is_next or self.words.is_of_year_before(text)

    def names_others(self, text: str) -> bool:
        """Whether a text names years, and none of the paper's: “Status 2014”."""
        named = frozenset(_named(text)) if self.years else frozenset()
        return bool(named) and self.years.isdisjoint(named)

    def _is_of_a_year(self, text: str, heading: HeadingMeaning) -> bool:
        """Whether a heading is one of parts that each year has, or a year alone."""
        given, told = words_of(text), self.words.sentences
        is_of_paper = not (told.adopted_on | told.submitted_on).isdisjoint(given)
        if is_of_paper or self.words.is_continued(text):
            return False
        is_year_alone = bool(given) and words_of(bare_heading(text)) in _BESIDE_YEAR
        return heading.section in _OF_YEARS or is_year_alone or self.words.names_activities(text)


def _named(text: str) -> Iterator[int]:
    """The years that a heading names, with those between the first and the last of several."""
    for match in _YEARS.finditer(_NO_YEAR.sub(" ", text)):
        first, last = match["first"], match["last"] or match["first"]
        yield from range(int(first), int(last if len(last) == 4 else first[:2] + last) + 1)
