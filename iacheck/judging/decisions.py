"""What people decided about findings, read out of documents, and what keeps it from holding.

Waivers accept deviations, and judgements decide what was found; replies are told beside it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from iacheck.cases.decision_records import Judgement, Reply, Waiver
from iacheck.documents.document import Document
from iacheck.judging.decision_about import About, Decision, Fault
from iacheck.judging.decision_faults import basis_fault, decision_faults
from iacheck.judging.decision_givers import replying_body
from iacheck.judging.decision_notices import Undecided, no_effect, undecided_notices
from iacheck.judging.judged_cases import JudgedCases
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period, read_date
from iacheck.language.problems import Problem

# The kinds of document that are about findings.
DECISION_KINDS = ("waiver", "judgement", "reply")


@frozen
class Lapse:
    """A `judgement` that would decide, did what it was based on still hold, and why it does not."""

    judgement: str
    judged_on: datetime.date
    why: Message


@frozen
class Decisions:
    """The decisions in force, by what they are about, and a notice of each that is not.

    `granted` are the waivers that were last granted, also such as have expired since.
    `documents` names those about each subject and period, also of those that are not in force.
    """

    waivers: Mapping[About, Waiver] = field(default_factory=dict)
    judgements: Mapping[About, Judgement] = field(default_factory=dict)
    lapses: Mapping[About, Lapse] = field(default_factory=dict)
    replies: Mapping[About, tuple[Reply, ...]] = field(default_factory=dict)
    granted: Mapping[About, Waiver] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    documents: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)


@frozen
class Asked:
    """The periods and subjects that a run is for; None: all. Nothing is told of others."""

    periods: Collection[Period] | None = None
    subjects: Collection[str] | None = None

    def concerns(self, decision: Decision) -> bool:
        """Whether a decision has to do with the run; one about nobody has to do with all."""
        period, whose = decision.period, decision.whose
        if self.periods is not None and period is not None and period not in self.periods:
            return False
        return self.subjects is None or whose is None or whose in self.subjects


EVERYBODY = Asked()


def read_decisions(
    cases: JudgedCases,
    broken: Mapping[str, Sequence[str]],
    as_of: datetime.date,
    asked: Asked = EVERYBODY,
    *,
    is_import: bool = False,
) -> Decisions:
    """The decisions among the documents of the cases, as of a day.

    `broken` maps documents, by `kind/_id`, to the JSON Pointers that break their schema: these
    decide nothing. An import takes what has expired, which holds as of earlier days.
    """
    read = [
        Decision.of(document, cases, broken.get(document.name, ()), is_import=is_import)
        for kind in DECISION_KINDS
        for document in cases.document_index.of_kind(kind)
    ]
    faults = {one.document.name: tuple(decision_faults(one, as_of)) for one in read}
    sound = [
        one for one in read if not (faults[one.document.name] or broken.get(one.document.name))
    ]
    founded, unfounded = _by_basis(one for one in sound if one.document.kind == "judgement")
    judgements = _by_finding(founded)
    waivers = _by_finding(
        (one, about) for one in sound if one.document.kind == "waiver" for about in one.findings
    )
    replies = _by_finding(
        (one, about) for one in sound if one.document.kind == "reply" for about in one.findings
    )
    in_force = {a: _judgement(given) for a, given in judgements.items() if not _disagree(given)}
    unfounded = [one for one in unfounded if not _is_judged_anew(*one[:2], in_force)]
    told = [one for one in read if asked.concerns(one)]
    names = {one.document.name for one in told}
    undone = (*unfounded, *_contradicted(judgements))
    return Decisions(
        {about: _waiver(several) for about, several in waivers.items()},
        in_force,
        {about: _lapse(decision, fault) for decision, about, fault in unfounded},
        {about: _replies(several, as_of) for about, several in replies.items()},
        _granted(one for one in read if _was_granted(one, faults, broken)),
        (
            *_no_effects(told, faults, waivers),
            *undecided_notices(one for one in undone if one[0].document.name in names),
        ),
        _names(read),
    )


def _no_effects(
    told: Iterable[Decision],
    faults: Mapping[str, Sequence[Fault]],
    waivers: Container[About],
) -> Iterator[Problem]:
    """The notices of decisions without effect; what the rule books cover is told once a period.

    An import tells each whole, for it holds them against those of before.
    """
    covered_told: set[Period] = set()
    for one in told:
        for fault in faults[one.document.name]:
            if not _is_renewed(one, fault, waivers):
                yield no_effect(one, _without_repeating(one, fault, covered_told))


def _without_repeating(decision: Decision, fault: Fault, covered_told: set[Period]) -> Fault:
    """The fault, without what rule books cover where that has been told of the period."""
    period = decision.period
    if decision.is_import or decision.judged or period is None or fault[0] != "period":
        return fault
    if period not in covered_told:
        covered_told.add(period)
        return fault
    return "period", message("no rule book covers {period}", period=period)


def _is_judged_anew(lapsed: Decision, about: About, in_force: Mapping[About, Judgement]) -> bool:
    """Whether a judgement in force, and no older one, decides what a lapsed one would."""
    return about in in_force and in_force[about].on >= _day(lapsed.document, "judged_on")


def _is_renewed(decision: Decision, fault: Fault, waivers: Container[About]) -> bool:
    """Whether a waiver has expired where others are in force for all that it was about."""
    about = decision.findings
    return fault[0] == "expires_on" and bool(about) and all(one in waivers for one in about)


def _by_basis(
    judgements: Iterable[Decision],
) -> tuple[Sequence[tuple[Decision, About]], Sequence[Undecided]]:
    """What each judgement is about, as far as what it is based on holds, and as far as not."""
    founded: list[tuple[Decision, About]] = []
    unfounded: list[Undecided] = []
    for decision in judgements:
        for about, rule in decision.findings.items():
            fault = basis_fault(decision, rule)
            if fault is None:
                founded.append((decision, about))
            else:
                unfounded.append((decision, about, fault))
    return founded, unfounded


def _lapse(judgement: Decision, fault: Fault) -> Lapse:
    document = judgement.document
    return Lapse(document.name, _day(document, "judged_on"), fault[1])


def _names(read: Iterable[Decision]) -> Mapping[tuple[str, str], Sequence[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in read:
        body = one.document.body
        subject, period = one.subject or body.get("subject"), one.period or body.get("period")
        found[str(subject), str(period)].append(one.document.name)
    return found


def _by_finding(
    decided: Iterable[tuple[Decision, About]],
) -> Mapping[About, Sequence[Decision]]:
    found: dict[About, list[Decision]] = defaultdict(list)
    for decision, about in decided:
        found[about].append(decision)
    return found


def _waiver(several: Iterable[Decision]) -> Waiver:
    """The waiver that lasts longest, of several of one finding."""
    return _as_waiver(
        max((d.document for d in several), key=lambda d: (d.body["expires_on"], d.key))
    )


def _as_waiver(document: Document) -> Waiver:
    body = document.body
    days = _day(document, "granted_on"), _day(document, "expires_on")
    return Waiver(document.name, body["granted_by"], *days, body["reason"])


def _was_granted(
    decision: Decision, faults: Mapping[str, Sequence[Fault]], broken: Container[str]
) -> bool:
    """Whether it is a waiver that has been in force, at least until it expired."""
    name = decision.document.name
    return (
        decision.document.kind == "waiver"
        and name not in broken
        and all(field == "expires_on" for field, _ in faults[name])
    )


def _granted(waivers: Iterable[Decision]) -> Mapping[About, Waiver]:
    """The waiver that was last granted of each finding; of one day, the one that lasts longest."""
    granted = [(_as_waiver(decision.document), decision) for decision in waivers]
    granted.sort(key=lambda one: (one[0].granted_on, one[0].expires_on, one[0].document))
    return {about: waiver for waiver, decision in granted for about in decision.findings}


def _judgement(several: Iterable[Decision]) -> Judgement:
    """The latest judgement, of several that agree."""
    last = max((d.document for d in several), key=lambda d: (d.body["judged_on"], d.key))
    body = last.body
    on = _day(last, "judged_on")
    return Judgement(last.name, body["verdict"], body["judged_by"], on, body["reason"])


def _replies(several: Iterable[Decision], as_of: datetime.date) -> tuple[Reply, ...]:
    """Each reply, in the order of their days."""
    in_order = sorted(several, key=lambda one: (one.document.body["given_on"], one.document.key))
    return tuple(_reply(decision, as_of) for decision in in_order)


def _reply(decision: Decision, as_of: datetime.date) -> Reply:
    document, body = decision.document, decision.document.body
    planned = read_date(body.get("planned_on"))
    return Reply(
        document.name,
        body["intent"],
        body["given_by"],
        _day(document, "given_on"),
        body["text"],
        planned,
        replying_body(decision),
        is_past=planned is not None and planned < as_of,
    )


def _disagree(several: Iterable[Decision]) -> bool:
    return len({_verdict(decision) for decision in several}) > 1


def _contradicted(groups: Mapping[About, Sequence[Decision]]) -> Iterator[Undecided]:
    """Each judgement that another one about the same finding contradicts."""
    for about, several in groups.items():
        for decision in several:
            others = [one for one in several if _verdict(one) != _verdict(decision)]
            if others:
                told = message(
                    "{other} decides otherwise about the same finding; import one of them again "
                    "under the same “{field}” with the verdict that is right",
                    other=others[-1].document.name,
                    field="_id",
                )
                yield decision, about, ("verdict", told)


def _verdict(judgement: Decision) -> str:
    return str(judgement.document.body["verdict"])


def _day(document: Document, name: str) -> datetime.date:
    return datetime.date.fromisoformat(document.body[name])
