"""Lines as long as the terminal that they go to is wide; in files and pipes always alike."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped

from iacheck.cli.output import tell, tell_beside, tell_problems
from iacheck.language.language import language
from iacheck.language.messages import message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.reports.blocks import Column, Paper, Table, plain_text
from iacheck.reports.line_width import WIDTH, lines_of
from iacheck.reports.paper_text import write
from iacheck.reports.rule_text import rule_as_text

LONG = "Dette er en lang melding, som ikke får plass på en linje i et smalt vindu. " * 3


@contextmanager
def terminal(columns: int) -> Iterator[tuple[TextIO, int]]:
    """A stream to a terminal of some width, and the other side of it."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    try:
        with os.fdopen(slave, "w", encoding="utf-8") as stream:
            yield stream, master
    finally:
        os.close(master)


def seen(master: int) -> list[str]:
    return os.read(master, 65536).decode().replace("\r\n", "\n").rstrip("\n").split("\n")


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_what_is_told_has_the_width_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: int, name: str
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    with terminal(columns) as (stream, master):
        monkeypatch.setattr(sys, name, stream)
        if name == "stdout":
            tell(message("{text}", text=LONG), language("nb"))
        else:
            problem = Problem(message("{text}", text=LONG), "error", "plan.docx", Place(line=3))
            tell_problems([problem], language("nb"))
        lines = seen(master)
    assert columns - 12 < max(map(len, lines)) <= columns
    assert " ".join(line.strip() for line in lines).endswith(LONG.strip())


@pytest.mark.parametrize(
    ("columns", "environment", "expected"),
    [(0, "", WIDTH), (60, "", 60), (60, "50", 50), (60, "0", 60), (60, "mange", 60)],
)
def test_a_terminal_that_does_not_say_its_width(
    monkeypatch: pytest.MonkeyPatch, columns: int, environment: str, expected: int
) -> None:
    monkeypatch.setenv("COLUMNS", environment)
    with terminal(columns) as (stream, master):
        monkeypatch.setattr(sys, "stderr", stream)
        tell_beside(LONG, "", "  kort")
        lines = seen(master)
    assert lines[-2:] == ["", "  kort"]
    if expected == WIDTH:
        assert lines[0] == LONG
    else:
        assert expected - 12 < max(map(len, lines)) <= expected


def test_what_goes_to_a_pipe_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    tell_beside(LONG)
    assert capfd.readouterr().err == LONG + "\n"


def table(*rows: tuple[str, ...]) -> Table:
    headings = ("Hvem", "Status", "Merknad")[: len(rows[0])]
    columns = tuple(Column(heading) for heading in headings)
    return Table("Status for hver", columns, tuple(tuple(map(plain_text, row)) for row in rows))


ROWS = (
    ("IA-rådet i Vestfold", "ikke sendt", "Finnes uten innsendingsdato, så ingen vet når den kom."),
    ("IA-rådet i Agder", "levert", ""),
)


def written(shown: Table, columns: int) -> list[str]:
    with lines_of(columns):
        return write(Paper("Sak", "nb", (shown,))).decode().splitlines()


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_table_stands_in_columns_where_there_is_room(columns: int) -> None:
    lines = written(table(*ROWS), columns)
    (heading,) = [line for line in lines if line.startswith(" Hvem")]
    assert heading.split() == ["Hvem", "Status", "Merknad"]
    assert max(map(len, lines)) <= columns


def test_a_table_stands_as_lines_where_a_word_would_be_broken() -> None:
    assert written(table(*ROWS), 32)[-6:] == [
        "Status for hver",
        "IA-rådet i Vestfold: Status:",
        "    ikke sendt; Merknad: Finnes",
        "    uten innsendingsdato, så",
        "    ingen vet når den kom.",
        "IA-rådet i Agder: Status: levert",
    ]


def test_no_number_of_a_table_is_broken_at_its_thousands() -> None:
    number = language("nb").number(366450)
    text = f"Postene blir til sammen {number} kroner, og det er oppgitt brukt {number} kroner"
    for long in range(40, 60):
        columns = (Column("Avvik", 2), Column("Hvem", 1))
        table = Table("", columns, [(plain_text(text), plain_text("x" * long))])
        written = write(Paper("", "nb", (table,))).decode()
        assert written.count(number) == 2, written


def test_columns_give_way_to_whole_words() -> None:
    assert written(table(*ROWS), 40)[3:-1] == [
        "Status for hver",
        " Hvem      Status  Merknad",
        " ──────────────────────────────────────",
        " IA-rådet  ikke    Finnes uten",
        " i         sendt   innsendingsdato, så",
        " Vestfold          ingen vet når den",
        "                   kom.",
        " IA-rådet  levert",
    ]


WORDS = st.lists(st.text("abæ-", min_size=1, max_size=18), max_size=5).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=3), st.integers(30, 130))
def test_no_word_of_a_table_is_broken_or_lost(rows: list[tuple[str, ...]], columns: int) -> None:
    lines = written(table(*rows), columns)
    found = {word.rstrip(":;") for line in lines for word in line.split()}
    assert {word for row in rows for cell in row for word in cell.split()} <= found
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_a_rule_has_the_width_of_the_terminal(columns: int) -> None:
    for book in shipped()[0]:
        for rule in book.rules[:8]:
            with lines_of(columns):
                lines = rule_as_text(rule, book, (), {}, language("nb")).splitlines()
            # Nothing is broken that is one word: a path, an id.
            assert all(len(line) <= columns or len(line.split()) == 1 for line in lines)
