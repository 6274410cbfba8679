"""click's commands and options, with help in the language of the reader.

Help texts are written in English and translated when they are shown, for the language is known
only then. click's own sentences come from the same catalogue.
"""

from __future__ import annotations

import gettext
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import click

from iacheck.language.hints import with_hint
from iacheck.language.language import DOMAIN, LOCALE, Language, language
from iacheck.language.messages import LANGS, Lang, Message, message

_HELP = ("help", "hjelp")
# Below so many columns, names and their meanings do not stand beside each other.
_WIDTH_FOR_TWO = 70
_LEAST_WIDTH = 20
# What somebody may call a command who does not write English.
_IN_NORWEGIAN: Mapping[str, Sequence[str]] = {
    "check": ("sjekk", "kontroll", "kontroller", "kontrollere"),
    "read": ("les", "lese", "forstå"),
    "import": ("importer", "importere", "hent", "last", "lagre"),
    "compare": ("sammenlign", "sammenlikn", "samanlikn", "sammenligne", "endringer"),
    "due": ("frist", "frister", "fristar", "forfall"),
    "report": ("rapport", "rapporter", "sak", "møtesak"),
    "template": ("mal", "maler", "skjema", "skjemaer"),
    "rules": ("regel", "regler", "reglar", "regelbok", "krav"),
    "schema": ("skjemafil", "formatskjema"),
    "store": ("lager", "lageret"),
    "list": ("liste", "lister", "ls"),
    "show": ("vis", "vise"),
    "test": ("prøv", "teste"),
    "init": ("opprett", "lag"),
    "copy": ("kopier", "kopiere"),
    "round": ("runde", "runder", "rundar"),
    "keep": ("behold", "bevar", "ta-vare-på"),
    "history": ("historikk", "historie", "versjoner", "versjonar"),
    "export": ("eksporter", "eksportere", "eksport"),
    "remove": ("fjern", "fjerne", "slett", "slette"),
}


def use_language(lang: Lang) -> None:
    """Let click, and everything that asks the context, speak this language from here on."""
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang


def chosen_language() -> Language:
    """The language that was chosen."""
    chosen = os.environ.get("LANGUAGE")
    return language(next((lang for lang in LANGS if lang == chosen), "nb"))


def translate(text: Message) -> str:
    """The text in the language that was chosen."""
    return chosen_language().say(text)


class Option(click.Option):
    """An option whose help is a message."""

    def __init__(self, *args: Any, text: Message, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = translate(self._text)
        return super().get_help_record(ctx)


class _HelpFormatter(click.HelpFormatter):
    """Help that has the width of a narrow terminal, too; click begins at 50 columns."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.width = min(self.width, max(shutil.get_terminal_size().columns - 2, _LEAST_WIDTH))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names and what they mean; where there is no room beside a name, below it."""
        room = col_max if self.width >= _WIDTH_FOR_TWO else self.width // 6
        super().write_dl(rows, min(col_max, room), col_spacing)


class _Context(click.Context):
    formatter_class = _HelpFormatter


class _Told(click.Command):
    """A command whose help is a message, with examples of how it is called."""

    context_class = _Context

    def __init__(self, *args: Any, text: Message, examples: tuple[str, ...] = (), **settings: Any):
        super().__init__(*args, **settings)
        self._text = text
        self._examples = examples

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = translate(self._text)
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            # The likeliest comes first; beside it, the others are noise.
            likeliest = list(error.possibilities or ())[:1]
            raise click.NoSuchOption(
                error.option_name, possibilities=likeliest, ctx=error.ctx
            ) from None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:  # click keeps it in the language of the first time
            option.help = gettext.gettext("Show this message and exit.")
        return option

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        if self._examples:
            with formatter.section(translate(message("Examples"))):
                for example in self._examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")

    def get_short_help_str(self, limit: int = 45) -> str:
        del limit
        return translate(self._text).split("\n", 1)[0].rstrip(".")


class Command(_Told):
    """A command whose help is a message."""


class Group(_Told, click.Group):
    """A group of commands whose help is a message; `help` before a command's name asks for it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, *others = args
        if name in _HELP and not ctx.resilient_parsing:
            if not others:
                click.echo(ctx.get_help())
                ctx.exit()
            return super().resolve_command(ctx, [*others, "--help"])
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise self._no_such(error.command_name, ctx) from None

    def _no_such(self, name: str, ctx: click.Context) -> click.NoSuchCommand:
        """What is told of a name that no command has."""
        # click suggests only commands that it holds itself.
        known = self.list_commands(ctx)
        meant = next((one for one in known if name.casefold() in _IN_NORWEGIAN.get(one, ())), None)
        if meant is not None:
            told = with_hint(message("There is no command “{given}”", given=name), meant)
            return click.NoSuchCommand(name, translate(told), ctx=ctx)
        from iacheck.readers import suffixes  # noqa: PLC0415 - slow to import

        if "check" in known and PurePath(name).suffix.lower() in suffixes():
            told = message(
                "A file is no command; write: {command}", command=f"iacheck check {name}"
            )
            return click.NoSuchCommand(name, translate(told), ctx=ctx)
        return click.NoSuchCommand(name, None, known, ctx)
