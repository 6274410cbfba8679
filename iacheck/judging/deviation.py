"""What a rule that does not hold gives: a deviation, with a violation for each breach."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from iacheck.cases.case import Case
from iacheck.cases.findings import Finding, Violation
from iacheck.checks.outcome import Breach
from iacheck.checks.rule import Rule
from iacheck.judging.answers import who_answers
from iacheck.language.messages import FilledText, Message, Value, message


def deviation(
    rule: Rule,
    case: Case,
    breaches: Sequence[Breach],
    remark: Message | None = None,
    due: datetime.date | None = None,
) -> Finding:
    """The finding of a rule that does not hold, with a violation for each breach.

    The first tells what there is to remark on all of them; `due` is the day that the finding tells.
    """
    remarks = () if remark is None else (remark,)
    if len(breaches) == 1:  # as most
        only = _violation(rule, case, breaches[0], _key(rule, breaches[0]), remarks)
        return Finding(rule.head, "deviation", only.message, (only,), None, due)
    violations: list[Violation] = []
    times: dict[str, int] = {}
    for breach in breaches:
        key = _key(rule, breach)
        number = times[key] = times.get(key, 0) + 1
        # Items that nothing tells apart are counted; any order gives the same keys.
        unique = key if number == 1 else f"{key}~{number}"
        violations.append(_violation(rule, case, breach, unique, () if violations else remarks))
    reason = message("{count} violations", count=len(violations))
    return Finding(rule.head, "deviation", reason, tuple(violations), None, due)


def _key(rule: Rule, breach: Breach) -> str:
    """The key of the violation that a breach makes, as far as the breach tells it from others."""
    id_ = key = rule.head.id
    for part in dict.fromkeys(breach.identity):
        if part and part != id_:
            key = f"{key}:{part}"
    return key


def _violation(
    rule: Rule, case: Case, breach: Breach, key: str, remarks: tuple[Message, ...]
) -> Violation:
    node = breach.node
    document = node.document
    values: dict[str, Value] = {
        **breach.values,
        "subject": case.subject.name,
        "period": case.period,
    }
    told, remedy = FilledText(rule.violation, values, remarks), FilledText(rule.remedy, values)
    given, expected, about = breach.given, breach.expected, breach.about
    answers = None if rule.head.answers is None else who_answers(rule, case, breach)
    # Not by the names of the fields: so many take a microsecond, of the ten that a finding takes.
    if document is None:
        return Violation(key, None, None, None, None, given, expected, told, remedy, about, answers)
    path, origin = node.pointer, document.origin
    file, place = (origin.file, origin.place(path)) if origin else (None, None)
    name = document.name
    return Violation(key, name, path, file, place, given, expected, told, remedy, about, answers)
