"""Who may grant a waiver, and who may judge."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest
from building import SCHEMAS, document, write_book
from decision_samples import (
    COUNCIL,
    JUDGEMENT,
    WAIVER,
    decision_books,
    judgement,
    present,
    read,
    said,
)

from iacheck.checks.rule import DecidingBody, RuleBook
from iacheck.rulebooks import load_rulebooks


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Sequence[RuleBook]:
    return decision_books(tmp_path_factory.mktemp("books"))


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("Oppfølgingsgruppen", None),
        # Also where the book names the body itself; under any of its names.
        ("LO", "LO may not judge its own case; only Oppfølgingsgruppen or Rådet for ro may"),
        ("Landsorganisasjonen i Norge",
         "Landsorganisasjonen i Norge may not judge its own case; only Oppfølgingsgruppen or Rådet "
         "for ro may"),
        ("LO Rogaland",
         "LO Rogaland may not judge its own case; only Oppfølgingsgruppen or Rådet for ro may"),
        ("NHO", "NHO may not judge that; only Oppfølgingsgruppen, LO or Rådet for ro may"),
    ],
)  # fmt: skip
def test_nobody_judges_its_own_case(by: str, why: str | None, books: Sequence[RuleBook]) -> None:
    basis = {"council/rogaland": COUNCIL.sha256}
    own = judgement(rule="has-seat", subject="party/LO", judged_by=by, basis=basis)
    found = read(books, own)
    assert said(found.notices) == ([] if why is None else [JUDGEMENT + why])
    assert list(found.judgements) == ([] if why else [("has-seat", "party/LO", "2015")])


@pytest.mark.parametrize(
    ("fields", "by", "why"),
    [
        ({"judged_by": ()}, "Oppfølgingsgruppen",
         "Oppfølgingsgruppen may not judge that, and nobody else may: rule book late names no "
         "other body under “judgements_by”"),
        ({"judged_by": (DecidingBody("IA-rådet i Rogaland"),)}, "rogaland",
         "rogaland may not judge its own case, and nobody else may: rule book late names no other "
         "body under “judgements_by”"),
        ({"judged_by": (DecidingBody("rogaland"),)}, "Rogaland",
         "Rogaland may not judge its own case, and nobody else may: rule book late names no other "
         "body under “judgements_by”"),
    ],
)  # fmt: skip
def test_where_nobody_else_may_judge(
    fields: dict[str, Any], by: str, why: str, books: Sequence[RuleBook]
) -> None:
    early, late = books
    changed = dataclasses.replace(late, **fields)
    assert said(read([early, changed], judgement(judged_by=by)).notices) == [JUDGEMENT + why]


def test_nobody_may_grant_where_the_book_names_nobody(books: Sequence[RuleBook]) -> None:
    early, late = books
    silent = dataclasses.replace(late, granted_by=())
    assert said(read([early, silent], document("waiver")).notices) == [
        WAIVER + "Oppfølgingsgruppen may not grant it, and nobody else may: rule book late names "
        "no other body under “waivers_granted_by”"
    ]


def test_who_may_decide_is_said_by_the_book_that_has_the_rule(books: Sequence[RuleBook]) -> None:
    _, late = books
    other = dataclasses.replace(late, id="other", rules=(), granted_by=(DecidingBody("LO"),))
    found = read([other, late], document("waiver", granted_by="LO"))
    assert said(found.notices) == [WAIVER + "LO may not grant it; only Oppfølgingsgruppen may"]


def test_bodies_that_decide_may_have_several_spellings(tmp_path: Any) -> None:
    bodies = ["Gruppa", {"name": "LO", "aliases": ["Ello"]}]
    head = {"waivers_granted_by": bodies, "judgements_by": []}
    (book,) = load_rulebooks(
        [write_book(tmp_path / "book", present("plan-exists"), **head)], SCHEMAS
    )
    group, lo = book.granted_by
    assert (group.name, group.is_called("gruppa"), group.is_called("LO")) == ("Gruppa", True, False)
    names = ("lo", "ELLO", "Landsorganisasjonen i Norge", "LO Troms")
    assert [lo.is_called(name) for name in names] == [True, True, True, False]
    assert book.judged_by == ()
