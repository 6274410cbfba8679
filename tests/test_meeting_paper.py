"""The paper for a meeting: who has delivered, the matrix, deviations, the round."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, get_args

import pytest
from paper_material import council, doc, material, material_of, report
from paper_rounds import ENGLISH, ROUNDS, words

from iacheck.documents import Document
from iacheck.findings import SEVERITIES
from iacheck.language import language
from iacheck.messages import LANGS
from iacheck.papers.delivery import Delivery, deliveries
from iacheck.papers.material import Material
from iacheck.papers.matrix import ORDER, mark_of, matrix, worst
from iacheck.papers.meeting import paper
from iacheck.papers.parts import by_demand, by_subject
from iacheck.reports import as_md
from iacheck.reports.blocks import Mark, Table
from iacheck.reports.paper_text import write

Golden = Callable[[str, bytes], None]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["2015", "2012-h2", "half-year-paper"])
def test_whole_papers(golden: Golden, name: str, lang: Any) -> None:
    written = write(paper(material_of(*ROUNDS[name]), language(lang)))
    golden(f"paper-{name}.{lang}.txt", written)


# Who has delivered


def delivered(*documents: Document, as_of: str = "2016-06-01") -> dict[str, Delivery]:
    found = deliveries(material([council("rogaland"), *documents], as_of=as_of))
    return {delivery.root: delivery for delivery in found}


WAIVER = doc(
    "waiver", "w", rule="report-delivered", subject="council/rogaland", period="2015",
    reason="Brann", granted_by="Oppfølgingsgruppen", granted_on="2016-03-05",
    expires_on="2016-12-31",
)  # fmt: skip


@pytest.mark.parametrize(
    ("documents", "as_of", "status", "days"),
    [
        ([report("rogaland")], "2016-06-01", "delivered", None),
        ([report("rogaland", submitted_on="2016-03-01")], "2016-06-01", "delivered", None),
        ([report("rogaland", submitted_on="2016-03-02")], "2016-06-01", "late", 1),
        ([report("rogaland", submitted_on=None)], "2016-06-01", "unsent", None),
        ([report("rogaland", submitted_on="i vår")], "2016-06-01", "unclear", None),
        ([report("rogaland", submitted_on=None)], "2016-03-01", "waiting", None),
        ([], "2016-03-01", "waiting", None),
        ([], "2016-03-02", "missing", None),
        ([WAIVER], "2016-06-01", "missing", None),
        ([report("rogaland"), doc("report", "x", council="Rogaland", period="2015")], "2016-06-01",
         "unclear", None),
    ],
)  # fmt: skip
def test_what_became_of_a_report(
    documents: list[Document], as_of: str, status: str, days: int | None
) -> None:
    found = delivered(*documents, as_of=as_of)["report"]
    assert (found.status, found.days) == (status, days)
    assert found.accepted == (WAIVER in documents)


def test_a_plan_is_delivered_where_there_is_one() -> None:
    plan = doc("plan", "p", council="rogaland", period="2015", adopted_on="2015-01-20")
    assert delivered()["plan"].status == "missing"
    found = delivered(plan)["plan"]
    assert (found.status, found.given) == ("delivered", datetime.date(2015, 1, 20))


def test_what_no_rule_demands_is_told_as_it_is() -> None:
    """No rule says by when councils report on the second half of 2012."""
    here = report("a", period="2012-H2", submitted_on="2013-01-20")
    draft = report("b", period="2012-H2", submitted_on=None)
    found = deliveries(
        material([council("a"), council("b"), council("c"), here, draft], "2012-H2", "2013-06-01")
    )
    assert {d.subject.id: d.status for d in found} == {
        "a": "delivered", "b": "unsent", "c": "none",
    }  # fmt: skip


def test_what_a_rule_wants_a_field_of_is_missing_where_it_has_not_come() -> None:
    """Services delivered are to be counted: without a scorecard they are not."""
    centre = doc("centre", "troms", name="NAV Arbeidslivssenter Troms", county="19")
    card = doc("scorecard", "s", centre="troms", period="2012", services_delivered=4)
    for documents, status in (([centre], "missing"), ([centre, card], "delivered")):
        (found,) = deliveries(material(documents, "2012", "2013-06-01"))
        assert found.status == status


def test_deliveries_never_contradict_the_findings(example: Material) -> None:
    rules = example.rules()
    found = {(str(d.subject), d.period, d.root): d for d in deliveries(example)}
    assert found
    compared = 0
    for judged, finding in example.findings():
        check = rules[finding.rule].written["check"]
        root = check.get("present") or check.get("delivered", {}).get("document")
        delivery = found.get((str(judged.subject), judged.period, str(root)))
        if delivery is not None and finding.verdict in ("deviation", "waived", "met"):
            compared += 1
            if finding.verdict == "met":
                assert delivery.status in ("delivered", "late")
            else:
                assert delivery.status in ("missing", "unsent", "late")
    assert compared


# The matrix


def test_no_better_verdict_hides_a_worse_one() -> None:
    assert sorted(ORDER) == sorted(get_args(Mark))
    for place, mark in enumerate(ORDER):
        assert worst([*ORDER[place:], mark]) == mark
    assert worst(["met", "info"]) == "info"
    assert worst(["met", "undetermined", "warning", "error"]) == "error"
    assert worst(["not_applicable", "met"]) == "met"


def test_the_matrix_has_everybody_and_every_demand(example: Material) -> None:
    found = {kind: matrix(example, kind) for kind in ("council", "party", "centre", "national")}
    shown = [str(subject) for one in found.values() for subject in one.subjects]
    assert sorted(shown) == sorted({str(found.subject) for found in example.result.subjects})
    for judged, finding in example.findings():
        cell = found[judged.subject.kind].mark(judged.subject, finding.rule.demand)
        assert cell is not None
        assert ORDER.index(cell) <= ORDER.index(mark_of(finding))


def test_everybody_is_in_the_matrix_of_a_period_where_nothing_came() -> None:
    nothing = material([council("a"), council("b")], extent="everybody")
    assert [subject.id for subject in matrix(nothing, "council").subjects] == ["a", "b"]
    assert len(matrix(nothing, "party").subjects) == 11
    text = as_md.write(paper(nothing, ENGLISH)).decode()
    assert "0 of 2 have delivered. Not delivered: IA-rådet i a and IA-rådet i b." in text
    assert "There is no report from a council to count." in text


def test_every_violation_stands_by_demand_and_by_subject(example: Material) -> None:
    told = [
        ENGLISH.say(violation.message)
        for _, finding in example.findings()
        for violation in finding.violations
    ]
    assert len(told) >= sum(map(example.result.deviations, SEVERITIES)) > 0
    of_subjects = [b for b in by_subject.blocks(example, ENGLISH) if isinstance(b, Table)]
    of_demands = [b for b in by_demand.blocks(example, ENGLISH) if isinstance(b, Table)]
    assert sum(len(table.rows) for table in of_subjects) == len(told)
    rows = [words(row[0]) for table in of_demands for row in table.rows]
    assert set(rows) == set(told)
    # Under one demand, the same text stands once.
    for table in of_demands:
        texts = [words(row[0]) for row in table.rows]
        assert len(texts) == len(set(texts))


def test_the_same_text_stands_once_with_everybody_under_it() -> None:
    silent = material([council("a"), council("b"), council("c"), report("c")])
    tables = [b for b in by_demand.blocks(silent, ENGLISH) if isinstance(b, Table)]
    plans = next(table for table in tables if table.caption.startswith("B01"))
    assert [[words(cell) for cell in row] for row in plans.rows] == [
        ["No action plan covers 2015", "IA-rådet i a; IA-rådet i b; IA-rådet i c"]
    ]
