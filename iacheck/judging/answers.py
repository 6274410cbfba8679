"""Who can mend what a rule finds, where that is not the subject itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from iacheck.cases.case import Case
from iacheck.cases.findings import CENTRE, NAMED, BodyKind, Subject
from iacheck.checks.outcome import Breach
from iacheck.checks.rule import Rule
from iacheck.language.messages import Labelled, message


def who_answers(rule: Rule, case: Case, breach: Breach) -> Subject | None:
    """The body that can mend a breach; None for the subject itself, and a body nobody knows."""
    answers = rule.head.answers
    if answers is None:
        return None
    if answers == CENTRE:
        return case.centre or Subject("centre", "", message("The council's NAV Arbeidslivssenter"))
    kinds = rule.check.bodies if answers == NAMED else ("party",)
    name = _code(breach.values["missing"]) if answers == NAMED else answers
    body = next(_bodies(case, sorted(kinds), name), None)
    return None if body is None or str(body) == str(case.subject) else body


def _bodies(case: Case, kinds: list[str] | tuple[str, ...], name: str) -> Iterator[Subject]:
    for kind in kinds:
        record = case.registers.registers[kind].find(name)
        if record is not None:
            yield Subject(
                cast("BodyKind", kind), str(record["id"]), str(record.get("name") or name)
            )


def _code(missing: object) -> str:
    return missing.code if isinstance(missing, Labelled) else str(missing)
