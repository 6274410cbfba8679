"""The result as text that people can scan: an overview, then each subject's deviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from iacheck.cases.findings import Finding, Result, SubjectFindings, Verdict, Violation
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.reports.existence_words import existence_lines
from iacheck.reports.order import in_order_of_names
from iacheck.reports.paper_text import as_bytes, heading_lines, new_table, table_lines, write
from iacheck.reports.wording import (
    EXPECTED,
    GIVEN,
    SEVERITY,
    VERDICT,
    by_reason,
    demand,
    given_and_expected,
    given_line,
    listed_findings,
    overview,
    problem_line,
    problems_heading,
    shared_remedy,
    sources,
    summary_lines,
    where_line,
    wrap,
)

__all__ = ["TELLS_PROBLEMS", "render", "write"]

TELLS_PROBLEMS = True
REQUIRES = ()
BINARY = False


def render(result: Result, language: Language) -> bytes:
    """Problems, an overview, each subject's findings, and everything in one line."""
    result = in_order_of_names(result)
    lines = [*_heading(result, language)]
    if result.problems:
        lines += _problems(result, language)
    if result.subjects:
        lines += ["", *_overview(result, language)]
    for judged in result.subjects:
        lines += _subject(judged, language)
    lines += ["", *_hint(result, language), *summary_lines(result, language)]
    return as_bytes(lines)


def _heading(result: Result, language: Language) -> Iterator[str]:
    yield language.say(message("Deviations as of {date}", date=result.as_of))
    for book in result.rulebooks:
        told = message("Rule book {id}: {title}", id=book.id, title=book.title)
        yield from wrap(language.say(told), 0, 2)


def _problems(result: Result, language: Language) -> Iterator[str]:
    yield ""
    yield problems_heading(result.problems, language)
    for problem in result.problems:
        yield from wrap(problem_line(problem, language), 2, 4)


def _overview(result: Result, language: Language) -> list[str]:
    """A row for each subject and period, also those with nothing to tell."""
    headings, rows = overview(result)
    table = new_table()
    table.add_column(language.say(message("Who")), overflow="fold")
    table.add_column(language.say(message("Period")), no_wrap=True)
    for heading in headings:
        table.add_column(language.say(heading), justify="right", no_wrap=True)
    for judged, numbers in rows:
        table.add_row(
            Text(str(judged.subject)),
            str(judged.period),
            *(language.number(number) if number else "·" for number in numbers),
        )
    return table_lines(table)


def _subject(judged: SubjectFindings, language: Language) -> Iterator[str]:
    told, lines = listed_findings(judged), existence_lines(judged, language)
    if not told and not lines:
        return
    name = language.value(judged.subject.name)
    title = f"{name} · {language.period(judged.period)} · {judged.subject}"
    yield from ("", *heading_lines(title, "─"))
    for line in lines:
        yield from wrap(line, 0, 2)
    yield from _untold(told, ("error",), language)
    for finding in told:
        if finding.violations:
            yield from _deviation(finding, language)
    yield from _untold(told, ("undetermined", "not_due"), language)


def _deviation(finding: Finding, language: Language) -> Iterator[str]:
    rule = finding.rule
    label = VERDICT.get(finding.verdict) or SEVERITY[rule.severity]
    yield from wrap(f"{language.say(label)} {demand(finding, language)}", 0, 4)
    if finding.verdict == "waived" and finding.reason:
        yield from wrap(language.say(finding.reason), 4, 6)
    shared = shared_remedy(finding, language)
    for violation in finding.violations:
        yield from _violation(violation, language)
        if shared is None:
            told = message("Do: {remedy}", remedy=violation.remedy)
            yield from wrap(language.say(told), 4, 6)
    if shared is not None:
        told = message("Do about all of them: {remedy}", remedy=shared)
        yield from wrap(language.say(told), 4, 6)
    stands = sources(rule.sources, language)
    yield from wrap(language.say(message("Source: {source}", source=stands)), 4, 6)


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


def _violation(violation: Violation, language: Language) -> Iterator[str]:
    yield from wrap(f"– {language.say(violation.message)}", 2, 4)
    stands = where_line(violation, language, folders=True)
    if stands:
        yield from wrap(language.say(message("Where: {where}", where=stands)), 4, 6)
    yield from wrap(_values(violation, language), 4, 6)


def _values(violation: Violation, language: Language) -> str:
    given, expected = given_and_expected(violation, language)
    labelled = ((given_line(GIVEN, violation, language), given), (language.say(EXPECTED), expected))
    return " ".join(f"{label}: {value}." for label, value in labelled if value is not None)


def _hint(result: Result, language: Language) -> Iterator[str]:
    """How to learn more about a demand, with one of those not met as the example."""
    for judged in result.subjects:
        for finding in judged.findings:
            if finding.verdict == "deviation":
                command = f"iacheck rules show {finding.rule.demand}"
                told = message(
                    "More about a demand and how it is checked: {command}", command=command
                )
                yield from wrap(language.say(told), 0, 2)
                return
