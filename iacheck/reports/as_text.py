"""The result as text that people can scan: an overview, then each subject's deviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from iacheck.cases.findings import (
    Concern,
    Finding,
    Result,
    Subject,
    SubjectFindings,
    Verdict,
    Violation,
)
from iacheck.documents.unread_block import UnreadPart
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.reports.change_words import (
    change_line,
    decided_line,
    dropped_lines,
    fixed_line,
    new_mark,
)
from iacheck.reports.counts import overview, summary_lines
from iacheck.reports.decision_lines import decision_lines, due_line, reply_lines
from iacheck.reports.demands import (
    by_demand,
    concerns_by_rule,
    graver_findings,
    has_list,
    listed_findings,
    of_demand_line,
    several_checks,
    with_names,
)
from iacheck.reports.existence_words import existence_lines
from iacheck.reports.order import in_order_of_names
from iacheck.reports.text_lines import as_bytes, heading_lines, table_of_numbers
from iacheck.reports.unread_words import (
    settled_demands,
    unread_advice,
    unread_heading,
    unread_line,
    unread_of_nobody,
)
from iacheck.reports.visible_text import without_line_breaks
from iacheck.reports.wording import (
    CONCERNS,
    EXPECTED,
    FOR_OTHERS,
    GIVEN,
    MENDED_BY,
    OTHERS_MEND,
    SEVERITY,
    VERDICT,
    by_reason,
    demand,
    given_and_expected,
    given_line,
    problem_line,
    problems_heading,
    shared_remedy,
    sources,
    where_line,
    wrap,
    wrap_on_screen,
)

if TYPE_CHECKING:
    from iacheck.reports.blocks import Paper

TELLS_PROBLEMS = True
REQUIRES = ()
BINARY = False


def render(result: Result, language: Language) -> bytes:
    """Problems, an overview, each subject's findings, and everything in one line."""
    result = in_order_of_names(result)
    lines = [*day_and_books(result, language)]
    if result.problems:
        lines += _problems(result, language)
    parts = unread_of_nobody(result)
    if parts:
        lines += ["", *_unread(parts, language)]
    if result.subjects:
        lines += ["", *overview_lines(result, language)]
    for judged in result.subjects:
        lines += _subject(judged, language)
    for line in dropped_lines(result.dropped, language):
        lines += ["", *wrap(line, 0, 2)]
    lines += ["", *demand_hint(result, language)]
    for line in summary_lines(result, language):
        lines += wrap_on_screen(line)
    return as_bytes(lines)


def write(paper: Paper) -> bytes:
    """A whole paper as text."""
    from iacheck.reports import paper_text  # noqa: PLC0415 - a list of deviations needs no blocks

    return paper_text.write(paper)


def day_and_books(result: Result, language: Language) -> Iterator[str]:
    """The day and the rule books."""
    yield language.say(message("Deviations as of {date}", date=result.as_of))
    for book in result.rulebooks:
        told = message("Rule book {id}: {title}", id=book.id, title=book.title)
        yield from wrap(language.say(told), 0, 2)


def _problems(result: Result, language: Language) -> Iterator[str]:
    yield ""
    yield from wrap_on_screen(problems_heading(result.problems, language))
    for problem in result.problems:
        yield from wrap(problem_line(problem, language), 2, 4)


def overview_lines(result: Result, language: Language) -> list[str]:
    """A row for each subject and period, also those with nothing to tell."""
    counted, rows = overview(result)
    headings = [message("Who"), message("Period"), *counted]
    cells = [
        (
            without_line_breaks(language.value(judged.subject.name)),
            str(judged.period),
            *(language.number(number) if number else "·" for number in numbers),
        )
        for judged, numbers in rows
    ]
    return table_of_numbers(list(map(language.say, headings)), cells) or [
        line
        for judged, numbers in rows
        for line in wrap(_in_a_line(judged, counted, numbers, language), 0, 4)
    ]


def _in_a_line(
    judged: SubjectFindings,
    headings: Sequence[Message],
    numbers: Sequence[int],
    language: Language,
) -> str:
    """A row where there is no room for columns: `IA-rådet i X · 2015: Errors 2, Met 7`."""
    told = (
        f"{language.say(heading)} {language.number(number)}"
        for heading, number in zip(headings, numbers, strict=True)
        if number
    )
    name = language.value(judged.subject.name)
    return f"{name} · {judged.period}: {', '.join(told) or '–'}"


def _subject(judged: SubjectFindings, language: Language) -> Iterator[str]:
    if not has_list(judged):
        return
    told = listed_findings(judged)
    name = language.value(judged.subject.name)
    title = f"{name} · {language.period(judged.period)} · {judged.subject}"
    yield from ("", *heading_lines(title, "─"))
    for line in existence_lines(judged, language):
        yield from wrap(line, 0, 2)
    for changed in (fixed_line(judged, language), decided_line(judged, language)):
        if changed:
            yield from wrap(changed, 0, 2)
    yield from _untold(told, ("error",), language)
    broken = [found for found in by_demand(told) if found[0].violations]
    for found in broken:
        if not found[0].for_others:
            yield from _demand(found, judged, language)
    yield from _untold(told, ("undetermined", "not_due", "met"), language)
    others = [found for found in broken if found[0].for_others]
    if others:
        yield f"{language.say(OTHERS_MEND)}:"
    for found in others:
        yield from _demand(found, judged, language)
    yield from _concerns(judged.concerns, language)
    if judged.unread:
        yield from _unread(judged.unread, language, [judged])


