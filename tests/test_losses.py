"""What an import would make vanish of what is stored is told of before it is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from building import PARTIES, SCHEMAS, document, say
from commands import Ran

from iacheck.cases.case import CaseBuilder
from iacheck.cases.consistency import BuilderOf
from iacheck.cases.index import DocumentIndex
from iacheck.cases.losses import losses
from iacheck.documents.document import Document
from iacheck.language.periods import Period
from iacheck.language.problems import Problem


def lost(stored: Sequence[Document], *coming: Document) -> list[Problem]:
    before = DocumentIndex.of(stored, SCHEMAS)
    together = {d.name: d for d in (*stored, *coming)}
    after = DocumentIndex.of(together.values(), SCHEMAS)
    return list(losses(before, after, builders(before), builders(after)))


def builders(index: DocumentIndex) -> BuilderOf:
    def builder_of(period: Period) -> CaseBuilder | None:
        covered = 2010 <= period.year <= 2018
        return CaseBuilder(index, PARTIES, period, period.last_day) if covered else None

    return builder_of


def told(stored: Sequence[Document], *coming: Document) -> list[str]:
    return [say(problem.message) for problem in lost(stored, *coming)]


COUNCIL = document("council")
SHORT = {"from": "2010-03-01", "to": "2013-12-31"}
PLAN = document("plan")
HALF = document("report", period="2015-H2")
BOTH = "plan/plan and report/report"
VIRKE = document("party", _id="Virke", name="Virke")
THEIRS = document("party_report", party="Virke", period="2015-H1")
GONE = "After this, {} does not exist in {}, and is not judged by what is stored about it: {}. "
GONE += "If it did exist, give it these days in “active”"


@pytest.mark.parametrize(
    ("stored", "coming", "expected"),
    [
        ([], [COUNCIL], []),
        ([COUNCIL, PLAN], [COUNCIL], []),
        ([COUNCIL, PLAN], [document("council", active={"from": "2015-12-31"})], []),
        (
            [COUNCIL, PLAN, HALF, document("plan", _id="p", period="2009")],
            [document("council", active=SHORT)],
            [GONE.format("council/rogaland", "second half of 2015 and 2015", BOTH)],
        ),
        (
            [COUNCIL, PLAN, document("report", _id="r", period="2016")],
            [document("council", active=SHORT)],
            [GONE.format("council/rogaland", "2015 and 2016", "plan/plan and report/r")],
        ),
        # What comes with it is told of by itself.
        ([COUNCIL, PLAN], [document("council", active=SHORT), document("plan", method="x")],
         ["After this, council/rogaland does not exist in 2015, of which something is stored. If "
          "it did exist, give it these days in “active”"]),
        # A register that comes later, and lacks one that documents speak of.
        ([PLAN], [document("council", _id="oslo")],
         [GONE.format("council/rogaland", "2015", "plan/plan")]),
        # A party of the rule book is never lost; another one is.
        ([THEIRS, VIRKE], [document("party", _id="NHO", active=SHORT)], []),
        ([THEIRS, VIRKE], [document("party", _id="Virke", name="Virke", active=SHORT)],
         [GONE.format("party/Virke", "first half of 2015", "party_report/party_report")]),
        # Of centres that only a council named, there is nothing to lose.
        ([document("council", centre="stavanger"), PLAN], [COUNCIL], []),
        ([document("centre"), document("scorecard", period="2015")],
         [document("centre", active=SHORT)],
         [GONE.format("centre/rogaland", "2015", "scorecard/scorecard")]),
        # A name that documents use, and nobody has any more.
        (
            [document("council", name="Rådet"), document("plan", council="Rådet")],
            [document("council", name="IA-rådet")],
            ["After this, nobody is called what plan/plan says, which was about council/rogaland; "
             "give that one the name among its “aliases”, or correct the document"],
        ),
        (
            [document("council", name="Rådet"), document("plan", council="Rådet")],
            [document("council", name="IA-rådet", aliases=["Rådet"])],
            [],
        ),
        (
            [document("party", aliases=["Huset"]), document("party_report", party="Huset")],
            [document("party", aliases=[])],
            ["After this, nobody is called what party_report/party_report says, which was about "
             "party/NHO; give that one the name among its “aliases”, or correct the document"],
        ),
        # What nobody was called before is no news, and what names nobody has nobody.
        (
            [COUNCIL, document("plan", council="Atlantis"), document("report", council=5),
             document("party_report", period="1999-H2"), document("gathering")],
            [document("council", name="IA-rådet")],
            [],
        ),
    ],
)  # fmt: skip
def test_what_an_import_takes_away(
    stored: list[Document], coming: list[Document], expected: list[str]
) -> None:
    assert told(stored, *coming) == expected


def test_where_it_is_told() -> None:
    (found,) = lost([COUNCIL, PLAN], document("council", active=SHORT))
    assert (found.document, found.path, found.level) == ("council/rogaland", "/active", "notice")
    (found,) = lost([PLAN], document("council", _id="oslo"))
    assert (found.document, found.path, found.level) == (None, None, "notice")
    renamed = document("council", name="Rådet"), document("plan", council="Rådet")
    (found,) = lost(renamed, document("council", name="IA-rådet"))
    assert (found.document, found.path, found.level) == (None, None, "notice")


def test_where_no_rule_book_covers_a_period_any_more_nothing_is_lost() -> None:
    before, after = (
        DocumentIndex.of([document("council", active=active), PLAN], SCHEMAS)
        for active in (None, SHORT)
    )
    assert list(losses(before, after, builders(before), lambda _: None)) == []
    assert list(losses(before, after, lambda _: None, builders(after))) == []


def test_import_says_so_and_stores(run: Callable[..., Ran]) -> None:
    def put(name: str, *documents: Document) -> Any:
        bodies = [{"kind": one.kind, **one.body} for one in documents]
        Path(name).write_text(json.dumps(bodies))
        return run("import", name)

    assert put("first.json", COUNCIL, PLAN) == Ran(
        0, "2 documents read: 2 new, 0 replaced, 0 unchanged\n", ""
    )
    ran = put("second.json", document("council", active=SHORT))
    assert ran.status == 0
    assert "council/rogaland does not exist in 2015" in ran.err
    assert "plan/plan" in ran.err
    checked = run("check", "--period", "2015", "--as-of", "2016-06-01", "--fail-on", "never")
    assert "IA-rådet i Rogaland exists from 1 March 2010 to 31 December 2013" in " ".join(
        checked.out.split()
    )
