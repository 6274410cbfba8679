"""Where each body stands: what it has delivered, what is open, and when it was last heard of."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from iacheck.cases.findings import SUBJECT_TYPES, Finding, Severity, Subject, SubjectFindings
from iacheck.cases.replies import promises, undecided_replies
from iacheck.language.frozen import frozen
from iacheck.reports.change_words import FRESH
from iacheck.reports.meeting.delivery import Delivery, Status, deliveries
from iacheck.reports.meeting.material import MeetingMaterial, group_by
from iacheck.reports.order import place_among_its_kind

# What nobody waits for: it may still come, nobody asks for it, or it is others' to deliver.
_NOT_WAITED_FOR: Collection[Status] = ("waiting", "none", "inherited")


@frozen
class BodyStatus:
    """A body in all the periods of a run; one that no rule judges may have concerns all the same.

    `deliveries` are of what was to have come by the day of the run. `open` counts the deviations
    that the body must mend itself, by severity, and `concerns` those found on others that it can
    mend; `answered` are those on which a reply waits for a decision, `promised` those that a body
    means to mend, and `overdue` those of them of which the promised day is past. `new` and
    `repeated` are open deviations against an earlier run, `rounds` for how many runs running one
    of them has deviated at the most; None where there is no earlier run, or it tells nothing of
    one of them.
    `last_heard` is the day of its last document for those periods, or reply about them.
    """

    subject: Subject
    is_judged: bool
    deliveries: tuple[Delivery, ...]
    open: Mapping[Severity, int]
    concerns: int
    answered: int
    promised: int
    overdue: int
    new: int | None
    repeated: int | None
    rounds: int | None
    last_heard: datetime.date | None

    @property
    def delivered(self) -> int:
        """How much of what was to have come has come, in time or not."""
        return sum(delivery.arrived for delivery in self.deliveries)

    @property
    def lacking(self) -> Sequence[Delivery]:
        """What was to have come and has not."""
        return [delivery for delivery in self.deliveries if not delivery.arrived]


def body_statuses(meeting: MeetingMaterial) -> tuple[BodyStatus, ...]:
    """Everybody who was judged or can mend what was found on others, in the order of papers."""
    found: dict[str, list[SubjectFindings]] = {}
    for material in meeting.materials:
        for one in (*(judged.found for judged in material.judged), *material.result.unjudged):
            found.setdefault(str(one.subject), []).append(one)
    handed_in = group_by(
        (one for material in meeting.materials for one in deliveries(material)),
        lambda delivery: str(delivery.subject),
    )
    in_order = sorted(found, key=lambda key: _place(found[key][0].subject))
    return tuple(_status(found[key], handed_in.get(key, ()), meeting) for key in in_order)


def _place(subject: Subject) -> tuple[object, ...]:
    return SUBJECT_TYPES.index(subject.kind), *place_among_its_kind(subject)


def _status(
    found: Sequence[SubjectFindings], handed_in: Sequence[Delivery], meeting: MeetingMaterial
) -> BodyStatus:
    as_of, since = meeting.result.as_of, meeting.result.since
    findings = [finding for judged in found for finding in judged.findings]
    own = [f for f in findings if f.verdict == "deviation" and not f.for_others]
    repeated = [finding for finding in own if finding.change == "unchanged"]
    is_known = since is not None and all(finding.change for finding in own)
    return BodyStatus(
        found[0].subject,
        bool(findings),
        tuple(d for d in handed_in if d.status not in _NOT_WAITED_FOR),
        Counter(finding.rule.severity for finding in own),
        sum(len(judged.concerns) for judged in found),
        sum(bool(undecided_replies(finding)) for finding in findings),
        sum(bool(promises(finding)) for finding in findings),
        sum(_is_overdue(finding, as_of) for finding in findings),
        sum(finding.change in FRESH for finding in own) if is_known else None,
        len(repeated) if is_known else None,
        max((finding.rounds or 1 for finding in repeated), default=None),
        max(_heard(findings, handed_in, as_of), default=None),
    )


def _is_overdue(finding: Finding, as_of: datetime.date) -> bool:
    """Whether it was promised to be mended by a day that is past."""
    return any(one.planned_on and one.planned_on < as_of for one in promises(finding))


def _heard(
    findings: Sequence[Finding], handed_in: Sequence[Delivery], as_of: datetime.date
) -> Sequence[datetime.date]:
    """The days of its own documents, and of replies on what was found on it."""
    days = [d.given for d in handed_in if d.given is not None]
    days += [reply.on for finding in findings for reply in finding.replies]
    return [day for day in days if day <= as_of]
