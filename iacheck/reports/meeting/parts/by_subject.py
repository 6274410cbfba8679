"""Deviations by council, party, centre: what does not hold, where, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from iacheck.cases.findings import SEVERITIES, Finding, Severity, Violation
from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message
from iacheck.reports.blocks import Block, Paragraph, Span, Table, Text, plain_text
from iacheck.reports.decision_lines import decision_lines, due_line
from iacheck.reports.meeting.material import JudgedSubject, Material, group_by
from iacheck.reports.meeting.matrix import mark_of
from iacheck.reports.meeting.parts.by_demand import findings_with_violations
from iacheck.reports.meeting.phrases import (
    column,
    heading,
    paragraph,
    subject_name,
    subject_names,
    table,
    value_text,
)
from iacheck.reports.wording import CONCERNS, MENDED_BY, OTHERS_MEND, part_in_words

_Found = tuple[JudgedSubject, Finding]
_Beside = Callable[[JudgedSubject, Violation], Value]
_SEVERITY: Mapping[Severity, Message] = {
    "error": message("error"),
    "warning": message("warning"),
    "info": message("info"),
}


def blocks(material: Material, language: Language) -> Iterator[Block]:
    """A table for everybody with deviations, and a sentence that names the others.

    What others must mend stands in a table of its own, and again under those who can mend it.
    """
    yield heading(language, 1, message("Deviations by council and by others"))
    found = findings_with_violations(material)
    own = group_by(_of_own(found), lambda pair: str(pair[0].subject))
    others = group_by(_of_others(found), lambda pair: str(pair[0].subject))
    concerns = _concerns(material)
    everybody = {str(judged.subject): judged.subject for judged in material.judged}
    without = [subject for key, subject in everybody.items() if key not in own]
    if without:
        told = message("No deviations: {who}.", who=subject_names(language, without))
        yield paragraph(language, told)
    unjudged = {str(one.subject): one.subject for one in material.result.unjudged}
    for key, subject in {**everybody, **unjudged}.items():
        if key in own or key in others or key in concerns:
            yield heading(language, 2, subject_name(language, subject))
        for _, finding in own.get(key, ()):
            for line in decision_lines(finding, language):
                yield Paragraph(plain_text(f"{finding.rule.demand}: {line}"), "note")
        if key in own:
            yield _table(message("Deviations"), own[key], language)
        if key in others:
            yield _table(OTHERS_MEND, others[key], language, (MENDED_BY, _mended_by))
        if key in concerns:
            yield _table(CONCERNS, concerns[key], language, (message("Found on"), _found_on))


def _of_own(found: Iterable[_Found]) -> Sequence[_Found]:
    return [pair for pair in found if not pair[1].for_others]


def _of_others(found: Iterable[_Found]) -> Sequence[_Found]:
    return [pair for pair in found if pair[1].for_others]


def _concerns(material: Material) -> Mapping[str, Sequence[_Found]]:
    """What each body can mend of others, with the one on whom it was found."""
    everybody = {(str(one.subject), one.period): one for one in material.judged}
    found: dict[str, list[_Found]] = {}
    for body in (*material.result.subjects, *material.result.unjudged):
        for concern in body.concerns:
            whose = everybody[str(concern.subject), body.period]
            found.setdefault(str(body.subject), []).append((whose, concern.finding))
    return found


def _table(
    caption: Message,
    found: Sequence[_Found],
    language: Language,
    beside: tuple[Message, _Beside] | None = None,
) -> Table:
    """A row for each violation; `beside` is a further column, and what stands in it."""
    columns = [
        column(language, message("Demand"), 1),
        column(language, message("Deviation"), 3.5),
        column(language, message("What to do"), 3),
    ]
    if beside:
        columns.append(column(language, beside[0], 2))
    rows = [
        (
            *_row(finding, violation, language),
            *([value_text(language, beside[1](judged, violation))] if beside else ()),
        )
        for judged, finding in _in_order(found)
        for violation in finding.violations
    ]
    return table(language, caption, columns, rows)


def _mended_by(_: JudgedSubject, violation: Violation) -> Value:
    return violation.answers.name if violation.answers else None


def _found_on(judged: JudgedSubject, _: Violation) -> Value:
    return judged.subject.name


def _in_order(found: Sequence[_Found]) -> Sequence[_Found]:
    """The gravest first, and with it what else was found of its demand; last what is waived."""
    gravest: dict[tuple[str, bool], int] = {}
    for _, finding in found:
        about = (finding.rule.demand, finding.verdict == "waived")
        severity = SEVERITIES.index(finding.rule.severity)
        gravest[about] = min(severity, gravest.get(about, severity))

    def rank(pair: _Found) -> tuple[bool, int, str, int]:
        rule, waived = pair[1].rule, pair[1].verdict == "waived"
        return waived, gravest[rule.demand, waived], rule.demand, SEVERITIES.index(rule.severity)

    return sorted(found, key=rank)


def _row(finding: Finding, violation: Violation, language: Language) -> Sequence[Text]:
    rule = finding.rule
    # What others must mend is no error of theirs on whom it was found.
    called: Value = rule.modality if finding.for_others else _SEVERITY[rule.severity]
    if finding.verdict == "waived":
        called = message("waived")
    what = language.say(violation.message)
    where = part_in_words(violation.path, language, violation.document or "")
    due = due_line(finding, language)
    return (
        (Span(f"{rule.demand} "), Span(language.value(called), mark=mark_of(finding))),
        (Span(what), *(Span(f" [{told}]") for told in (where, due) if told)),
        value_text(language, violation.remedy),
    )
