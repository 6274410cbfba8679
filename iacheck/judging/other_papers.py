"""Papers that are there, but for another period or from another council than is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from iacheck.cases.council_names import council_name, known_council
from iacheck.cases.index import DocumentIndex, is_name
from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.judging.selection import CaseSelection, NoSuchSubject
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem

# Where a paper says which council it is from.
_COUNCIL = "/council"
# What bodies hand in for a period.
_PAPERS = ("plan", "report", "party_report")


def told_once(
    notices: tuple[Problem, ...], nothing: NoSuchSubject
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The notices, and why there is nobody to judge, without what says the same as the other.

    That a paper is from another council says all, if there is a council of the name asked for;
    else the name may be misspelt, and is what is to be told of.
    """
    if known_council(nothing.asked.removeprefix("council/")) is None:
        return tuple(one for one in notices if one.path != _COUNCIL), nothing.problems
    return notices, () if any(one.path == _COUNCIL for one in notices) else nothing.problems


@dataclass(frozen=True)
class OtherPapers:
    """Papers among documents of files, held against what is asked for.

    `periods` are those to be judged, with the halves of years.
    """

    document_index: DocumentIndex
    selection: CaseSelection
    periods: tuple[Period, ...]

    def notices(self, documents: Iterable[Document]) -> Iterator[Problem]:
        """A notice for each kind of paper in each file of which none is what is asked for.

        Where one is, the others are left out as whoever asks means them to be. So are all of
        several bodies, of which some are asked for; and those of other councils where a council
        that is asked for is itself among the documents.
        """
        of_files = [d for d in documents if d.origin is not None]
        if len({self._whose(d) for d in of_files if d.kind in _PAPERS}) > 1:
            return
        councils = {self.document_index.owner("council", text) for text in self._councils}
        is_choice = any(d.kind == "council" and d.key in councils for d in of_files)
        papers = [
            d for d in of_files if d.kind in _PAPERS and (self._is_of_council(d) or not is_choice)
        ]
        asked_for = {d.kind for d in papers if self._is_of_council(d) and self._is_of_period(d)}
        told: dict[tuple[str, str], Problem] = {}
        for paper in papers:
            if paper.kind not in asked_for and paper.origin is not None:
                told.setdefault((paper.origin.file, paper.kind), self._notice(paper))
        yield from told.values()

    def _whose(self, paper: Document) -> tuple[str | None, str]:
        """The body that a paper is from: what kind of body, and which."""
        kind = self._kind(paper).owner
        text = paper.body.get(kind or "")
        if kind == "council" and is_name(text):
            return kind, self.document_index.owner("council", text)
        return kind, str(text)

    def _notice(self, paper: Document) -> Problem:
        path = "/period"
        told = message(
            "The paper is for {given}, and what is asked for is {asked}: it does not count there. "
            "Ask for {given}, or for no period, to have it judged",
            given=self._kind(paper).period_of(paper.body),
            asked=self.selection.periods,
        )
        if not self._is_of_council(paper):
            path = _COUNCIL
            told = message(
                "The paper is from {given}, and what is asked for is {asked}: it is not judged. "
                "Ask for {given}, or for no council, to have it judged",
                given=self._name(paper.body["council"]),
                asked=[self._name(text) for text in self._councils],
            )
        return replace(paper.problem(told, path, "notice"), opens=True)

    def _name(self, text: str) -> str:
        return council_name(self.document_index.owner("council", text)) or text

    @property
    def _councils(self) -> tuple[str, ...]:
        """The councils asked for, as they were written; none where others are, too."""
        kinds = [subject.partition("/") for subject in self.selection.subjects]
        named = tuple(name for kind, _, name in kinds if kind == "council" and is_name(name))
        return named if len(named) == len(kinds) else ()

    def _is_of_council(self, paper: Document) -> bool:
        whose = paper.body.get("council")
        if not self._councils or not is_name(whose):
            return True
        owner = self.document_index.owner
        return owner("council", whose) in {owner("council", text) for text in self._councils}

    def _is_of_period(self, paper: Document) -> bool:
        kind = self._kind(paper)
        period = kind.period_of(paper.body)
        if not self.selection.periods or period is None:
            return True
        if kind.length != "year":
            return period in self.periods
        years = {one.whole_year for one in self.periods}
        return period in years or any(kind.covers_too(paper.body, year) for year in years)

    def _kind(self, paper: Document) -> DocumentKind:
        return self.document_index.schemas.kind(paper.kind)
