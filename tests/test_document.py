"""A document by itself: its name and fingerprint, and where a part of it stands."""

from __future__ import annotations

import pytest

from iacheck.documents.document import Document, Origin, pointer
from iacheck.language.messages import message
from iacheck.language.places import Place

PLAN = Document("plan", "p", {"_id": "p", "council": "Ås", "goals": [{"id": "m1"}]})


def test_the_fingerprint_is_that_of_the_content_in_any_order() -> None:
    other = Document("plan", "p", {"goals": [{"id": "m1"}], "council": "Ås", "_id": "p"})
    assert other.sha256 == PLAN.sha256
    # Judgements that are kept state it: it is the same for ever.
    assert PLAN.sha256 == "92948da055724dccff8693e33e9c4e548264da93bf8d78cc68817a84072a8ced"
    assert Document("plan", "p", {**PLAN.body, "council": "As"}).sha256 != PLAN.sha256


def test_what_is_half_a_character_has_a_fingerprint_and_what_is_no_number_has_none() -> None:
    assert len(Document("plan", "p", {"x": "\ud800"}).sha256) == 64
    with pytest.raises(ValueError, match="JSON"):
        _ = Document("plan", "p", {"x": float("nan")}).sha256


def test_a_part_without_a_place_of_its_own_stands_where_the_part_around_it_stands() -> None:
    origin = Origin("p.json", "0" * 64, {"": Place(1), "/goals/0": Place(3)})
    places = {
        "": Place(1), "/goals/0/id": Place(3), "/goals/0": Place(3), "/goals": Place(1),
        "/goals/01": Place(1),
    }  # fmt: skip
    assert {path: origin.place(path) for path in places} == places
    assert Origin("p.json", "0" * 64).place("/goals") is None


def test_a_problem_names_the_document_and_the_place() -> None:
    origin = Origin("p.json", "0" * 64, {"/goals": Place(2)})
    read = Document(PLAN.kind, PLAN.key, PLAN.body, origin)
    told = read.problem(message("Wrong"), "/goals/0", "notice", given=1, expected=2)
    assert (told.file, told.place, told.path, told.document) == (
        "p.json", Place(2), "/goals/0", "plan/p",
    )  # fmt: skip
    assert (told.level, told.given, told.expected) == ("notice", 1, 2)
    whole = PLAN.problem(message("Wrong"))
    assert (whole.file, whole.place, whole.path, whole.level) == (None, None, None, "error")


def test_pointers_are_written_as_rfc_6901_has_it() -> None:
    assert pointer("a/b", 0, "c~d", "~1") == "/a~1b/0/c~0d/~01"
    assert pointer() == ""
