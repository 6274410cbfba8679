"""Former ids of rules, and bodies that decide, as rule books write them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from building import SCHEMAS, say, write_book, written_rule

from iacheck.language.errors import CannotRun
from iacheck.rulebooks import load_rulebooks

EXAMPLES = {"met": [{"plan": {}}], "deviation": [{"case": {}, "violations": [{}]}]}
EARLIER = {"from": "2010-01-01", "to": "2014-12-31"}


def present(id_: str, *formerly: str) -> dict[str, Any]:
    fields = {"formerly": list(formerly)} if formerly else {}
    return written_rule("check: {present: plan}", id=id_, examples=EXAMPLES, **fields)


def wrong(*folders: Path) -> list[tuple[str, str]]:
    """File (without its folders), place in it, and what is wrong."""
    with pytest.raises(CannotRun) as refused:
        load_rulebooks(folders, SCHEMAS)
    return [
        (f"{Path(problem.file or '').name}{problem.path or ''}", say(problem.message))
        for problem in refused.value.problems
    ]


def test_a_rule_that_was_renamed_and_one_that_was_parted(tmp_path: Path) -> None:
    rules = (present("a", "old", "older"), present("b", "old"))
    (book,) = load_rulebooks([write_book(tmp_path / "book", *rules)], SCHEMAS)
    assert [rule.head.formerly for rule in book.rules] == [("old", "older"), ("old",)]


@pytest.mark.parametrize(
    ("formerly", "told"),
    [
        (("a",), "a is the rule's present id; list those it has had"),
        (("old", "old"), "The former id old is listed twice"),
    ],
)
def test_former_ids_that_say_nothing(formerly: tuple[str, ...], told: str, tmp_path: Path) -> None:
    folder = write_book(tmp_path / "book", present("a", *formerly))
    assert wrong(folder) == [(f"a.yaml/formerly/{len(formerly) - 1}", told)]


def test_an_id_is_not_that_of_one_rule_now_and_of_another_before(tmp_path: Path) -> None:
    folder = write_book(tmp_path / "book", present("a", "b"), present("b"))
    other = folder / "theme" / "b.yaml"
    assert wrong(folder) == [(
        "a.yaml/formerly/0",
        f"b is the present id of another rule, in {other}; what is decided under it would be "
        "about both",
    )]  # fmt: skip


def test_nor_in_books_that_are_valid_at_the_same_time(tmp_path: Path) -> None:
    new = write_book(tmp_path / "new", present("a", "older", "b"))
    old = write_book(tmp_path / "old", present("b"))
    told = (
        "b is a former id of a in new, and the present id of a rule in old, which is valid at the "
        "same time. If this rule takes its place, write takes_over: {old: [b]} in the "
        "rulebook.yaml of new"
    )
    assert wrong(new, old) == wrong(old, new) == [("a.yaml", told)]
    # One of the two takes the other's place.
    for taking, over, id_ in (("new", "old", "b"), ("old", "new", "a")):
        folder = tmp_path / f"taking-{taking}"
        rules = {"new": present("a", "older", "b"), "old": present("b")}
        given: dict[str, Any] = {"takes_over": {over: [id_]}}
        write_book(folder / taking, rules[taking], **given)
        write_book(folder / over, rules[over])
        assert len(load_rulebooks([folder / taking, folder / over], SCHEMAS)) == 2
    # After another: the earlier book's rule, under a new name.
    earlier = write_book(tmp_path / "earlier", present("b"), valid=EARLIER)
    assert len(load_rulebooks([new, earlier], SCHEMAS)) == 2


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"formerly": "old"}, "“formerly” must be a list, not old"),
        ({"formerly": ["Old Id"]},
         "“Old Id” is not small letters a–z and digits, with hyphens between words"),
    ],
)  # fmt: skip
def test_former_ids_are_ids(written: Mapping[str, Any], told: str, tmp_path: Path) -> None:
    folder = write_book(tmp_path / "book", present("a") | dict(written))
    assert [why for _, why in wrong(folder)] == [told]


@pytest.mark.parametrize("field", ["waivers_granted_by", "judgements_by"])
@pytest.mark.parametrize(
    ("written", "path", "told"),
    [
        ("Gruppa", "", "“{field}” must be a list, not Gruppa"),
        ([""], "/0",
         "“no. 1 of {field}” must be text that is not empty or a group of fields, not “”"),
        ([{"navn": "Gruppa"}], "/0", "“name” is missing"),
        ([{"name": "Gruppa", "aliases": "x"}], "/0/aliases", "“aliases” must be a list, not x"),
    ],
)  # fmt: skip
def test_bodies_that_decide_are_names(
    field: str, written: Any, path: str, told: str, tmp_path: Path
) -> None:
    folder = write_book(tmp_path / "book", present("a"), **{field: written})
    place, why = wrong(folder)[0]
    assert (place, why) == (f"rulebook.yaml/{field}{path}", told.replace("{field}", field))
