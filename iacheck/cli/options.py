"""Options that mean the same in every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from iacheck.cli.standard_input import with_standard_input
from iacheck.cli.translated import Option
from iacheck.cli.values import CouncilType, DateType, LangType, LimitType, PeriodType, SubjectType
from iacheck.language.limits import Limits
from iacheck.language.messages import Message, message

DEFAULT_STORE = "sqlite:iacheck.db"
FORMAT = message("The form of the output (default: that of the suffix of --out, else text).")

Function = TypeVar("Function", bound=Callable[..., Any])


def option(*names: str, text: Message, **settings: Any) -> Callable[[Function], Function]:
    """An option with help in the reader's language."""
    return click.option(*names, cls=Option, text=text, **settings)


def paths(function: Function) -> Function:
    """Files and folders, or none."""
    return _paths("[FILE_OR_FOLDER …]", required=False)(function)


def needed_paths(function: Function) -> Function:
    """One or more files and folders."""
    return _paths("FILE_OR_FOLDER …", required=True)(function)


def _paths(metavar: str, *, required: bool) -> Callable[[Function], Function]:
    return click.argument(
        "paths",
        metavar=metavar,
        nargs=-1,
        required=required,
        type=click.Path(path_type=Path),
        callback=with_standard_input,
    )


def lang(function: Function) -> Function:
    # The language is read from the arguments before click runs, so that every message of
    # click's is in it; here the option is only known and checked.
    return option(
        "--lang",
        type=LangType(),
        expose_value=False,
        text=message(
            "Bokmål, nynorsk or English (default: IACHECK_LANG in the environment, else nb)."
        ),
    )(function)


def store(function: Function) -> Function:
    return option(
        "--store",
        "uri",
        metavar="URI",
        text=message(
            "Where documents are kept: sqlite:FILE, mongodb://… or mongodb+srv://… (default: "
            "IACHECK_STORE in the environment, else sqlite:iacheck.db in this folder)."
        ),
    )(function)


def rulebook(function: Function) -> Function:
    return option(
        "--rulebook",
        "rulebooks",
        metavar="FOLDER",
        multiple=True,
        type=click.Path(path_type=Path),
        text=message(
            "Folder of a rule book to use instead of those that come with iacheck; may be repeated."
        ),
    )(function)


def paper_kind(function: Function) -> Function:
    return option(
        "--kind",
        type=click.Choice(("plan", "report")),
        text=message("What the papers are, where nothing in them says it: a plan or a report."),
    )(function)


def paper_council(function: Function) -> Function:
    return option(
        "--council",
        metavar="COUNCIL",
        type=CouncilType(),
        text=message("Which council the papers are from, where nothing in them says it."),
    )(function)


def paper_period(function: Function) -> Function:
    return option(
        "--period",
        metavar="PERIOD",
        type=PeriodType(),
        text=message("Which year or half-year the papers are for, where nothing in them says it."),
    )(function)


def only_periods(function: Function) -> Function:
    return option(
        "--period",
        "periods",
        metavar="PERIOD",
        multiple=True,
        type=PeriodType(),
        text=message(
            "Only this period, such as 2015 (with its half-years) or 2012-H2; may be repeated. A "
            "single one is also that of papers that do not say theirs."
        ),
    )(function)


def only_councils(function: Function) -> Function:
    """Councils by themselves, without their kind before them."""
    return option(
        "--council",
        "councils",
        metavar="COUNCIL",
        multiple=True,
        type=CouncilType(),
        callback=_without_kind,
        text=message(
            "Only this council, such as rogaland; may be repeated. A single one is also that of "
            "papers that do not say theirs."
        ),
    )(function)


def _without_kind(
    ctx: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    del ctx, param
    return tuple(council.removeprefix("council/") for council in given)


def only_subjects(function: Function) -> Function:
    return option(
        "--subject",
        "subjects",
        metavar="SUBJECT",
        multiple=True,
        type=SubjectType(),
        text=message(
            "Only this subject, such as council/rogaland or party/LO, or all of a kind, such as "
            "council; may be repeated."
        ),
    )(function)


def limit(function: Function) -> Function:
    return option(
        "--limit",
        "limits",
        metavar="NAME=NUMBER",
        multiple=True,
        type=LimitType(),
        callback=_limits,
        text=message(
            "Let a file be larger than is usual, such as pages=500; may be repeated. The user "
            "guide lists the limits."
        ),
    )(function)


def ocr(function: Function) -> Function:
    return option(
        "--ocr",
        is_flag=True,
        text=message(
            "Have the text of scanned PDFs recognised by Tesseract, where it is installed; every "
            "word of it must be compared with the paper."
        ),
    )(function)


def _limits(
    ctx: click.Context, param: click.Parameter, given: tuple[tuple[str, int], ...]
) -> Limits:
    del ctx, param
    return Limits(**dict(given))


def quiet(function: Function) -> Function:
    return option(
        "--quiet",
        "-q",
        is_flag=True,
        text=message("Show no progress, even on a terminal."),
    )(function)


def out(function: Function) -> Function:
    return option(
        "--out",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        text=message("Write to this file instead of the screen."),
    )(function)


def split(function: Function) -> Function:
    return option(
        "--split",
        metavar="FOLDER",
        type=click.Path(path_type=Path, file_okay=False),
        text=message(
            "Write a file for each subject, and an overview of all, to this folder. Files of the "
            "same name are replaced, and others left alone."
        ),
    )(function)


def as_of(function: Function) -> Function:
    return option(
        "--as-of",
        metavar="DATE",
        type=DateType(),
        text=message("Judge as of this day, such as 2016-04-01 (default: today in Norway)."),
    )(function)


def since(function: Function) -> Function:
    return option(
        "--since",
        metavar="ROUND|FILE",
        text=message(
            "Tell what is new, as before, mended or judged no more since a round that is kept in "
            "the store, or an earlier result, which check wrote to a file with --format json."
        ),
    )(function)


def kept_round(function: Function) -> Function:
    return option(
        "--round",
        "round_",
        metavar="ROUND",
        text=message(
            "Judge a round that is kept in the store again, as it was: its documents, by its rule "
            "books, as of its day. By its id or name; “iacheck round list” lists them."
        ),
    )(function)
