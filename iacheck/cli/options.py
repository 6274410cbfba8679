"""Options that mean the same in every command."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from iacheck.cli.translated import Option, translate
from iacheck.language.hints import with_hint
from iacheck.language.limits import Limits, describe_limits
from iacheck.language.messages import LANGS, Message, message
from iacheck.language.names import nearest
from iacheck.language.periods import Period

DEFAULT_STORE = "sqlite:iacheck.db"
FORMAT = message("The form of the output (default: that of the suffix of --out, else text).")

Function = TypeVar("Function", bound=Callable[..., Any])


def option(*names: str, text: Message, **settings: Any) -> Callable[[Function], Function]:
    """An option with help in the reader's language."""
    return click.option(*names, cls=Option, text=text, **settings)


class PeriodType(click.ParamType[Period]):
    """`2015` or `2012-H1`."""

    name = "period"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        try:
            return Period.parse(str(value))
        except ValueError:
            self.fail(
                translate(
                    message(
                        "“{given}” is no period; write a year (2015) or a half-year (2012-H1)",
                        given=str(value),
                    )
                ),
                param,
                ctx,
            )


class DateType(click.ParamType[datetime.date]):
    """An ISO date."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        try:
            return datetime.datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            self.fail(
                translate(message("“{given}” is no date; write 2016-04-01", given=str(value))),
                param,
                ctx,
            )


class LimitType(click.ParamType[tuple[str, int]]):
    """`pages=500`: a limit and what it is to be."""

    name = "limit"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        name, _, number = str(value).partition("=")
        if name not in describe_limits():
            known = list(describe_limits())
            told_of = message("“{given}” is no limit", given=name)
            told_of = with_hint(told_of, nearest(name, known), known)
            self.fail(translate(told_of), param, ctx)
        if not number.isascii() or not number.isdecimal() or int(number) == 0:
            told_of = message(
                "“{given}” sets no limit; write a whole number, such as {name}={example}",
                given=str(value),
                name=name,
                example=str(describe_limits()[name][0]),
            )
            self.fail(translate(told_of), param, ctx)
        return name.replace("-", "_"), int(number)


def lang(function: Function) -> Function:
    # The language is read from the arguments before click runs, so that every message of
    # click's is in it; here the option is only known and checked.
    return option(
        "--lang",
        type=click.Choice(LANGS),
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
        text=message("Which council the papers are from, where nothing in them says it."),
    )(function)


def paper_period(function: Function) -> Function:
    return option(
        "--period",
        metavar="PERIOD",
        type=PeriodType(),
        text=message("Which year or half-year the papers are for, where nothing in them says it."),
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
