"""The cases of whole periods: whom the rule books in force bind in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from iacheck.cases.case import CaseBuilder, has_subject_kind, subject_kind
from iacheck.cases.findings import Subject
from iacheck.cases.index import DocumentIndex
from iacheck.cases.subjects import Extent, subjects
from iacheck.checks.rule import RuleBook
from iacheck.judging.selection import ToJudge
from iacheck.language.periods import Period


@dataclass(frozen=True)
class CasesOfPeriods(Sequence[ToJudge]):
    """Every case of some periods, period by period; each is put together when it is asked for.

    A large store has many of them: all that is held of one is its subject, among the `subjects` of
    the period.
    """

    books_of: Mapping[Period, tuple[RuleBook, ...]]
    builders: Mapping[Period, CaseBuilder]
    subjects: Mapping[Period, Sequence[Subject]]

    @classmethod
    def of(
        cls,
        document_index: DocumentIndex,
        books_of: Mapping[Period, tuple[RuleBook, ...]],
        builders: Mapping[Period, CaseBuilder],
        extent: Extent,
    ) -> CasesOfPeriods:
        """The cases of all who are judged by these books, each in its period."""
        known: dict[tuple[str, str], Subject] = {}
        bound: dict[Period, Sequence[Subject]] = {}
        for period, in_force in books_of.items():
            found = _bound(subjects(document_index, builders[period], extent), period, in_force)
            # Nearly all of them are the same in every period.
            before = (known.setdefault((one.kind, one.id), one) for one in found)
            bound[period] = tuple(
                same if same == one else one for same, one in zip(before, found, strict=True)
            )
        return cls(books_of, builders, bound)

    def __len__(self) -> int:
        return sum(map(len, self.subjects.values()))

    def __iter__(self) -> Iterator[ToJudge]:
        for period, of_period in self.subjects.items():
            builder, in_force = self.builders[period], self.books_of[period]
            for subject in of_period:
                yield subject, builder, in_force

    @overload
    def __getitem__(self, at: int) -> ToJudge: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[ToJudge]: ...

    def __getitem__(self, at: int | slice) -> ToJudge | Sequence[ToJudge]:
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(len(self)))]
        within = range(len(self))[at]
        for period, of_period in self.subjects.items():
            if within < len(of_period):
                return of_period[within], self.builders[period], self.books_of[period]
            within -= len(of_period)
        raise IndexError(at)


def _bound(
    found: Iterable[Subject], period: Period, in_force: Iterable[RuleBook]
) -> Sequence[Subject]:
    """Those of the subjects whom a rule of the books is about."""
    kinds = {rule.subject for book in in_force for rule in book.rules}
    return [
        one
        for one in found
        if has_subject_kind(one.kind, period) and subject_kind(one.kind, period) in kinds
    ]
