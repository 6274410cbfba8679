"""`iacheck due`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from iacheck.cli import options
from iacheck.cli.later_days import later_together
from iacheck.cli.options import option
from iacheck.cli.output import lines_for, tell_problems
from iacheck.cli.results import Target, write_result
from iacheck.cli.sources import Sources
from iacheck.cli.translated import Command
from iacheck.cli.values import DaysType
from iacheck.follow_up.due_dates import due_entries, near_periods, within
from iacheck.language.errors import CannotRun
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.language.norwegian_days import today
from iacheck.language.periods import Period
from iacheck.reports import find_paper_format, paper_formats
from iacheck.reports.due_list import due_csv, due_ics, due_json, due_paper, due_xlsx
from iacheck.reports.meeting.delivery import asking_rules

# Beside the formats of papers: how they are written.
_FOR_PROGRAMS: Mapping[str, Callable[..., bytes]] = {
    "csv": due_csv,
    "ics": due_ics,
    "json": due_json,
    "xlsx": due_xlsx,
}
_FORMATS = (*_FOR_PROGRAMS, *paper_formats())


@click.command(
    "due",
    cls=Command,
    text=message(
        "List what is due by when, and from whom.\n\n"
        "What has not come, with days left or past; what bodies have promised to mend, and by "
        "when; and waivers, by the day on which they end. With files or folders, of these; with "
        "none, of the store.\n\n"
        "Without --period it is about the periods that documents are about; of the store also "
        "about the year before, this year, and on to that of the last day of --within (default: "
        "half a year ahead), whether anything has come for them or not.\n\n"
        "Exit status: 0 listed, 2 wrong use, 3 could not run, 4 nothing to check."
    ),
    examples=(
        "iacheck due --period 2015 --as-of 2016-02-01 --within 30d",
        "iacheck due --overdue --out forfalt.docx",
        "iacheck due --out frister.ics",
    ),
)
@options.paths
@options.only_periods
@options.only_subjects
@options.only_councils
@option(
    "--within", "days", metavar="DAYS", type=DaysType(),
    text=message("Only what is due in so many days, such as 30d, or has been due."),
)  # fmt: skip
@option("--overdue", is_flag=True, text=message("Only what has been due."))
@options.as_of
@option(
    "--format", "format_", type=click.Choice(_FORMATS), text=options.FORMAT,
)  # fmt: skip
@options.out
@Sources.options
@options.lang
@click.pass_obj
def due_command(
    language: Language,
    /,
    periods: tuple[Period, ...],
    subjects: tuple[str, ...],
    councils: tuple[str, ...],
    days: int | None,
    overdue: bool,
    as_of: datetime.date | None,
    format_: str | None,
    out: Path | None,
    **named: Any,
) -> int:
    from iacheck.judging.run import check  # noqa: PLC0415 - not needed for help
    from iacheck.judging.selection import CaseSelection  # noqa: PLC0415 - not needed for help

    target = Target.choose(format_, out, None, _FORMATS)
    sources = Sources(**named)
    target.refuse_overwriting(sources.files())
    as_of = as_of or today()
    selection = CaseSelection.of(periods, subjects, councils)
    with sources.reading(councils, periods) as (given, books, schemas):
        language = language.knowing(schemas.words)
        if not sources.paths:
            # Who has sent nothing for a year yet owes it all the same; files tell of their own.
            near = near_periods(as_of, days)
            also = tuple(one for one in near if any(book.covers(one) for book in books))
            selection = replace(selection, also=also)
        result = check(given, books, schemas, as_of, selection)
    if not result.subjects:
        # Not “nothing is due”: nobody was looked at.
        raise CannotRun(result.problems)
    found = due_entries(result, asking_rules(books, schemas))
    entries = within(found, as_of, days, only_overdue=overdue)
    if target.format in _FOR_PROGRAMS:
        data = _FOR_PROGRAMS[target.format](entries, as_of, language)
    else:
        with lines_for(target.out):
            paper = due_paper(entries, as_of, language)
            data = find_paper_format(target.format).write(paper)
    write_result(data, target, language)
    tell_problems(later_together(result.problems), language)
    return 3 if any(problem.level == "error" for problem in result.problems) else 0
