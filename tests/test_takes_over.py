"""Two rule books in force at once: one takes rules over from the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from building import SCHEMAS, say, write_book, written_rule

from iacheck.checks.rule import books_in_force
from iacheck.language.errors import CannotRun
from iacheck.language.periods import Period
from iacheck.rulebooks import load_rulebooks
from iacheck.rulebooks.notes import book_notes

EXAMPLES = {
    "met": [{"report": {}}], "deviation": [{"case": {}, "violations": [{"missing": "report"}]}],
}  # fmt: skip
RULE = written_rule("check: {present: report}", examples=EXAMPLES)
OTHER = {**RULE, "id": "only-old"}
NEW_NAME = {**RULE, "id": "new-name"}
WHILE = {"from": "2017-01-01", "to": "2017-12-31"}


def books(folder: Path, takes_over: Any, *rules: Any, valid: Any = WHILE) -> list[Path]:
    old = write_book(folder / "old", RULE, OTHER)
    new = write_book(folder / "new", *rules, valid=valid, takes_over=takes_over)
    return [old, new]


def judging(folders: list[Path], period: str) -> dict[str, list[str]]:
    in_force = books_in_force(load_rulebooks(folders, SCHEMAS), Period.parse(period))
    return {book.id: [rule.id for rule in book.rules] for book in in_force}


@pytest.mark.parametrize(
    ("taken", "rules", "left"),
    [
        (["tried"], [RULE], ["only-old"]),
        (["tried"], [NEW_NAME], ["only-old"]),
        (["tried", "only-old"], [RULE], []),
        (["only-old"], [NEW_NAME], ["tried"]),
    ],
)
def test_a_rule_is_judged_by_the_book_that_took_it_over(
    taken: list[str], rules: list[Any], left: list[str], tmp_path: Path
) -> None:
    folders = books(tmp_path, {"old": taken}, *rules)
    assert judging(folders, "2017") == {"old": left, "new": [rule["id"] for rule in rules]}
    assert judging(folders, "2016") == {"old": ["only-old", "tried"]}
    assert judging(folders, "2018") == {"old": ["only-old", "tried"]}


def told(folders: list[Path]) -> list[tuple[str | None, str | None, str]]:
    with pytest.raises(CannotRun) as caught:
        load_rulebooks(folders, SCHEMAS)
    return [(p.file, p.path, say(p.message)) for p in caught.value.problems]


def test_a_rule_that_the_other_book_does_not_have(tmp_path: Path) -> None:
    folders = books(tmp_path, {"old": ["only-odl"]}, NEW_NAME)
    assert told(folders) == [
        (str(folders[1] / "rulebook.yaml"), "/takes_over/old/0",
         "old has no rule “only-odl”; did you mean “only-old”?"),
    ]  # fmt: skip


def test_a_book_that_is_never_in_force_with_this_one(tmp_path: Path) -> None:
    later = {"from": "2031-01-01", "to": "2031-12-31"}
    folders = books(tmp_path, {"old": ["tried"]}, RULE, valid=later)
    assert told(folders) == [
        (str(folders[1] / "rulebook.yaml"), "/takes_over/old/0",
         "old is never valid at the same time as this book; leave it out"),
    ]  # fmt: skip


def test_a_book_that_is_not_used_is_no_mistake_and_an_unknown_one_is_noted(tmp_path: Path) -> None:
    _, new = books(tmp_path, {"old": ["tried"], "odl": ["tried"]}, RULE)
    (book,) = load_rulebooks([new], SCHEMAS)
    notes = [(note.path, say(note.message)) for note in book_notes(new, book, SCHEMAS)]
    assert ("/takes_over/odl", "There is no rule book “odl” here") in notes
    assert not [path for path, _ in notes if path == "/takes_over/old"]


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (["tried"], []),
        (["only-old", "tryed"], [("/takes_over/old/1", "old has no rule “tryed”; did you mean")]),
    ],
)
def test_a_rule_that_the_book_beside_does_not_have_is_noted(
    taken: list[str], said: list[Any], tmp_path: Path
) -> None:
    _, new = books(tmp_path, {"old": taken}, RULE)
    (book,) = load_rulebooks([new], SCHEMAS)
    found = [(n.path, say(n.message)) for n in book_notes(new, book, SCHEMAS)]
    found = [(at, told) for at, told in found if at and at.startswith("/takes_over")]
    assert [(at, told[:37]) for at, told in found] == said
