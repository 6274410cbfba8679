"""Deviations by council, party, centre: what does not hold, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iacheck.cases.findings import SEVERITIES, Finding, Severity, Violation
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.reports.blocks import Block, Paragraph, Span, Table, Text
from iacheck.reports.meeting.material import JudgedSubject, Material, group_by
from iacheck.reports.meeting.matrix import mark_of
from iacheck.reports.meeting.parts.by_demand import findings_with_violations
from iacheck.reports.meeting.phrases import (
    column,
    heading,
    other_period,
    paragraph,
    subject_name,
    subject_names,
    table,
    value_text,
)
from iacheck.reports.wording import part_in_words

_SEVERITY: Mapping[Severity, Message] = {
    "error": message("error"),
    "warning": message("warning"),
    "info": message("info"),
}


def blocks(material: Material, language: Language) -> Iterator[Block]:
    """A table for everybody with deviations, and a sentence that names the others."""
    yield heading(language, 1, message("Deviations by council and by others"))
    found = findings_with_violations(material)
    by_subject = group_by(found, lambda pair: str(pair[0].subject))
    everybody = {str(judged.subject): judged.subject for judged in material.judged}
    without = [subject for key, subject in everybody.items() if key not in by_subject]
    if without:
        told = message("No deviations: {who}.", who=subject_names(language, without))
        yield paragraph(language, told)
    for key, of_one in by_subject.items():
        subject = everybody[key]
        yield heading(language, 2, subject_name(language, subject))
        for finding in (finding for _, finding in of_one if finding.verdict == "waived"):
            yield Paragraph(_waiver_line(finding, language), "note")
        yield _table(of_one, material, language)


def _waiver_line(finding: Finding, language: Language) -> Text:
    told = message("{demand}: {reason}", demand=finding.rule.demand, reason=finding.reason)
    return value_text(language, told)


def _table(
    found: Sequence[tuple[JudgedSubject, Finding]],
    material: Material,
    language: Language,
) -> Table:
    columns = [
        column(language, message("Demand"), 1),
        column(language, message("Deviation"), 3.5),
        column(language, message("What to do"), 3),
    ]
    ordered = sorted(found, key=lambda pair: _rank(pair[1]))
    rows = [
        _row(judged, finding, violation, material, language)
        for judged, finding in ordered
        for violation in finding.violations
    ]
    return table(language, message("Deviations"), columns, rows)


def _rank(finding: Finding) -> tuple[bool, int, str]:
    waived = finding.verdict == "waived"
    return waived, SEVERITIES.index(finding.rule.severity), finding.rule.demand


def _row(
    judged: JudgedSubject,
    finding: Finding,
    violation: Violation,
    material: Material,
    language: Language,
) -> Sequence[Text]:
    rule = finding.rule
    called: Message = message("waived") if finding.verdict == "waived" else _SEVERITY[rule.severity]
    what = language.say(violation.message) + other_period(language, judged.period, material.period)
    where = part_in_words(violation.path, language, violation.document or "")
    return (
        (Span(f"{rule.demand} "), Span(language.say(called), mark=mark_of(finding))),
        (Span(what), *([Span(f" [{where}]")] if where else [])),
        value_text(language, violation.remedy),
    )
