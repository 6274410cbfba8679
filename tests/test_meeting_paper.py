"""The paper for a meeting: who has delivered, the matrix, deviations, the round."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest
from paper_material import alone, council, doc, material, meeting_of, plan, report
from paper_rounds import ENGLISH, ROUNDS, opening, sentences, tables, words

from iacheck.cases.findings import SEVERITIES, SUBJECT_TYPES, Modality, Subject
from iacheck.documents.document import Document
from iacheck.language.language import language
from iacheck.language.messages import LANGS
from iacheck.reports import as_md
from iacheck.reports.blocks import Heading, Mark, Paragraph, Table
from iacheck.reports.meeting.chapter import Chapter
from iacheck.reports.meeting.delivery import STATUSES, Delivery, deliveries, demands_document
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.matrix import ORDER, mark_of, matrix, unmet, worst
from iacheck.reports.meeting.paper import paper
from iacheck.reports.meeting.parts import by_demand, by_subject, delivery
from iacheck.reports.meeting.parts import matrix as parts_matrix
from iacheck.reports.meeting.parts import unmet as parts_unmet
from iacheck.reports.meeting.parts.delivery import delivery_summary
from iacheck.reports.meeting.phrases import some_names
from iacheck.reports.paper_text import write

Golden = Callable[[str, bytes], None]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["2015", "2012-h2", "half-year-paper"])
def test_whole_papers(golden: Golden, name: str, lang: Any) -> None:
    written = write(paper(meeting_of(*ROUNDS[name]), language(lang)))
    golden(f"paper-{name}.{lang}.txt", written)


# Who has delivered

# What may be said of a document where a rule that demands it gives this verdict.
STATUSES_OF = {
    "met": ("delivered", "late", "ahead"),
    "deviation": ("missing", "late"),
    "waived": ("missing", "late"),
    "undetermined": ("unsent", "unclear", "ahead"),
    "not_due": ("waiting",),
    "not_applicable": STATUSES,
}


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
        ([report("rogaland", submitted_on="2016-03-02")], "2016-03-02", "late", 1),
        ([report("rogaland", submitted_on="2016-03-03")], "2016-03-02", "ahead", None),
        ([report("rogaland", submitted_on="2016-06-02")], "2016-06-01", "ahead", None),
        ([report("rogaland")], "2016-02-01", "delivered", None),
        ([report("rogaland", submitted_on=None)], "2016-06-01", "unsent", None),
        ([report("rogaland", submitted_on="i vår")], "2016-06-01", "unclear", None),
        ([report("rogaland", submitted_on="2014-01-01")], "2016-06-01", "unclear", None),
        ([report("rogaland", submitted_on="2014-01-01")], "2016-03-01", "waiting", None),
        ([report("rogaland", submitted_on="2016-02-20")], "2016-02-15", "waiting", None),
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
    assert found.arrived == (status in ("delivered", "late"))


def test_a_plan_is_delivered_where_there_is_one() -> None:
    plan = doc("plan", "p", council="rogaland", period="2015", adopted_on="2015-01-20")
    assert delivered()["plan"].status == "missing"
    found = delivered(plan)["plan"]
    assert (found.status, found.given) == ("delivered", datetime.date(2015, 1, 20))
    # When a plan is adopted is not when it came.
    assert delivered(plan, as_of="2015-01-10")["plan"].status == "delivered"


def test_what_no_rule_demands_is_told_as_it_is() -> None:
    """No rule says by when councils report on the second half of 2012."""
    here = report("a", period="2012-H2", submitted_on="2013-01-20")
    draft = report("b", period="2012-H2", submitted_on=None)
    later = report("d", period="2012-H2", submitted_on="2013-02-02")
    councils = [council(key) for key in "abcd"]
    given_ = material([*councils, here, draft, later], "2012-H2", "2013-02-01")
    found = deliveries(given_)
    assert {d.subject.id: d.status for d in found} == {
        "a": "delivered", "b": "unsent", "c": "none", "d": "ahead",
    }  # fmt: skip
    assert delivery_summary(found, given_, ENGLISH) == (
        "1 of 4 have delivered. Dated after 1 February 2013: IA-rådet i d. Here without a "
        "submission date: IA-rådet i b. Nothing has come, and no check asks for it: IA-rådet i c."
    )


def test_a_party_s_report_counts_as_there_and_says_if_it_has_no_date() -> None:
    dated = {"LO": "2013-01-20", "YS": None, "KS": "2013-02-02"}
    documents = [
        doc("party_report", key, party=key, period="2012-H2", sections=[], submitted_on=on)
        for key, on in dated.items()
    ]
    given_ = material(documents, "2012-H2", "2013-02-01")
    found = {d.subject.id: d for d in deliveries(given_)}
    assert {key: d.status for key, d in found.items()} == {
        "LO": "delivered", "YS": "delivered", "KS": "ahead",
    }  # fmt: skip
    (table,) = [b for b in delivery.blocks(given_, tuple(found.values()), ENGLISH)
                if isinstance(b, Table)]  # fmt: skip
    assert [[words(cell) for cell in row[1:]] for row in table.rows] == [
        ["dated later", "2 February 2013", ""],
        ["delivered", "20 January 2013", ""],
        ["delivered", "–", "Without a submission date."],
    ]


def test_what_a_rule_wants_a_field_of_is_missing_where_it_has_not_come() -> None:
    """Services delivered are to be counted: without a scorecard they are not."""
    centre = doc("centre", "troms", name="NAV Arbeidslivssenter Troms", county="19")
    card = doc("scorecard", "s", centre="troms", period="2012", services_delivered=4)
    for documents, status in (([centre], "missing"), ([centre, card], "delivered")):
        (found,) = deliveries(material(documents, "2012", "2013-06-01"))
        assert found.status == status


def test_what_all_centres_make_together_is_no_centre_s() -> None:
    centres = [doc("centre", key, name=f"NAV Arbeidslivssenter {key}", county="19") for key in "ab"]
    cards = [doc("scorecard", k, centre=k, period="2012", services_delivered=4) for k in "ab"]
    whole = doc("scorecard", "all", centre="national", period="2012", services_delivered=8)
    for documents, expected in (
        ([*cards, whole], "2 of 2 have delivered. All centres together: delivered."),
        (
            [cards[0], whole],
            "1 of 2 have delivered. Not delivered: NAV Arbeidslivssenter b. All centres together: "
            "delivered.",
        ),
        (cards, "2 of 2 have delivered."),
    ):
        given_ = material([*centres, *documents], "2012", "2013-06-01")
        found = [one for one in deliveries(given_) if one.root == "scorecard"]
        assert delivery_summary(found, given_, ENGLISH) == expected
    alone = material([whole], "2012", "2013-06-01")
    assert delivery_summary(deliveries(alone), alone, ENGLISH) == "All centres together: delivered."


def test_deliveries_never_contradict_the_findings(example: Material) -> None:
    rules = example.rules()
    found = {(str(d.subject), d.period, d.root): d for d in deliveries(example)}
    assert found
    for one in found.values():
        # What comes after the day of the paper has not come; of plans, the date is another.
        later = one.given is not None and one.given > example.result.as_of
        assert not (one.arrived and later and one.root != "plan")
    compared = 0
    for judged, finding in example.findings():
        for (subject, period, root), one in found.items():
            is_theirs = (subject, period) == (str(judged.subject), judged.period)
            if is_theirs and demands_document(rules[finding.rule], root):
                compared += 1
                assert one.status in STATUSES_OF[finding.verdict]
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
    text = as_md.write(paper(alone(nothing), ENGLISH)).decode()
    assert "0 of 2 have delivered. Not delivered: IA-rådet i a and IA-rådet i b." in text
    assert "There is no report from a council to count." in text


def test_everybody_stands_in_the_order_of_names() -> None:
    """Not by id: `ostfold` would stand before `troms`."""
    named = {"ostfold": "Østfold", "more": "Møre", "troms": "Troms", "aas": "Ås", "u": "ulvik"}
    centres = [doc("centre", key, name=name, county="19") for key, name in named.items()]
    councils = [council(key, name=name) for key, name in named.items()]
    given_ = material([*councils, *centres], "2012", "2013-06-01", extent="everybody")
    for kind in ("council", "centre"):
        names = [one.name for one in given_.subjects(kind) if isinstance(one.name, str)]
        assert names == ["Møre", "Troms", "ulvik", "Østfold", "Ås"]
    half = material(councils, "2012-H2", "2013-06-01", extent="everybody")
    assert [one.id for one in half.subjects("party")][:3] == ["NHO", "Virke", "KS"]


def test_a_demand_is_counted_by_those_who_deviate_from_it() -> None:
    """B02 has several rules; a council that breaks two of them deviates once."""
    undated = {"id": "1", "title": "Kurs", "goals": ["m"]}
    goals = [{"id": "m", "sub_goal": 1, "text": "x"}]
    dates = {"start": "2015-03-01", "end": "2015-03-02"}
    astray = {"id": "2", "title": "Kurs", **dates, "goals": ["borte"]}
    plans = {"a": [undated, astray], "b": [undated], "c": [astray], "d": [astray]}
    documents = [
        doc("plan", key, council=key, period="2015", goals=goals, activities=activities)
        for key, activities in plans.items()
    ]
    given_ = material([*map(council, plans), *documents])
    should: tuple[Modality, ...] = ("bør",)
    (found,) = [one for one in unmet(given_, "council", should) if one.demand == "B02"]
    # Three of the four aim at a goal that the plan does not have; two have no dates.
    assert [who.id for who in found.subjects] == ["a", "b", "c", "d"]
    assert [rule.id for rule in found.rules] == [
        "plan-goal-references-exist", "plan-activities-have-dates"
    ]  # fmt: skip


def test_every_demand_that_somebody_deviates_from_is_ranked_once(example: Material) -> None:
    """By kind of body and by how strong the demand is, counted anew."""
    who: dict[tuple[str, str, str], set[str]] = {}
    for judged, finding in example.findings():
        if finding.verdict == "deviation" and not finding.for_others:
            about = (judged.subject.kind, finding.rule.modality, finding.rule.demand)
            who.setdefault(about, set()).add(str(judged.subject))
    modalities: tuple[Modality, ...] = get_args(Modality)
    counted_anew = {about: len(them) for about, them in who.items()}
    told: dict[tuple[str, str, str], int] = {}
    for kind in SUBJECT_TYPES:
        for modality in modalities:
            strength: tuple[Modality, ...] = (modality,)
            found = unmet(example, kind, strength)
            counts = [len(one.subjects) for one in found]
            assert counts == sorted(counts, reverse=True)
            told |= {(kind, modality, one.demand): len(one.subjects) for one in found}
    assert told == counted_anew


def kinds_in_short(*documents: Document) -> dict[str, str]:
    """What is said first of each kind of body, by its heading."""
    given_ = material(documents, extent="everybody")
    found = list(parts_unmet.blocks([Chapter.of(given_)], ENGLISH))
    return {
        block.text: words(after.text)
        for block, after in itertools.pairwise(found)
        if isinstance(block, Heading) and isinstance(after, Paragraph)
    }


def test_councils_stand_apart_from_parties_and_what_must_be_from_what_may() -> None:
    silent = kinds_in_short(council("a"), council("b"), plan("a"), report("a"))
    # Only b has not reported, which must be.
    assert silent["The councils"] == (
        "Deviations were found on 2 of 2 councils; 1 breaks a “skal” (must)."
    )
    assert silent["The parties"].endswith("of 11 parties; 0 break a “skal” (must).")
    members = [{"organisation": "LO", "from": "2015-01-01"}]
    given_ = material([council("a", members=members), report("a", submitted_on="2016-04-01")])
    late = tables(parts_unmet.blocks([Chapter.of(given_)], ENGLISH))
    strong = [row[0].partition(" ")[0] for row in late["What “skal” (must) be"]]
    rest = [row[0].partition(" ")[0] for row in late[BETWEEN]]
    assert "B08" in strong
    assert "B23" in rest
    assert "B23" not in strong


BETWEEN = "What “bør” (should) be, or “forventes” (is expected)"


def test_a_row_says_what_and_who_and_the_rest_is_counted() -> None:
    undated = [{"id": str(n), "title": f"Kurs {n}"} for n in range(9)]
    documents = [
        *map(council, "abcdefghij"),
        *(plan(key, *undated, goals=[]) for key in "ab"),
        plan("c", undated[0]),
    ]
    given_ = material(documents)
    rows = tables(parts_unmet.blocks([Chapter.of(given_)], ENGLISH))[BETWEEN]
    plans = [row for row in rows if row[0].startswith("B01")]
    # Of many names, the first are told.
    assert [row[1] for row in plans] == ["7"]
    assert plans[0][3].endswith("IA-rådet i i and IA-rådet i j")
    first, second, *_ = [row for row in rows if row[0].startswith("B02")]
    # What is told of several stands first; of many texts on the same, the first are told.
    assert (first[1], first[3]) == ("3", "IA-rådet i a, IA-rådet i b and IA-rådet i c")
    assert (second[0], second[1]) == ("B02", "")
    assert second[2].endswith("; 6 more, in the annex")
    assert second[3] == "IA-rådet i a and IA-rådet i b"


@pytest.mark.parametrize("count", [1, 6, 7, 8, 20])
def test_of_many_names_the_first_are_told(count: int) -> None:
    told = some_names(ENGLISH, [Subject("council", str(n), f"c{n}") for n in range(count)])
    named = told.replace(" and ", ", ").split(", ")
    if count <= 7:
        assert named == [f"c{n}" for n in range(count)]
    else:
        assert named == [*(f"c{n}" for n in range(6)), f"{count - 6} more"]


@pytest.mark.parametrize("menders", [1, 2])
def test_who_must_mend_adds_up_or_it_is_said_why_not(example: Material, menders: int) -> None:
    """Of each deviation that others must mend, as many of them as `menders` are left."""
    judged = [
        replace(one, found=replace(one.found, findings=kept))
        for one in example.judged
        if (kept := tuple(f for f in one.found.findings if len(f.mended_by) <= menders))
    ]
    findings = tuple(one.found for one in judged)
    cut = replace(example, judged=tuple(judged), result=replace(example.result, subjects=findings))
    others = [f for one in judged for f in one.found.findings if f.for_others]
    told = [line for line in sentences(opening(cut)) if "for others to mend" in line]
    assert bool(told) == bool(others)
    for line in told:
        in_brackets = sum(map(int, re.findall(r"\((\d+)\)", line)))
        assert line.startswith(f"{len(others)} deviation")
        assert (in_brackets > len(others)) == ("What several can mend is counted" in line)
        assert in_brackets == sum(len(f.mended_by) for f in others)


def test_whom_no_check_applies_to_is_told_in_a_sentence_and_stands_in_the_matrix() -> None:
    authority = doc("party_report", "x", party="Arbeidstilsynet", period="2015-H1")
    given_ = material([council("a"), authority], "2015")
    parties = [p for p in given_.judged if p.subject.kind == "party"]
    assert parties
    assert {f.verdict for p in parties for f in p.found.findings} == {"not_applicable"}
    found = list(parts_matrix.blocks(given_, ENGLISH))
    tables = [block for block in found if isinstance(block, Table)]
    captions = {table.caption: len(table.rows) for table in tables}
    assert "Checks by verdict: the parties" not in captions
    assert captions["Every demand: the parties"] == len(parties)
    assert "No check applies to the parties." in [
        words(block.text) for block in found if isinstance(block, Paragraph)
    ]


def test_every_violation_stands_by_demand_and_by_subject(example: Material) -> None:
    told = [
        ENGLISH.say(violation.message)
        for _, finding in example.findings()
        for violation in finding.violations
    ]
    assert len(told) >= sum(map(example.result.deviations, SEVERITIES)) > 0
    of_subjects = [b for b in by_subject.blocks(example, ENGLISH) if isinstance(b, Table)]
    of_demands = [b for b in by_demand.blocks(example, ENGLISH) if isinstance(b, Table)]
    # What others must mend stands again under those who can, as far as it is known who that is.
    again = [v for _, f in example.findings() if f.for_others for v in f.violations if v.answers]
    known = [violation for violation in again if violation.answers and violation.answers.id]
    assert sum(len(table.rows) for table in of_subjects) == len(told) + len(known)
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
