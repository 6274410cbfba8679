"""What an earlier run tells nothing of, so that nothing can be held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from iacheck.follow_up.run_records import FindingRecord
from iacheck.language.frozen import frozen
from iacheck.language.messages import Value, message
from iacheck.language.periods import Length, Period
from iacheck.language.problems import Problem

# As many subjects are named in a notice.
_NAMED = 5


@frozen
class Told:
    """What a run tells of: by length of period the first one, of all and of each subject."""

    periods: Mapping[Length, Period]
    subjects: Mapping[tuple[str, Length], Period]

    @classmethod
    def of(cls, findings: Iterable[FindingRecord]) -> Self:
        periods: dict[Length, Period] = {}
        subjects: dict[tuple[str, Length], Period] = {}
        for one in findings:
            length = one.period.length
            periods[length] = min(one.period, periods.get(length, one.period))
            key = one.subject, length
            subjects[key] = min(one.period, subjects.get(key, one.period))
        return cls(periods, subjects)

    def of_period(self, period: Period) -> bool:
        """Whether it tells of the period, or of an earlier one of the same length."""
        return _reaches(self.periods.get(period.length), period)

    def of_subject(self, subject: str, period: Period) -> bool:
        """The same of a subject."""
        return _reaches(self.subjects.get((subject, period.length)), period)


def _reaches(first: Period | None, period: Period) -> bool:
    return first is not None and not period < first


@frozen
class Untold:
    """What deviates and an earlier run tells nothing of: whole periods, and subjects in others."""

    periods: tuple[Period, ...] = ()
    subjects: tuple[str, ...] = ()

    def notices(self, file: str | None = None) -> Iterator[Problem]:
        """What there is to know of a comparison; `file` is what the earlier result is called."""
        if self.periods:
            told = message(
                "The earlier result tells nothing of {periods}; what deviates there is neither new "
                "nor as before",
                periods=self.periods,
            )
            yield Problem(told, "notice", file)
        if self.subjects:
            told = message(
                "The earlier result tells nothing of {subjects}; all that deviates there counts as "
                "new",
                subjects=_first(self.subjects),
            )
            yield Problem(told, "notice", file)


def _first(subjects: tuple[str, ...]) -> list[Value]:
    more = len(subjects) - _NAMED
    if more < 2:
        return list(subjects)
    return [*subjects[:_NAMED], message("{count} more", count=more)]
