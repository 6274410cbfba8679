"""The result as text that people can scan: an overview, then each subject's deviations."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator

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
from iacheck.messages import Message, counted, message
from iacheck.problems import Problem

# A fixed width, so that the same result gives the same bytes on every screen.
WIDTH = 100

_SEVERITY: dict[Severity, Message] = {
    "error": message("ERROR"),
    "warning": message("WARNING"),
    "info": message("INFO"),
}
_VERDICT: dict[Verdict, Message] = {
    "waived": message("WAIVED"),
    "error": message("CHECKER FAILED"),
    "undetermined": message("UNDETERMINED"),
    "not_due": message("NOT DUE"),
}
_ORIGIN = {
    "practice": message("described as practice"),
    "ours": message("our reading, not the document's words"),
}


def render(result: Result, language: Language) -> bytes:
    parts = [*_heading(result, language)]
    if result.problems:
        parts += _problems(result, language)
    if result.subjects:
        parts += ["", _overview(result, language)]
    for judged in result.subjects:
        parts += _subject(judged, language)
    parts += ["", _last_line(result, language)]
    return ("\n".join(line.rstrip() for part in parts for line in part.split("\n")) + "\n").encode()


def _heading(result: Result, language: Language) -> Iterator[str]:
    yield language.say(message("Deviations as of {date}", date=result.as_of))
    for book in result.rulebooks:
        yield language.say(message("Rule book {id}: {title}", id=book.id, title=book.title))


def _problems(result: Result, language: Language) -> Iterator[str]:
    yield ""
    yield language.say(
        counted(
            "{count} problem with what was read",
            "{count} problems with what was read",
            len(result.problems),
        )
    )
    for problem in result.problems:
        yield from _wrapped(problem_line(problem, language), 2, 4)


def problem_line(problem: Problem, language: Language) -> str:
    """A problem in one line: file, place, what is wrong; a notice says that it is one."""
    where = [
        problem.file or problem.document or "",
        language.place(problem.place),
        problem.path or "",
    ]
    told = language.say(problem.message)
    if problem.level == "notice":
        told = language.say(message("Note: {told}", told=told))
    return ": ".join(part for part in (", ".join(filter(None, where)), told) if part)


def _overview(result: Result, language: Language) -> str:
    """A row for each subject and period, also those with nothing to tell."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False)
    say = language.say
    table.add_column(say(message("Who")), overflow="fold")
    table.add_column(say(message("Period")), no_wrap=True)
    headings = (
        message("Errors"), message("Warnings"), message("Info"), message("Unclear"),
        message("Not due"), message("Waived"), message("Met"),
    )  # fmt: skip
    for heading in headings:
        table.add_column(say(heading), justify="right", no_wrap=True)
    for judged in result.subjects:
        table.add_row(
            Text(str(judged.subject)),
            str(judged.period),
            *(_number(n) for n in _counts(judged)),
        )
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
    return output.getvalue().strip("\n")


def _counts(judged: SubjectFindings) -> tuple[int, ...]:
    deviations = [f for f in judged.findings if f.verdict == "deviation"]
    by_severity = (sum(f.rule.severity == s for f in deviations) for s in SEVERITIES)
    verdicts: tuple[tuple[Verdict, ...], ...] = (
        ("undetermined", "error"), ("not_due",), ("waived",), ("met",),
    )  # fmt: skip
    others = (sum(f.verdict in group for f in judged.findings) for group in verdicts)
    return (*by_severity, *others)


def _number(number: int) -> str:
    return str(number) if number else "·"


def _name(judged: SubjectFindings, language: Language) -> str:
    return language.value(judged.subject.name)


def _subject(judged: SubjectFindings, language: Language) -> Iterator[str]:
    told = [finding for finding in judged.findings if finding.verdict not in _QUIET]
    if not told:
        return
    title = f"{_name(judged, language)} · {language.period(judged.period)} · {judged.subject}"
    yield from ("", title, "─" * min(len(title), WIDTH))
    order = ("error", "deviation", "waived", "undetermined", "not_due")
    rank = {severity: index for index, severity in enumerate(SEVERITIES)}
    for finding in sorted(
        told, key=lambda f: (order.index(f.verdict), rank[f.rule.severity], f.rule.demand)
    ):
        yield from _finding(finding, language)


_QUIET: tuple[Verdict, ...] = ("met", "not_applicable")


def _finding(finding: Finding, language: Language) -> Iterator[str]:
    rule = finding.rule
    label = (
        _SEVERITY[rule.severity] if finding.verdict == "deviation" else _VERDICT[finding.verdict]
    )
    kind: str = rule.modality
    if rule.origin in _ORIGIN:
        kind += f", {language.say(_ORIGIN[rule.origin])}"
    head = f"{language.say(label)} {rule.demand} {language.say(rule.title)} ({kind})"
    if finding.violations:
        yield from _wrapped(head, 0, 4)
        if finding.verdict == "waived" and finding.reason:
            yield from _wrapped(language.say(finding.reason), 4, 4)
        for violation in finding.violations:
            yield from _violation(violation, language)
        source = "; ".join(
            f"{s.document}, {s.section}, {', '.join(f'P{n}' for n in s.paragraphs)}"
            for s in rule.sources
        )
        yield from _wrapped(language.say(message("Source: {source}", source=source)), 4, 6)
    else:
        reason = language.say(finding.reason) if finding.reason else ""
        yield from _wrapped(f"{head}: {reason}", 0, 4)


def _violation(violation: Violation, language: Language) -> Iterator[str]:
    yield from _wrapped(f"– {language.say(violation.message)}", 2, 4)
    where = [violation.document or "", violation.path or ""]
    at = ", ".join(filter(None, (violation.file, language.place(violation.place))))
    if violation.document:
        told = " ".join(filter(None, where)) + (f" ({at})" if at else "")
        yield from _wrapped(language.say(message("Where: {where}", where=told)), 4, 6)
    values = " ".join(language.say(part) for part in _given_and_expected(violation))
    yield from _wrapped(values, 4, 6)
    yield from _wrapped(language.say(message("Do: {remedy}", remedy=violation.remedy)), 4, 6)


def _given_and_expected(violation: Violation) -> Iterator[Message]:
    """As the rule's texts call them, where they speak of them; else as they are."""
    called = violation.message.values
    if violation.given is not None:
        yield message("Given: {given}.", given=called.get("given", violation.given))
    elif violation.expected is not None:
        yield message("Given: nothing.")
    if violation.expected is not None:
        yield message("Expected: {expected}.", expected=called.get("expected", violation.expected))


def _wrapped(text: str, first: int, then: int) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * first,
        subsequent_indent=" " * then,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _last_line(result: Result, language: Language) -> str:
    say = language.say
    parts = [
        say(counted("{count} error", "{count} errors", result.deviations("error"))),
        say(counted("{count} warning", "{count} warnings", result.deviations("warning"))),
        say(message("{count} for information", count=result.deviations("info"))),
        say(message("{count} undetermined", count=result.count("undetermined"))),
    ]
    if result.count("error"):
        parts.append(
            say(counted("{count} rule failed", "{count} rules failed", result.count("error")))
        )
    subjects = len({str(judged.subject) for judged in result.subjects})
    who = say(counted("{count} subject checked", "{count} subjects checked", subjects))
    return f"{who}: {', '.join(parts)}."
