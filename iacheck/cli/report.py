"""`iacheck report`."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any

import click

from iacheck.cases.findings import Result
from iacheck.cli import options
from iacheck.cli.check import FAIL_ON, status
from iacheck.cli.earlier_results import EarlierResult, last_rounds_in
from iacheck.cli.judged_input import JudgedInput
from iacheck.cli.later_days import later_together
from iacheck.cli.options import option
from iacheck.cli.output import lines_for, tell_beside, tell_problems
from iacheck.cli.results import Target, write_result
from iacheck.cli.sources import Sources
from iacheck.cli.translated import Command
from iacheck.cli.values import PeriodType
from iacheck.documents.document import Document
from iacheck.follow_up.due_dates import DueEntry, all_due, near_periods
from iacheck.judging.run import check
from iacheck.judging.selection import CaseSelection
from iacheck.language.errors import CannotRun, NothingToCheck
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period, read_period
from iacheck.reports import find_paper_format, paper_formats
from iacheck.reports.counts import summary_lines
from iacheck.reports.meeting.delivery import asking_rules
from iacheck.reports.meeting.material import MeetingMaterial, newest_round
from iacheck.reports.meeting.paper import paper


@click.command(
    "report",
    cls=Command,
    text=message(
        "Make the paper for a meeting.\n\n"
        "It opens with what a meeting needs: what has changed since an earlier result, what waits "
        "for a decision, who has delivered, what most do not meet, results and money, and what is "
        "due next. Annexes hold what that rests on, and the parties' own accounts. It covers "
        "half-years, and years with their half-years. With files or folders, it is made of these; "
        "with none, of the store.\n\n"
        "Exit status: 0 the paper is made, 2 wrong use, 3 could not run or finish, or something "
        "is wrong with the documents, 4 nothing to tell of. With --fail-on, also 1 as of check."
    ),
    examples=(
        "iacheck report --period 2012-H2 --out sak.docx",
        "iacheck report --period 2012-H1 --period 2012-H2 --out sak.pdf",
        "iacheck report examples/2015 --as-of 2016-06-01 --out sak.html",
        "iacheck report --period 2015 --since forrige.json --out sak.docx",
    ),
)
@options.paths
@option(
    "--period", "periods", metavar="PERIOD", multiple=True, type=PeriodType(),
    text=message("A half-year, such as 2012-H2, or a year, such as 2015, with its half-years; may "
                 "be repeated (default: the last one that is over and that documents are about)."),
)  # fmt: skip
@options.paper_council
@options.as_of
@options.kept_round
@options.since
@option(
    "--format", "format_", type=click.Choice(paper_formats()), text=options.FORMAT,
)  # fmt: skip
@options.out
@option(
    "--fail-on", type=click.Choice(FAIL_ON),
    text=message("End with status 1 where a deviation is at least this severe (default: the "
                 "paper is made, and that is all)."),
)  # fmt: skip
@Sources.options
@options.lang
@click.pass_obj
def report_command(
    language: Language,
    /,
    periods: tuple[Period, ...],
    council: str | None,
    as_of: datetime.date | None,
    round_: str | None,
    since: str | None,
    format_: str | None,
    out: Path | None,
    fail_on: str | None,
    **named: Any,
) -> int:
    target = Target.choose(format_, out, None, paper_formats())
    sources = Sources(**named)
    target.refuse_overwriting((*sources.files(), *([Path(since)] if since else [])))
    earlier = EarlierResult.read(since, sources.uri) if since else None
    judged = JudgedInput.load(sources, round_, [council] if council else (), periods, as_of)
    language = language.knowing(judged.schemas.words)
    asked = judged.periods or _newest(judged)
    result = judged.result(CaseSelection(asked), language)
    if not asked or not result.subjects:
        raise CannotRun(result.problems)
    due = _due(judged, result, asked)
    if earlier is None and not sources.paths:
        again = judged.kept.round if judged.kept is not None else None
        rounds = last_rounds_in(sources.uri, judged.schemas, result, again)
        result = rounds.compared_with(result, is_whole=True)
    elif earlier is not None:
        result = earlier.compared_with(result, is_whole=not sources.paths)
    documents = _of_known_kinds(judged)
    meeting = MeetingMaterial.of(result, documents, judged.books, judged.schemas, asked, due)
    with lines_for(target.out):
        data = find_paper_format(target.format).write(paper(meeting, language))
    write_result(data, target, language)
    tell_problems(later_together(meeting.result.problems), language)
    if not judged.periods:
        tell_beside(language.say(_period_chosen(meeting)))
    if out is not None:
        tell_beside(*_summary(meeting, language))
    return status(meeting.result, fail_on or "never")


def _period_chosen(meeting: MeetingMaterial) -> Message:
    return message(
        "The paper is about {period}; choose another one with {option}",
        period=meeting.asked[0],
        option="--period",
    )


def _summary(meeting: MeetingMaterial, language: Language) -> Iterator[str]:
    """A line or two on each period."""
    for material in meeting.materials:
        period = "" if len(meeting.materials) == 1 else f"{language.period(material.period)}: "
        yield from (period + line for line in summary_lines(material.result, language))


def _of_known_kinds(judged: JudgedInput) -> list[Document]:
    return [one for one in judged.given.documents if one.kind in judged.schemas.kinds]


def _newest(judged: JudgedInput) -> tuple[Period, ...]:
    """The last period that is over and that documents are about, if there is one."""
    newest = newest_round(_of_known_kinds(judged), judged.books, judged.schemas, judged.as_of)
    return (newest,) if newest else ()


def _due(judged: JudgedInput, result: Result, asked: Sequence[Period]) -> tuple[DueEntry, ...]:
    """What is overdue, and due next, also of periods that are near and not the paper's own.

    Of periods longer ago it is what was promised.
    """
    near = near_periods(judged.as_of, None)
    others, before = (
        tuple(
            period
            for period in sorted(periods)
            if not any(one.includes(period) for one in asked)
            and any(book.covers(period) for book in judged.books)
        )
        for periods in (near, _promised_of(judged) - set(near))
    )
    results = [result]
    if others or before:
        selection = CaseSelection((*before, *others))
        with contextlib.suppress(NothingToCheck):
            # Nobody may be there yet.
            results.append(
                check(judged.given, judged.books, judged.schemas, judged.as_of, selection)
            )
    due = tuple(
        entry
        for entry in all_due(results, asking_rules(judged.books, judged.schemas))
        if entry.kind == "promise" or entry.period not in before
    )
    if judged.given.extent == "everybody":
        return due
    # Files need not hold all that came for a year that none of them is about.
    told = set(judged.given.index(judged.schemas).periods())
    return tuple(
        entry
        for entry in due
        if entry.days_left(judged.as_of) >= 0 or entry.period in told or entry.period not in others
    )


def _promised_of(judged: JudgedInput) -> Set[Period]:
    """The periods of which somebody has promised to mend something by a day."""
    replies = (one for one in judged.given.documents if one.kind == "reply")
    periods = (read_period(one.body.get("period")) for one in replies if "planned_on" in one.body)
    return {period for period in periods if period is not None}
