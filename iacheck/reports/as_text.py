"""The result as text that people can scan: an overview, then each subject's deviations."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from iacheck.findings import (
    SEVERITIES,
    Finding,
    Result,
    Severity,
    SubjectFindings,
    Verdict,
    Violation,
)
from iacheck.language import Language
from iacheck.messages import Message, Value, counted, message
from iacheck.periods import read_date
from iacheck.reports.wording import (
    ORIGIN,
    UNSHOWABLE,
    WIDTH,
    part,
    problem_line,
    sources,
    summed_up,
    wrapped,
)
from iacheck.words import WORDS

TELLS_PROBLEMS = True

_SEVERITY: Mapping[Severity, Message] = {
    "error": message("ERROR"),
    "warning": message("WARNING"),
    "info": message("INFO"),
}
# What is told of one by one, in this order, beside deviations; the overview counts the others.
_VERDICT: Mapping[Verdict, Message] = {
    "error": message("CHECKER FAILED"),
    "waived": message("WAIVED"),
    "undetermined": message("UNDETERMINED"),
    "not_due": message("NOT DUE"),
}
_ORDER: tuple[Verdict, ...] = ("error", "deviation", "waived", "undetermined", "not_due")


def render(result: Result, language: Language) -> bytes:
    """Problems, an overview, each subject's findings, and everything in one line."""
    lines = [*_heading(result, language)]
    if result.problems:
        lines += _problems(result, language)
    if result.subjects:
        lines += ["", *_overview(result, language)]
    for judged in result.subjects:
        lines += _subject(judged, language)
    lines += ["", *_hint(result, language), *summed_up(result, language)]
    return "".join(f"{line}\n" for line in lines).encode(errors=UNSHOWABLE)


def _heading(result: Result, language: Language) -> Iterator[str]:
    yield language.say(message("Deviations as of {date}", date=result.as_of))
    for book in result.rulebooks:
        told = message("Rule book {id}: {title}", id=book.id, title=book.title)
        yield from wrapped(language.say(told), 0, 2)


def _problems(result: Result, language: Language) -> Iterator[str]:
    yield ""
    count = len(result.problems)
    told = (
        counted("{count} note on what was read", "{count} notes on what was read", count)
        if all(problem.level == "notice" for problem in result.problems)
        else counted(
            "{count} problem with what was read", "{count} problems with what was read", count
        )
    )
    yield language.say(told)
    for problem in result.problems:
        yield from wrapped(problem_line(problem, language), 2, 4)


def _overview(result: Result, language: Language) -> list[str]:
    """A row for each subject and period, also those with nothing to tell."""
    headings = [message("Errors"), message("Warnings"), message("Info")]
    verdicts: list[Verdict] = ["undetermined", "not_due", "waived", "met"]
    headings += [message("Unclear"), message("Not due"), message("Waived"), message("Met")]
    if result.count("error"):
        verdicts.append("error")
        headings.append(message("Failed"))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column(language.say(message("Who")), overflow="fold")
    table.add_column(language.say(message("Period")), no_wrap=True)
    for heading in headings:
        table.add_column(language.say(heading), justify="right", no_wrap=True)
    for judged in result.subjects:
        found = [finding.verdict for finding in judged.findings]
        severe = [f.rule.severity for f in judged.findings if f.verdict == "deviation"]
        numbers = (*map(severe.count, SEVERITIES), *map(found.count, verdicts))
        table.add_row(
            Text(str(judged.subject)),
            str(judged.period),
            *(language.number(number) if number else "·" for number in numbers),
        )
    return _printed(table)


def _printed(table: Table) -> list[str]:
    output = io.StringIO()
    console = Console(
        file=output,
        width=WIDTH,
        force_terminal=False,
        color_system=None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
    )
    console.print(table)
    lines = (line.rstrip() for line in output.getvalue().split("\n"))
    return [line for line in lines if line]


def _subject(judged: SubjectFindings, language: Language) -> Iterator[str]:
    told = [finding for finding in judged.findings if finding.verdict in _ORDER]
    if not told:
        return
    name = language.value(judged.subject.name)
    title = f"{name} · {language.period(judged.period)} · {judged.subject}"
    lines = wrapped(title, 0, 2)
    yield from ("", *lines, "─" * min(max(map(len, lines)), WIDTH))
    told.sort(key=_rank)
    yield from _untold(told, ("error",), language)
    for finding in told:
        if finding.violations:
            yield from _deviation(finding, language)
    yield from _untold(told, ("undetermined", "not_due"), language)


