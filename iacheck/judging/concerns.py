"""What bodies can mend of what was found on others."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import cast, overload

from iacheck.cases.findings import (
    SUBJECT_TYPES,
    Concern,
    Finding,
    Subject,
    SubjectFindings,
    SubjectType,
)
from iacheck.judging.spool import Spool
from iacheck.language.frozen import frozen
from iacheck.language.periods import Period

# A body, as results name it, and a period.
_About = tuple[str, Period]


@frozen
class Concerns:
    """All that was noted of findings; what a body of unknown id can mend is nobody's concern."""

    # Each with the body whose it is.
    _all: Spool[tuple[Subject, Concern]] = field(default_factory=Spool)
    # The period of each, and the place of the subject whose finding it is.
    _periods: list[Period] = field(default_factory=list)
    _places: array[int] = field(default_factory=lambda: array("q"))
    # Where each body's are among all.
    _of: dict[str, array[int]] = field(default_factory=dict)

    def note(self, place: int, found: SubjectFindings) -> None:
        """Note what others can mend; a body's concerns come in the order of these places."""
        for body, concern in _concerns(found):
            self._of.setdefault(str(body), array("q")).append(len(self._all))
            self._all.append((body, concern))
            self._periods.append(found.period)
            self._places.append(place)

    def with_those(self, judged: SubjectFindings) -> SubjectFindings:
        """The findings on a subject with what it can mend of others."""
        own = self.of(str(judged.subject), judged.period)
        return replace(judged, concerns=own) if own else judged

    def of(self, subject: str, period: Period) -> Sequence[Concern]:
        """What a body can mend in a period; a tuple where all of them are in memory."""
        own = (at for at in self._of.get(subject, ()) if self._periods[at] == period)
        in_order = sorted(own, key=self._places.__getitem__)
        found = _ConcernsOfBody(self._all, array("q", in_order))
        return tuple(found) if self.are_few else found

    @property
    def are_few(self) -> bool:
        """Whether all of them are in memory."""
        return isinstance(self._all.settled(), tuple)

    def of_others(self, judged: Iterable[_About]) -> Iterator[SubjectFindings]:
        """Those who can mend anything and are not judged, still without what they can mend.

        They come in the order of results.
        """
        first = {
            (body, self._periods[at]): at for body, own in self._of.items() for at in reversed(own)
        }
        for about in judged:  # many more than these, and not held in memory
            first.pop(about, None)
        for about in sorted(first, key=_order):
            body, _ = self._all[first[about]]
            yield SubjectFindings(body, about[1], ())


def with_concerns(
    judged: Sequence[SubjectFindings], concerns: Concerns
) -> Sequence[SubjectFindings]:
    """Findings on subjects, each with what it can mend; a tuple where these are one."""
    if isinstance(judged, tuple) and concerns.are_few:
        return tuple(map(concerns.with_those, judged))
    return _WithConcerns(judged, concerns)


class _ConcernsOfBody(Sequence[Concern]):
    """What a body can mend, read where it is asked for: of some parties it is very much."""

    __slots__ = ("_all", "_own")

    def __init__(self, all_: Sequence[tuple[Subject, Concern]], own: array[int]) -> None:
        self._all = all_
        self._own = own

    def __len__(self) -> int:
        return len(self._own)

    def __iter__(self) -> Iterator[Concern]:
        return (self._all[at][1] for at in self._own)

    @overload
    def __getitem__(self, at: int) -> Concern: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Concern]: ...

    def __getitem__(self, at: int | slice) -> Concern | Sequence[Concern]:
        if isinstance(at, slice):
            return _ConcernsOfBody(self._all, self._own[at])
        return self._all[self._own[at]][1]


class _WithConcerns(Sequence[SubjectFindings]):
    """Findings on subjects, each with what it can mend, put together when it is asked for."""

    def __init__(self, judged: Sequence[SubjectFindings], concerns: Concerns) -> None:
        self._judged = judged
        self._concerns = concerns

    def __len__(self) -> int:
        return len(self._judged)

    def __iter__(self) -> Iterator[SubjectFindings]:
        return map(self._concerns.with_those, self._judged)

    @overload
    def __getitem__(self, at: int) -> SubjectFindings: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[SubjectFindings]: ...

    def __getitem__(self, at: int | slice) -> SubjectFindings | Sequence[SubjectFindings]:
        if isinstance(at, slice):
            return [self._concerns.with_those(one) for one in self._judged[at]]
        return self._concerns.with_those(self._judged[at])


def _order(about: _About) -> tuple[int, str, Period]:
    subject, period = about
    kind, _, id_ = subject.partition("/")
    return SUBJECT_TYPES.index(cast("SubjectType", kind)), id_, period


def _concerns(found: SubjectFindings) -> Iterator[tuple[Subject, Concern]]:
    """Each body that answers for a deviation, and that deviation as far as it does."""
    for finding in found.findings:
        if finding.verdict == "deviation":
            for body in filter(lambda body: body.id, finding.mended_by):
                yield body, Concern(found.subject, _as_far_as(body, finding))


def _as_far_as(body: Subject, finding: Finding) -> Finding:
    its = tuple(v for v in finding.violations if v.answers == body)
    reason = its[0].message if len(its) == 1 else finding.reason
    return replace(finding, violations=its, reason=reason)
