"""`iacheck status`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from iacheck.cli import options
from iacheck.cli.earlier_results import EarlierResult, last_rounds_in
from iacheck.cli.later_days import later_together
from iacheck.cli.options import option
from iacheck.cli.output import lines_for, tell_problems
from iacheck.cli.results import Target, write_result
from iacheck.cli.sources import Sources
from iacheck.cli.translated import Command
from iacheck.follow_up.last_rounds import LastRounds
from iacheck.follow_up.run_records import RunRecord
from iacheck.language.errors import CannotRun
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.language.norwegian_days import today
from iacheck.language.periods import Period
from iacheck.reports import find_paper_format, paper_formats
from iacheck.reports.meeting.material import MeetingMaterial
from iacheck.reports.status_list import status_csv, status_json, status_paper, status_xlsx

# Beside the formats of papers: how they are written.
_TABLES: Mapping[str, Callable[[MeetingMaterial, Language], bytes]] = {
    "csv": status_csv,
    "json": status_json,
}
_XLSX = "xlsx"
_FORMATS = (*_TABLES, _XLSX, *paper_formats())


@click.command(
    "status",
    cls=Command,
    text=message(
        "Show where each body stands, a line for each.\n\n"
        "What it has delivered of what was to have come, what it must mend, on what a reply waits "
        "for a decision, what it has promised to mend, and when it was last heard of; against an "
        "earlier result also what is new and what is as before. A workbook has a sheet with the "
        "outcomes of all those results. With files or folders, of these; with none, of the "
        "store.\n\n"
        "Exit status: 0 shown, 2 wrong use, 3 could not run, 4 nothing to check."
    ),
    examples=(
        "iacheck status --period 2015",
        "iacheck status --period 2015 --since forrige.json --out status.html",
    ),
)
@options.paths
@options.only_periods
@options.only_subjects
@options.only_councils
@options.as_of
@option(
    "--since", metavar="ROUND|FILE", multiple=True,
    text=message("Tell what is new and what is as before since a round that is kept in the store, "
                 "or an earlier result, which check wrote to a file with --format json; may be "
                 "repeated (default, for the store: for each period the last round that "
                 "tells of it)."),
)  # fmt: skip
@option(
    "--format", "format_", type=click.Choice(_FORMATS), text=options.FORMAT,
)  # fmt: skip
@options.out
@Sources.options
@options.lang
@click.pass_obj
def body_status_command(
    language: Language,
    /,
    periods: tuple[Period, ...],
    subjects: tuple[str, ...],
    councils: tuple[str, ...],
    as_of: datetime.date | None,
    since: tuple[str, ...],
    format_: str | None,
    out: Path | None,
    **named: Any,
) -> int:
    from iacheck.judging.run import check  # noqa: PLC0415 - not needed for help
    from iacheck.judging.selection import CaseSelection  # noqa: PLC0415 - not needed for help

    target = Target.choose(format_, out, None, _FORMATS)
    sources = Sources(**named)
    target.refuse_overwriting((*sources.files(), *map(Path, since)))
    read = [EarlierResult.read(given, sources.uri) for given in since]
    given, books, schemas = sources.load(councils, periods)
    language = language.knowing(schemas.words)
    selection = CaseSelection.of(periods, subjects, councils)
    result = check(given, books, schemas, as_of or today(), selection)
    if not result.subjects:
        raise CannotRun(result.problems)
    earlier: EarlierResult | LastRounds | None = EarlierResult.of_all(read) if read else None
    if earlier is None and not sources.paths:
        earlier = last_rounds_in(sources.uri, schemas, result)
    if earlier is not None:
        result = earlier.compared_with(result, is_whole=not (sources.paths or selection.subjects))
    documents = [document for document in given.documents if document.kind in schemas.kinds]
    meeting = MeetingMaterial.of(result, documents, books, schemas, periods)
    records = earlier.records if earlier is not None else ()
    write_result(_written(meeting, records, target, language), target, language)
    tell_problems(later_together(result.problems), language)
    return 3 if any(problem.level == "error" for problem in result.problems) else 0


def _written(
    meeting: MeetingMaterial, earlier: Sequence[RunRecord], target: Target, language: Language
) -> bytes:
    if target.format in _TABLES:
        return _TABLES[target.format](meeting, language)
    if target.format == _XLSX:
        return status_xlsx(meeting, earlier, language)
    with lines_for(target.out):
        return find_paper_format(target.format).write(status_paper(meeting, language))
