"""What a shell completes, and the manual page."""

from __future__ import annotations

import runpy
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete
from commands import OWN_BOOK

from iacheck.cli import commands
from iacheck.cli.translated import use_language
from iacheck.language.messages import LANGS

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    use_language("en")


def completed(*arguments: str) -> list[tuple[str, str | None]]:
    """What completes the last of the arguments, with what is told of it."""
    *before, last = arguments
    shell = BashComplete(commands, {}, "iacheck", "_IACHECK_COMPLETE")
    return [(item.value, item.help) for item in shell.get_completions(before, last)]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("rules", "show", "b1"), ("B16", "The annual report has activities under all sub-goals")),
        (("rules", "show", "plan-ex"), ("plan-exists", "The council has an action plan")),
        (("template", "waiver", "--rule", "plan-ex"), ("plan-exists", None)),
        (("check", "--council", "sogn"), ("sogn-og-fjordane", "Sogn og Fjordane")),
        (("check", "--rule", "b1"), ("B16", None)),
        (("check", "--explain", "plan-ex"), ("plan-exists", None)),
        (("check", "--subject", "cou"), ("council", None)),
        (("check", "--subject", "council/sogn"), ("council/sogn-og-fjordane", "Sogn og Fjordane")),
        (("check", "--subject", "centre/ro"), ("centre/rogaland", "Rogaland")),
        (("template", "waiver", "--subject", "party/vi"), ("party/Virke", "Virke")),
        (("check", "--subject", "nat"), ("national", None)),
        (("read", "--council", "rog"), ("rogaland", "Rogaland")),
        (("template", "plan", "--council", ""), ("oslo", "Oslo")),
        (("check", "--period", "2012"), ("2012-H2", "second half of 2012")),
        (("report", "--period", "201"), ("2015", "2015")),
        (("check", "--period", "2018", "--period", "2018"), ("2018", "2018")),
        (("check", "--lang", "n"), ("nn", None)),
        (("ru",), ("rules", None)),
    ],
    ids=str,
)
def test_what_is_completed(arguments: tuple[str, ...], found: tuple[str, str | None]) -> None:
    items = dict(completed(*arguments))
    assert found[0] in items
    if found[1] is not None:
        assert found[1].split()[-1] in (items[found[0]] or "")
    assert all(name.casefold().startswith(arguments[-1].casefold()) for name in items)


def test_the_books_that_are_named_are_those_completed() -> None:
    ids = {name for name, _ in completed("rules", "show", *OWN_BOOK, "")}
    assert ids
    assert ids < {name for name, _ in completed("rules", "show", "")} | ids
    assert len(ids) < 40


def test_a_broken_rule_book_completes_nothing(tmp_path: Path) -> None:
    assert completed("rules", "show", "--rulebook", str(tmp_path), "") == []
    assert completed("check", "--rulebook", str(tmp_path), "--period", "") == []


def test_the_manual_pages_are_up_to_date() -> None:
    pages = runpy.run_path(str(ROOT / "docs" / "generate.py"))["manual_pages"]()
    assert len(pages) == len(LANGS)
    for path, text in pages.items():
        assert path.read_text("utf-8") == text, "run: python docs/generate.py"


def every_command(command: click.Command, path: str = "iacheck") -> list[tuple[str, click.Command]]:
    found = [(path, command)]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            found += every_command(inner, f"{path} {name}")
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_the_manual_page_has_every_command_and_option(lang: str) -> None:
    page = (ROOT / "docs" / "man" / lang / "iacheck.1").read_text("utf-8")
    plain = page.replace("\\-", "-")
    assert page.startswith(".TH IACHECK 1")
    for path, command in every_command(commands):
        assert path in plain
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(name in plain for name in parameter.opts)
    if shutil.which("man") and shutil.which("groff"):
        done = subprocess.run(
            ["man", "--warnings", "-l", str(ROOT / "docs" / "man" / lang / "iacheck.1")],
            capture_output=True,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"},
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
