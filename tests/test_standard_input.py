"""`-` stands for what comes through a pipe, whatever its format."""

from __future__ import annotations

import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran

from iacheck.cli.standard_input import format_of

Run = Callable[..., Ran]
EXAMPLES = Path(__file__).parents[1] / "examples"
YEAR = json.dumps([COUNCIL, PLAN, REPORT]).encode()


class Pipe(io.TextIOWrapper):
    """Standard input with these bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


def archive(*names: str, first: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as written:
        for name in names:
            written.writestr(name, first)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (YEAR, ".json"),
        (b"\xef\xbb\xbf " + YEAR, ".json"),
        (b'{"kind": "plan"\n "broken"}', ".json"),
        (b'{"kind": "plan"}\n\n', ".json"),
        (b'{"kind": "plan"}\n{"kind": "report"}\n', ".jsonl"),
        (b"kind: plan\n", ".yaml"),
        (b"- kind: plan\n", ".yaml"),
        (b"---\nkind: plan\n", ".yaml"),
        (b"%PDF-1.7\n", ".pdf"),
        (b"{\\rtf1 x}", ".rtf"),
        (b"<!doctype html>", ".html"),
        (b"From: a@x.example\nSubject: Plan\n\nx", ".eml"),
        (b"# Handlingsplan\n", ".txt"),
        ("Handlingsplan for IA-rådet\n".encode("latin-1"), ".txt"),
        (archive("word/document.xml"), ".docx"),
        (archive("xl/workbook.xml"), ".xlsx"),
        (archive("mimetype", "content.xml"), ".odt"),
        (archive("mimetype", "content.xml", first="x.opendocument.spreadsheet"), ".ods"),
        (archive("other"), ".docx"),
        (b"PK\x03\x04 broken", ".docx"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), ".doc"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), ".xls"),
    ],
)
def test_the_format_of_what_comes(data: bytes, suffix: str) -> None:
    assert format_of(data) == suffix


@pytest.mark.parametrize("command", ["check", "read", "import", "report"])
def test_documents_through_a_pipe(
    run: Run, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "year.json").write_bytes(YEAR)
    day = ("--as-of", "2016-04-01") if command in {"check", "report"} else ()
    store = ("--store", "sqlite:other.db") if command == "import" else ()
    named = run(command, "year.json", *OWN_BOOK, *day, *store)
    monkeypatch.setattr(sys, "stdin", Pipe(YEAR))
    piped = run(command, "-", *OWN_BOOK, *day)
    assert piped == Ran(
        named.status, named.out.replace("year.json", "standard-input.json"), named.err
    )


def test_a_word_file_through_a_pipe_and_nothing_is_left_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(sys, "stdin", Pipe((EXAMPLES / "handlingsplan.docx").read_bytes()))
    ran = run("read", "-", *OWN_BOOK)
    assert ran.status == 0
    assert "standard-input.docx" in ran.out
    assert str(tmp_path) not in ran.out
    assert not [*temporary.iterdir()]


@pytest.mark.parametrize("given", [b"", None])
def test_nothing_through_a_pipe(
    run: Run, given: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin: Any = None if given is None else Pipe(given)
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run("check", "-") == Ran(
        2, "", "Nothing comes through standard input, which - stands for\n"
    )


def test_a_file_of_this_name_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "-").mkdir()
    (tmp_path / "-" / "year.json").write_bytes(YEAR)
    assert "1 subject checked" in run("check", "-", *OWN_BOOK, "--as-of", "2016-04-01").out
