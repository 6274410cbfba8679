"""`iacheck check`."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from pathlib import Path

import click

from iacheck import files
from iacheck.cli import options
from iacheck.cli.loading import address, books_and_schemas, from_store, read
from iacheck.cli.options import option
from iacheck.cli.output import tell_beside, tell_problems, write
from iacheck.cli.progress import watched
from iacheck.cli.translated import Command
from iacheck.errors import WrongUse
from iacheck.findings import SEVERITIES, Result
from iacheck.language import Language
from iacheck.limits import Limits
from iacheck.messages import message
from iacheck.periods import Period
from iacheck.problems import Problem
from iacheck.reports import find, formats
from iacheck.reports.wording import summed_up

FAIL_ON = (*SEVERITIES, "never")


@click.command(
    "check",
    cls=Command,
    text=message(
        "Check documents and list the deviations.\n\n"
        "With files or folders, these are checked and nothing is stored. With none, the "
        "store is checked.\n\n"
        "Exit status: 0 no deviation that counts, 1 deviations, 2 wrong use, 3 could not run "
        "or finish, 4 nothing to check."
    ),
    examples=(
        "iacheck check rapport-2015.json",
        "iacheck check --council rogaland --period 2015 --as-of 2016-04-01",
        "iacheck check --format csv --out avvik.csv --fail-on never",
    ),
)
@click.argument("paths", metavar="[FILE_OR_FOLDER …]", nargs=-1, type=click.Path(path_type=Path))
@option(
    "--period", "periods", metavar="PERIOD", multiple=True, type=options.PeriodType(),
    text=message("Only this period, such as 2015 (with its half-years) or 2012-H2; may be "
                 "repeated."),
)  # fmt: skip
@option(
    "--subject", "subjects", metavar="SUBJECT", multiple=True,
    text=message("Only this subject, such as council/rogaland or party/LO; may be repeated."),
)  # fmt: skip
@option(
    "--council", "councils", metavar="COUNCIL", multiple=True,
    text=message("Only this council, such as rogaland; may be repeated."),
)  # fmt: skip
@options.as_of
@option(
    "--format", "format_", type=click.Choice(formats()), default="text",
    text=message("The form of the output (default: text)."),
)  # fmt: skip
@options.out
@option(
    "--fail-on", type=click.Choice(FAIL_ON), default="error",
    text=message("End with status 1 only where a deviation is at least this severe (default: "
                 "error)."),
)  # fmt: skip
@options.rulebook
@options.limit
@options.quiet
@options.store
@options.lang
@click.pass_obj
def check_command(
    language: Language,
    paths: tuple[Path, ...],
    periods: tuple[Period, ...],
    subjects: tuple[str, ...],
    councils: tuple[str, ...],
    as_of: datetime.date | None,
    format_: str,
    out: Path | None,
    fail_on: str,
    rulebooks: tuple[Path, ...],
    limits: Limits,
    quiet: bool,
    uri: str | None,
) -> int:
    from iacheck.check import Input, Selection, check  # noqa: PLC0415 - not needed for help

    if paths and uri is not None:
        raise WrongUse(message("Give either files or {option}, not both", option="--store"))
    if out is not None and overwrites(out, paths, uri):
        told = message("It is among what is checked; write the result to another file")
        raise WrongUse([Problem(told, file=str(out))])
    books, schemas = books_and_schemas(rulebooks)
    if paths:
        reading = read(paths, books, schemas, limits, watched=watched(quiet=quiet))
        given = Input(reading.documents, reading.problems, "named")
    else:
        given = from_store(uri, schemas)
    asked = (*subjects, *map(_council, councils))
    result = check(given, books, schemas, as_of or datetime.date.today(), Selection(periods, asked))
    report = find(format_)
    write(report.render(result, language), out)
    if out is not None or not report.TELLS_PROBLEMS:
        tell_problems(result.problems, language)
    if out is not None:
        tell_beside("\n".join(summed_up(result, language)))
    return status(result, fail_on)


def overwrites(out: Path, paths: Sequence[Path], uri: str | None) -> bool:
    """Whether the file to write is one of those to read, or the store itself."""
    store = () if paths else (Path(address(uri).removeprefix("sqlite:")),)
    read = (*files.gather(paths)[0], *store)
    return any(os.path.realpath(path) == os.path.realpath(out) for path in read)


def _council(named: str) -> str:
    """`council/rogaland` of `rogaland`, and of itself."""
    return named if named.startswith("council/") else f"council/{named}"


def status(result: Result, fail_on: str) -> int:
    """3 if the input or the checker is broken, 1 if there are deviations that count, else 0."""
    if result.count("error") or any(p.level == "error" for p in result.problems):
        return 3
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return int(any(result.deviations(severity) for severity in counted))
