"""Help: every command and option explains itself, in all three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click
import pytest
from commands import Ran

from iacheck import __version__
from iacheck.cli import commands
from iacheck.language.messages import LANGS

Run = Callable[..., Ran]


def paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command, by the words that call it."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from paths(inner, (*path, name))


COMMANDS = list(paths(commands))
WITHOUT_ARGUMENTS = {("check",), ("report",), ("store", "init"), ("due",), ("status",)}


def test_the_commands_of_the_contract_are_there() -> None:
    told = {" ".join(path) for path in COMMANDS}
    assert told >= {"check", "import", "report", "rules list", "rules show", "rules test",
                    "schema list", "schema show", "store init", "store status"}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "iacheck")
def test_help(run: Run, path: tuple[str, ...], lang: str) -> None:
    ran = run(*path, "--help", "--lang", lang)
    assert (ran.status, ran.err) == (0, "")
    assert ran == run("--lang", lang, *path, "-h")
    lines = ran.out.splitlines()
    assert " ".join(("iacheck", *path)) in lines[0]
    assert max(map(len, lines)) <= 80
    assert len(lines) > 5
    # Each option is followed by words, on its own line or the next.
    for line, then in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("  -"):
            assert len(line.split("  ")) > 2 or then.startswith(" " * 10)


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "iacheck")
def test_help_is_translated(run: Run, path: tuple[str, ...]) -> None:
    told = {lang: run(*path, "--help", "--lang", lang).out for lang in LANGS}
    assert len(set(told.values())) == len(LANGS)


@pytest.mark.parametrize("path", [p for p in COMMANDS if p not in WITHOUT_ARGUMENTS],
                         ids=lambda path: " ".join(path) or "iacheck")  # fmt: skip
def test_a_command_without_what_it_needs_does_not_start(run: Run, path: tuple[str, ...]) -> None:
    """Groups tell what there is; commands that take something tell what is missing."""
    alone = {
        ("store", "status"),
        ("store", "list"),
        ("store", "export"),
        ("round", "list"),
        ("serve",),
    }
    if path in {("rules", "list"), ("rules", "test"), ("schema", "list"), *alone}:
        return
    ran = run(*path)
    assert (ran.status, ran.out) == (2, "")
    assert "iacheck" in ran.err


def test_the_version(run: Run) -> None:
    ran = run("--version")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"iacheck {__version__}\n"


@pytest.mark.parametrize("columns", [40, 60])
@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "iacheck")
def test_help_has_the_width_of_the_terminal(
    run: Run, path: tuple[str, ...], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer is only what stands as one word, and commands that people copy."""
    monkeypatch.setenv("COLUMNS", str(columns))
    told = run(*path, "--help", "--lang", "nb").out
    longer = [line.strip() for line in told.splitlines() if len(line) > columns]
    assert [line for line in longer if not line.startswith(("iacheck ", "--", "mongodb"))] == []


@pytest.mark.parametrize(
    ("given", "meant"), [("sammenlign", "compare"), ("frister", "due"), ("sjekk", "check")]
)
def test_a_command_in_norwegian_is_told_its_name(run: Run, given: str, meant: str) -> None:
    ran = run(given)
    assert ran.status == 2
    assert meant in ran.err
