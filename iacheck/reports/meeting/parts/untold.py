"""What could not be told, and why; what is not due; what was wrong with the documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Finding, Verdict
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem
from iacheck.reports.blocks import Block, Items, Table, Text, plain_text
from iacheck.reports.meeting.material import JudgedSubject, Material, group_by
from iacheck.reports.meeting.phrases import (
    column,
    heading,
    note,
    paragraph,
    subject_names,
    table,
    value_text,
)
from iacheck.reports.unread_words import unread_advice
from iacheck.reports.wording import problem_line, problems_heading


def blocks(material: Material, language: Language) -> Iterator[Block]:
    """A table of reasons for each verdict that is no answer, and the problems."""
    yield heading(language, 1, message("What could not be told"))
    told = False
    for verdict, title in _TOLD:
        found = [pair for pair in material.findings() if pair[1].verdict == verdict]
        if found:
            told = True
            yield _table(title, found, language)
    if not told:
        yield paragraph(language, message("Everything could be told."))
    unread = (part for _, finding in material.findings() for part in finding.unread)
    advice = unread_advice(unread, language)
    if advice:
        yield note(language, advice)
    yield from problem_blocks(material.result.problems, 2, language)


def problem_blocks(problems: Sequence[Problem], level: int, language: Language) -> Iterator[Block]:
    """What was wrong with what was read, if anything was, under a heading of a level."""
    if problems:
        yield heading(language, level, problems_heading(problems, language))
        lines = (problem_line(problem, language) for problem in problems)
        yield Items([plain_text(line) for line in lines])


_TOLD: tuple[tuple[Verdict, Message], ...] = (
    ("error", message("Checks that failed")),
    ("undetermined", message("Undetermined")),
    ("not_due", message("Not due")),
)


def _table(
    title: Message, found: Sequence[tuple[JudgedSubject, Finding]], language: Language
) -> Table:
    """Each reason once, with the demands and those whom it is about."""
    by_reason = group_by(found, lambda pair: language.value(pair[1].reason))
    columns = [
        column(language, message("Why"), 3),
        column(language, message("Demands"), 2),
        column(language, message("Who"), 3),
    ]
    rows = [_row(reason, same, language) for reason, same in by_reason.items()]
    return table(language, title, columns, rows)


def _row(
    reason: str, same: Sequence[tuple[JudgedSubject, Finding]], language: Language
) -> Sequence[Text]:
    demands = sorted({finding.rule.demand for _, finding in same})
    who = subject_names(language, (judged.subject for judged, _ in same))
    return value_text(language, reason), plain_text(", ".join(demands)), plain_text(who)
