"""Mistakes of editing, planted in a small rule book: each is refused or noted where it stands.

`mistakes/planted.txt` has them by kind: file, what stood there, what was put in its place (or
where the file was copied or moved to), line and column of what is told first, and how that begins.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from building import SCHEMAS, say

from iacheck.language.errors import CannotRun
from iacheck.language.problems import Problem
from iacheck.rulebooks import load_rulebooks
from iacheck.rulebooks.notes import book_notes

TABLE = Path(__file__).parent / "mistakes" / "planted.txt"
BOOK = Path(__file__).parents[1] / "docs" / "third-rule-book" / "ia-2031-2034"
PLAN, HEAD = "plan/plan-exists.yaml", "rulebook.yaml"
COVERS = "reports/report-covers-sub-goals.yaml"
HEADINGS = "parties/party-report-uses-three-headings.yaml"


class Planted(NamedTuple):
    kind: str
    file: str
    old: str | None
    new: Any
    place: str
    said: str


def planted() -> Iterator[Planted]:
    kind = ""
    for row in TABLE.read_text("utf-8").splitlines():
        if row.startswith("## "):
            kind = row.removeprefix("## ")
        elif row:
            file, old, new, place, said = row.split("\t")
            yield Planted(kind, file, json.loads(old), json.loads(new), place, said)


ROWS = list(planted())
# Mistakes that no program can tell: what the document has, and how many demands there are.
UNTOLD = [
    (PLAN, "paragraphs: [1]", "paragraphs: [99]"),
    (PLAN, "demand: M01", "demand: M02"),
]
# What changes nothing that a book means.
HARMLESS = [
    (PLAN, "present: plan\nv", "present:\tplan\nv"),
    (PLAN, "modality: skal", 'modality: "skal" '),
    (COVERS, "none_of: [cancelled, postponed]", "none_of: [Cancelled, postponed]"),
    (HEAD, '{"1": 450000, ', "{1: 450000, "),
    (HEAD, "nb: tildeling etter antall fylker", "nb: 100 % tildeling"),
    (HEAD, "value: [1, 2, 3]", 'value: ["1", "2", "3"]'),
    (HEADINGS, "present: true", "present: TRUE"),
]
# The bytes of a file, written otherwise.
SAME_TEXT: list[Callable[[bytes], bytes]] = [
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: data.replace(b"\n", b"\r"),
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: b"---\n" + data,
    lambda data: data + b"---\n",
]
OTHER_TEXT: list[tuple[Callable[[bytes], bytes], str, str]] = [
    (lambda data: data.decode().encode("cp1252"), "5:8", "The file is not in UTF-8"),
    (lambda data: data.decode().encode("utf-16"), "1:1", "The file is in UTF-16"),
    (lambda data: data.decode("cp1252").encode(), "5:7", "“Ã¥” is what a letter becomes"),
    (lambda data: data + b"---\n" + data, "27:1", "Another document begins here"),
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return shutil.copytree(BOOK, tmp_path / BOOK.name)


def plant(book: Path, file: str, old: str | None, new: Any) -> None:
    path = book / file
    if old is None:
        how, to = new
        (shutil.copy if how == "copy" else shutil.move)(path, book / to)
        return
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def told(book: Path) -> list[Problem]:
    try:
        (loaded,) = load_rulebooks([book], SCHEMAS)
    except CannotRun as refused:
        return list(refused.problems)
    return list(book_notes(book, loaded, SCHEMAS))


def where(problem: Problem, book: Path) -> str:
    name = Path(problem.file or "").relative_to(book).as_posix()
    place = problem.place
    return f"{name}:{place.line}:{place.column}" if place else name


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.kind}-{n}" for n, row in enumerate(ROWS)])
def test_a_mistake_is_told_where_it_stands(row: Planted, book: Path) -> None:
    plant(book, row.file, row.old, row.new)
    (first, *_) = told(book)
    at = f"{row.file}:{row.place}" if row.place[0].isdecimal() else row.place
    said = say(first.message).replace(f"{book}/", "")
    assert (where(first, book), said[: len(row.said)]) == (at, row.said)


def test_hardly_any_mistake_is_untold() -> None:
    """At least 95 in 100 of those that change what a book means."""
    assert len({row.kind for row in ROWS}) > 40
    assert len(UNTOLD) * 100 <= 5 * (len(ROWS) + len(UNTOLD))


@pytest.mark.parametrize(("file", "old", "new"), [*HARMLESS, *UNTOLD])
def test_what_is_not_told(file: str, old: str, new: str, book: Path) -> None:
    plant(book, file, old, new)
    assert told(book) == []


@pytest.mark.parametrize("change", SAME_TEXT)
def test_the_same_text_in_other_bytes(change: Callable[[bytes], bytes], book: Path) -> None:
    (book / PLAN).write_bytes(change((book / PLAN).read_bytes()))
    assert told(book) == []


@pytest.mark.parametrize(("change", "place", "said"), OTHER_TEXT)
def test_another_text_by_its_bytes(
    change: Callable[[bytes], bytes], place: str, said: str, book: Path
) -> None:
    (book / PLAN).write_bytes(change((book / PLAN).read_bytes()))
    (first, *_) = told(book)
    assert (where(first, book), say(first.message)[: len(said)]) == (f"{PLAN}:{place}", said)
