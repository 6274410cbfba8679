"""Who can mend what a rule finds, where that is not the subject itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from iacheck.cases.case import Case
from iacheck.cases.findings import CENTRE, NAMED, BodyKind, Subject
from iacheck.cases.spans import exists_in, spans_of
from iacheck.checks.outcome import Breach
from iacheck.checks.rule import Rule
from iacheck.language.messages import Labelled, message


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