def _rank(finding: Finding) -> tuple[int, int, str]:
    rule = finding.rule
    return _ORDER.index(finding.verdict), SEVERITIES.index(rule.severity), rule.demand


def _head(finding: Finding, language: Language) -> str:
    rule = finding.rule
    kind: str = rule.modality
    if rule.origin != "text":
        kind += f", {language.say(ORIGIN[rule.origin])}"
    return f"{rule.demand} {language.say(rule.title)} ({kind})"


def _deviation(finding: Finding, language: Language) -> Iterator[str]:
    rule = finding.rule
    label = _VERDICT.get(finding.verdict) or _SEVERITY[rule.severity]
    yield from wrapped(f"{language.say(label)} {_head(finding, language)}", 0, 4)
    if finding.verdict == "waived" and finding.reason:
        yield from wrapped(language.say(finding.reason), 4, 6)
    for violation in finding.violations:
        yield from _violation(violation, language)
    where = sources(rule.sources, language)
    yield from wrapped(language.say(message("Source: {source}", source=where)), 4, 6)


def _untold(
    found: Sequence[Finding], verdicts: Sequence[Verdict], language: Language
) -> Iterator[str]:
    """What has no violations to tell of: each reason once, with the demands it is for."""
    for verdict in verdicts:
        by_reason: dict[str, list[Finding]] = {}
        for finding in found:
            if finding.verdict == verdict and finding.reason:
                by_reason.setdefault(language.say(finding.reason), []).append(finding)
        for reason, findings in by_reason.items():
            yield from wrapped(f"{language.say(_VERDICT[verdict])} {reason}", 0, 4)
            if len(findings) == 1:
                yield from wrapped(_head(findings[0], language), 4, 6)
            else:
                demands = sorted({finding.rule.demand for finding in findings})
                yield from wrapped(", ".join(demands), 4, 4)


def _violation(violation: Violation, language: Language) -> Iterator[str]:
    yield from wrapped(f"– {language.say(violation.message)}", 2, 4)
    if violation.document:
        where = ", ".join(filter(None, (violation.document, part(violation.path, language))))
        at = ", ".join(filter(None, (violation.file, language.place(violation.place))))
        told = message("Where: {where}", where=f"{where} ({at})" if at else where)
        yield from wrapped(language.say(told), 4, 6)
    yield from wrapped(_given_and_expected(violation, language), 4, 6)
    yield from wrapped(language.say(message("Do: {remedy}", remedy=violation.remedy)), 4, 6)


def _given_and_expected(violation: Violation, language: Language) -> str:
    """What was given and what was expected; nothing where the message says both already."""
    given, expected = _called(violation, "given"), _called(violation, "expected")
    told = language.say(violation.message)
    if all(value is None or language.value(value) in told for value in (given, expected)):
        return ""
    parts = []
    if given is not None:
        parts.append(message("Given: {given}.", given=given))
    elif expected is not None:
        parts.append(message("Given: nothing."))
    if expected is not None:
        parts.append(message("Expected: {expected}.", expected=expected))
    return " ".join(map(language.say, parts))


def _called(violation: Violation, name: str) -> Value:
    """A value as the rule's texts call it, where they speak of it; else as it is."""
    value = violation.given if name == "given" else violation.expected
    if value in (None, "", [], (), {}):
        return None
    words = violation.message.values
    if isinstance(value, list | tuple):
        value = [WORDS.get(part, part) if isinstance(part, str) else part for part in value]
    called = words.get(name, words.get("missing", value) if name == "expected" else value)
    return read_date(called) or called


def _hint(result: Result, language: Language) -> Iterator[str]:
    """How to learn more about a demand, with one of those not met as the example."""
    for judged in result.subjects:
        for finding in judged.findings:
            if finding.verdict == "deviation":
                command = f"iacheck rules show {finding.rule.demand}"
                told = message(
                    "More about a demand and how it is checked: {command}", command=command
                )
                yield from wrapped(language.say(told), 0, 2)
                return
