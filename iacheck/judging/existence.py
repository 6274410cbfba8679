"""What can be asked of a subject that began or ended within the period.

Nothing is asked of it before it exists, nor what was due on a day of the period on which it did
not. A plan that a council took over is judged where it was made.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from iacheck.cases.case import Case
from iacheck.cases.findings import Finding
from iacheck.checks.rule import Rule
from iacheck.language.messages import DocumentPart, Message, message


def not_begun(rule: Rule, case: Case) -> Message | None:
    """The reason, if facts are read that the subject cannot have yet."""
    if case.begun or not rule.reads_dated_facts:
        return None
    first, period = case.existence.first_day, case.period
    if first > period.first_day:
        return message(
            "{subject} begins on {date}; this is judged from then",
            subject=case.subject.name,
            date=first,
        )
    return message("{period} has not begun; this is judged from {date}", period=period, date=first)


def as_it_stands(finding: Finding, rule: Rule, case: Case) -> Finding:
    """The finding, with the day on which it was read what can change while the period runs."""
    if not rule.reads_dated_facts or case.day >= case.period.last_day:
        return finding
    remark = message("as it stands on {date}", date=case.day)
    told = [
        replace(v, message=replace(v.message, remarks=(*v.message.remarks, remark)))
        for v in finding.violations
    ]
    reason = (
        told[0].message
        if len(told) == 1
        else message("{reason} ({remark})", reason=finding.reason, remark=remark)
    )
    return replace(finding, reason=reason, violations=tuple(told))


def of_predecessors_alone(rule: Rule, case: Case) -> Message | None:
    """The reason, if all that the rule reads is what the subject took over from others."""
    if not case.inherited:
        return None
    roots = {read.root for read in rule.reads if read.steps}
    found = (document for root in roots for document in case.documents.get(root, ()))
    read = {document.name for document in found if document.kind != case.subject.kind}
    if not read or not read <= case.inherited.keys():
        return None
    return message("Judged for those who made it: {documents}", documents=_made_by(read, case))


def on_inherited(finding: Finding, rule: Rule, case: Case) -> Finding:
    """The finding, with whose document it is that the subject goes by."""
    if not case.inherited:
        return finding
    roots = {read.root for read in rule.reads}
    read = {document.name for root in roots for document in case.documents.get(root, ())}
    names = read & case.inherited.keys()
    if not names:
        return finding
    told = message(
        "{reason} (goes by {documents})", reason=finding.reason, documents=_made_by(names, case)
    )
    return replace(finding, reason=told)


def _made_by(names: Iterable[str], case: Case) -> list[Message]:
    """The documents, each with the subject that made it."""
    return [
        message(
            "{document} of {subject}",
            document=DocumentPart(name),
            subject=case.inherited[name].name,
        )
        for name in sorted(names)
    ]


def due_out_of_time(due: datetime.date | None, case: Case) -> Message | None:
    """The reason, if the due date lies where the subject does not exist in the period."""
    exists = case.existence
    if due is None:
        return None
    if due < exists.first_day and exists.began_on:
        return message(
            "Due {due}, before {date}, the first day of {subject}",
            due=due,
            date=exists.began_on,
            subject=case.subject.name,
        )
    if exists.last_day < due <= case.period.last_day:
        return message(
            "Due {due}, after {subject} had ended on {date}",
            due=due,
            subject=case.subject.name,
            date=exists.last_day,
        )
    return None
