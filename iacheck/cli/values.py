"""Values of options as people write them: days, periods, languages, limits; and how they end."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem

from iacheck.cli.translated import translate
from iacheck.language.hints import with_hint
from iacheck.language.limits import describe_limits
from iacheck.language.messages import LANGS, Lang, message
from iacheck.language.names import nearest
from iacheck.language.periods import Period, read_date
from iacheck.language.written_periods import period_in_words

# What other programs and people call the languages.
_LANGUAGES: Mapping[str, Lang] = {
    **dict.fromkeys(("no", "nor", "nob", "norsk", "bokmål", "bokmal", "norwegian"), "nb"),
    **dict.fromkeys(("nno", "nynorsk"), "nn"),
    **dict.fromkeys(("eng", "english", "engelsk", "us", "uk", "gb"), "en"),
}

# More days than anybody looks ahead.
_MOST_DIGITS = 4


def language_meant(given: str) -> Lang | None:
    """The language that a name or code of another kind means: `no`, `nb_NO.UTF-8`, `nynorsk`."""
    code = given.casefold().partition(".")[0].replace("-", "_").partition("_")[0]
    return next((lang for lang in LANGS if lang == code), _LANGUAGES.get(code))


class PeriodType(click.ParamType[Period]):
    """`2015`, `2012-H1` or `1. halvår 2012`."""

    name = "period"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        period = period_in_words(str(value))
        if period is None:
            told = message(
                "“{given}” is no period; write a year (2015) or a half-year (2012-H1)",
                given=str(value),
            )
            self.fail(translate(told), param, ctx)
        return period

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from iacheck.cli.completion import periods  # noqa: PLC0415 - only a shell asks

        del param
        return periods(ctx, incomplete)


class CouncilType(click.types.StringParamType):
    """A council by its id or name; nothing of it is known here."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from iacheck.cli.completion import councils  # noqa: PLC0415 - only a shell asks

        del ctx, param
        return councils(incomplete)


class SubjectType(click.types.StringParamType):
    """Who is judged: `council/rogaland`, or all of a kind: `council`."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from iacheck.cli.completion import subjects_begun  # noqa: PLC0415 - only a shell asks

        del param
        return subjects_begun(ctx, incomplete)


class RuleType(click.types.StringParamType):
    """A rule by its id, or a demand by its number."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from iacheck.cli.completion import rules  # noqa: PLC0415 - only a shell asks

        del param
        return rules(ctx, incomplete)


class DateType(click.ParamType[datetime.date]):
    """A day that can be read in one way only."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        day = read_date(str(value))
        if day is None:
            from iacheck.forms.days import day_in_words  # noqa: PLC0415 - slow

            day = day_in_words(str(value))
        if day is None:
            told = message("“{given}” is no date; write 2016-04-01 or 01.04.2016", given=str(value))
            self.fail(translate(told), param, ctx)
        return day


class DaysType(click.ParamType[int]):
    """`30d` or `30`: a number of days."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        number = str(value).strip().removesuffix("d")
        if not number.isascii() or not number.isdecimal() or len(number) > _MOST_DIGITS:
            told = message("“{given}” is no number of days; write 30d", given=str(value))
            self.fail(translate(told), param, ctx)
        return int(number)


class LangType(click.Choice[Lang]):
    """One of the three languages, by its code."""

    def __init__(self) -> None:
        super().__init__(LANGS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Lang:
        meant = language_meant(str(value))
        if value not in LANGS and meant is not None:
            told = message("“{given}” is no language here", given=str(value))
            self.fail(translate(with_hint(told, meant)), param, ctx)
        return super().convert(value, param, ctx)


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
