"""The command line: thin, on top of everything else."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import cast

import click

from iacheck import __version__
from iacheck.cli import options
from iacheck.cli.output import discard_output, speak_utf8, tell_beside, tell_problems
from iacheck.cli.translated import Group, use_language
from iacheck.cli.typing_slips import refuse_slips
from iacheck.cli.values import language_meant
from iacheck.language.errors import IacheckError, WrongUse
from iacheck.language.hints import with_hint
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang, OneOf, message

# As a shell tells of a program that was ended with Ctrl-C.
INTERRUPTED = 130
_LANG = "IACHECK_LANG"
_COMMANDS = {
    "check": "iacheck.cli.check:check_command",
    "read": "iacheck.cli.read:read_command",
    "import": "iacheck.cli.import_:import_command",
    "round": "iacheck.cli.round:round_group",
    "compare": "iacheck.cli.compare:compare_command",
    "due": "iacheck.cli.due:due_command",
    "status": "iacheck.cli.status:body_status_command",
    "report": "iacheck.cli.report:report_command",
    "template": "iacheck.cli.template:template_command",
    "rules": "iacheck.cli.rules:rules_group",
    "schema": "iacheck.cli.schema:schema_group",
    "store": "iacheck.cli.store:store_group",
    "serve": "iacheck.cli.serve:serve_command",
}


class _Commands(Group):
    """The commands, each imported when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module  # noqa: PLC0415 - with what it imports

        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        return cast("click.Command", getattr(import_module(module), name))


def _tell_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    del param
    if wanted:
        click.echo(f"iacheck {__version__}")
        ctx.exit()


@click.group(
    "iacheck",
    cls=_Commands,
    text=message(
        "Checks plans and reports of IA councils and parties against declarative rules, and "
        "lists the deviations.\n\n"
        "Exit status: 0 no deviation that counts, 1 deviations, 2 wrong use, 3 could not run "
        "or finish, 4 nothing to check."
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@options.option(
    "--version",
    "-V",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    text=message("Show the version and exit."),
)
@options.lang
def commands() -> None:
    pass


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, by default the program's own; the exit status.

    On Windows no shell puts files in the place of `*.xlsx` and `~`. click does, in what it takes
    from the program's own command line.

    0 nothing at or above `--fail-on`; 1 deviations; 2 wrong use; 3 could not run or finish;
    4 nothing to check. No traceback reaches the user.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    lang = _language_of(given)
    use_language(lang)
    speak_utf8()
    try:
        _check_environment()
        refuse_slips(given)
        status = commands.main(
            None if arguments is None else given,
            prog_name="iacheck",
            standalone_mode=False,
            obj=language(lang),
        )
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        tell_beside(*told.getvalue().rstrip("\n").split("\n"))
        return 2
    except IacheckError as error:
        return _tell_error(error, lang)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit:
        # click, when whoever reads its help has had enough.
        return 0
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user
        return _tell_failure(error, lang)
    finally:
        discard_output()
    return int(status or 0)


def _language_of(arguments: Sequence[str]) -> Lang:
    """The language named anywhere among the arguments, else in the environment, else bokmål.

    Read before click runs, so that click's own messages are in it.
    """
    named = [os.environ.get(_LANG, "")]
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            named.append(argument.removeprefix("--lang="))
        elif argument == "--lang":
            named += arguments[index + 1 : index + 2]
    return next((lang for name in reversed(named) for lang in LANGS if lang == name), "nb")


def _check_environment() -> None:
    """Raise WrongUse where the environment names no known language."""
    named = os.environ.get(_LANG)
    if named and named not in LANGS:
        told = message(
            "{variable} in the environment is “{given}”; it can be {known}",
            variable=_LANG,
            given=named,
            known=OneOf(LANGS),
        )
        meant = language_meant(named)
        raise WrongUse(with_hint(told, meant) if meant else told)


def _tell_error(error: IacheckError, lang: Lang) -> int:
    tell_problems(error.problems, language(lang))
    return error.status


def _tell_failure(error: Exception, lang: Lang) -> int:
    if os.environ.get("IACHECK_DEBUG"):
        import traceback  # noqa: PLC0415 - only for who looks for the fault

        traceback.print_exception(error)
    told = message(
        "iacheck itself failed ({error}); nothing is to be concluded about the documents. "
        "With {variable} in the environment it says where.",
        error=error.strerror if isinstance(error, OSError) else type(error).__name__,
        variable="IACHECK_DEBUG=1",
    )
    tell_beside(language(lang).say(told))
    return 3
