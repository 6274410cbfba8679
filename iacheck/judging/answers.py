"""Who can mend what a rule finds, where that is not the subject itself, and what they have to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from iacheck.cases.case import Case
from iacheck.cases.findings import (
    CENTRE,
    NAMED,
    BodyKind,
    Concern,
    Finding,
    Subject,
    SubjectFindings,
)
from iacheck.cases.spans import exists_in, spans_of
from iacheck.checks.outcome import Breach
from iacheck.checks.rule import Rule
from iacheck.language.messages import Labelled, message
from iacheck.language.periods import Period


def who_answers(rule: Rule, case: Case, breach: Breach) -> Subject | None:
    """The body that can mend a breach; None for the subject itself, and a body nobody knows.

    Where a breach names nobody, it is of unknown id.
    """
    answers = rule.head.answers
    if answers is None:
        return None
    if answers == CENTRE:
        return _centre(case)
    kinds = rule.check.bodies if answers == NAMED else ("party",)
    if answers == NAMED and "missing" not in breach.values:
        return _unnamed(rule, case)
    name = _code(breach.values["missing"]) if answers == NAMED else answers
    body = next(_bodies(case, sorted(kinds), name), None)
    return None if body is None or str(body) == str(case.subject) else body


def _unnamed(rule: Rule, case: Case) -> Subject | None:
    """Who can mend what people judged to be a breach; None where it may be the subject itself."""
    kinds = sorted(rule.check.bodies)
    if case.subject.kind in kinds:
        return None
    return Subject(cast("BodyKind", kinds[0]), "", message("The one that the judgement speaks of"))


def _centre(case: Case) -> Subject:
    """The council's centre: as documents name it, else by its councils, else as what it is."""
    if case.centre is None:
        return Subject("centre", "", message("The council's NAV Arbeidslivssenter"))
    if case.centre.name != case.centre.id or "arbeidslivssent" in case.centre.id.casefold():
        return case.centre
    councils = list(_councils_of(case.centre.id, case))
    return replace(
        case.centre, name=message("NAV Arbeidslivssenter for {councils}", councils=councils)
    )


def _councils_of(centre: str, case: Case) -> Iterator[str]:
    """The names of the councils of the period that have this centre."""
    for id_, record in case.registers.registers["council"].served_by(centre):
        if exists_in(spans_of(record.get("active")), case.period):
            yield str(record.get("name") or id_)


def _bodies(case: Case, kinds: list[str] | tuple[str, ...], name: str) -> Iterator[Subject]:
    for kind in kinds:
        record = case.registers.registers[kind].find(name)
        if record is not None:
            yield Subject(
                cast("BodyKind", kind), str(record["id"]), str(record.get("name") or name)
            )


def _code(missing: object) -> str:
    return missing.code if isinstance(missing, Labelled) else str(missing)


def with_concerns(
    judged: Iterable[SubjectFindings], found: Iterable[SubjectFindings]
) -> tuple[tuple[SubjectFindings, ...], tuple[SubjectFindings, ...]]:
    """The judged subjects with what they can mend of all that was found, and those not judged.

    These have concerns alone. What a body of unknown id can mend is nobody's concern.
    """
    bodies: dict[tuple[str, Period], Subject] = {}
    left: dict[tuple[str, Period], list[Concern]] = {}
    for one in found:
        for body, concern in _concerns(one):
            about = (str(body), one.period)
            bodies.setdefault(about, body)
            left.setdefault(about, []).append(concern)
    mended = []
    for one in judged:
        own = left.pop((str(one.subject), one.period), None)
        mended.append(one if own is None else replace(one, concerns=tuple(own)))
    others = (
        SubjectFindings(bodies[about], about[1], (), concerns=tuple(concerns))
        for about, concerns in left.items()
    )
    return tuple(mended), tuple(others)


def _concerns(found: SubjectFindings) -> Iterator[tuple[Subject, Concern]]:
    """Each body that answers for a deviation, and that deviation as far as it does."""
    for finding in found.findings:
        if finding.verdict == "deviation":
            for body in filter(lambda body: body.id, finding.mended_by):
                yield body, Concern(found.subject, _as_far_as(body, finding))


def _as_far_as(body: Subject, finding: Finding) -> Finding:
    its = tuple(v for v in finding.violations if v.answers == body)
    reason = message("{violation}", violation=its[0].message) if len(its) == 1 else finding.reason
    return replace(finding, violations=its, reason=reason)