def _unread(
    parts: Sequence[UnreadPart], language: Language, whose: Sequence[SubjectFindings] = ()
) -> Iterator[str]:
    demands = settled_demands(whose)
    yield unread_heading(parts, language)
    for part in parts:
        yield from wrap(unread_line(part, language, demands.get(part, ())), 2, 4)
    advice = unread_advice(filter(demands.__contains__, parts), language)
    if advice:
        yield from wrap(advice, 2, 2)


def _demand(found: Sequence[Finding], judged: SubjectFindings, language: Language) -> Iterator[str]:
    """A demand, and below it what its rules found, where there are several of them."""
    if len(found) == 1:
        yield from _deviation(found[0], language)
    else:
        yield from wrap(several_checks(found, language), 0, 4)
        for finding in found:
            yield from _deviation(finding, language, of_several=True)
    for finding in graver_findings(judged, found):
        told = message("Of the same demand: {told}", told=of_demand_line(finding, language))
        yield from wrap(language.say(told), 4, 6)


def _concerns(concerns: Sequence[Concern], language: Language) -> Iterator[str]:
    """What was found on others and can be mended here: each rule once."""
    if concerns:
        yield f"{language.say(CONCERNS)}:"
    for finding, whose in concerns_by_rule(concerns):
        yield from _deviation(finding, language, whose)


def _deviation(
    finding: Finding, language: Language, whose: Sequence[Subject] = (), *, of_several: bool = False
) -> Iterator[str]:
    rule, say = finding.rule, language.say
    label = VERDICT.get(finding.verdict) or SEVERITY[rule.severity]
    if finding.for_others and not whose:
        label = FOR_OTHERS
    what = demand(finding, language)
    if of_several:
        yield from wrap(f"{say(label)} {what.removeprefix(rule.demand).strip()}", 2, 6)
    else:
        yield from wrap(f"{say(label)} {what}", 0, 4)
    for line in filter(None, (change_line(finding, language), *decision_lines(finding, language))):
        yield from wrap(line, 4, 6)
    shared = shared_remedy(finding, language)
    # What is accepted asks for nothing until the waiver ends.
    is_waived = finding.verdict == "waived"
    for name, violation in with_names(finding, whose, language):
        yield from _violation(violation, new_mark(finding, violation, language) + name, language)
        if shared is None:
            told = (
                message("Do when it ends: {remedy}", remedy=violation.remedy)
                if is_waived
                else message("Do: {remedy}", remedy=violation.remedy)
            )
            yield from wrap(say(told), 4, 6)
        if violation.answers and not whose:
            yield from wrap(f"{say(MENDED_BY)}: {language.value(violation.answers.name)}", 4, 6)
    if shared is not None:
        told = (
            message("Do about all of them when it ends: {remedy}", remedy=shared)
            if is_waived
            else message("Do about all of them: {remedy}", remedy=shared)
        )
        yield from wrap(say(told), 4, 6)
    due = due_line(finding, language)
    if due is not None:
        yield from wrap(due, 4, 6)
    stands = sources(rule.sources, language)
    yield from wrap(say(message("Source: {source}", source=stands)), 4, 6)


def _untold(
    found: Sequence[Finding], verdicts: Sequence[Verdict], language: Language
) -> Iterator[str]:
    """What has no violations to tell of: each reason once, with the demands it is for."""
    for verdict in verdicts:
        for reason, findings in by_reason(found, verdict, language).items():
            yield from wrap(f"{language.say(VERDICT[verdict])} {reason}", 0, 4)
            if len(findings) == 1:
                yield from wrap(demand(findings[0], language), 4, 6)
            else:
                demands = sorted({finding.rule.demand for finding in findings})
                yield from wrap(", ".join(demands), 4, 4)
            for finding in findings:
                for line in reply_lines(finding, language):
                    yield from wrap(f"{finding.rule.demand}: {line}", 4, 6)


def _violation(violation: Violation, name: str, language: Language) -> Iterator[str]:
    yield from wrap(f"– {name}{language.say(violation.message)}", 2, 4)
    stands = where_line(violation, language, folders=True)
    if stands:
        yield from wrap(language.say(message("Where: {where}", where=stands)), 4, 6)
    yield from wrap(_values(violation, language), 4, 6)


def _values(violation: Violation, language: Language) -> str:
    given, expected = given_and_expected(violation, language)
    labelled = ((given_line(GIVEN, violation, language), given), (language.say(EXPECTED), expected))
    return " ".join(f"{label}: {value}." for label, value in labelled if value is not None)


def demand_hint(result: Result, language: Language) -> Iterator[str]:
    """How to learn more about a demand, with one of those not met as the example."""
    for judged in result.subjects:
        for finding in listed_findings(judged):
            if finding.verdict == "deviation":
                command = f"iacheck rules show {finding.rule.demand}"
                told = message(
                    "More about a demand and how it is checked: {command}", command=command
                )
                yield from wrap(language.say(told), 0, 2)
                return
