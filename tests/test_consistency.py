from __future__ import annotations

from typing import Any

import pytest
from building import LATER, PARTIES, SCHEMAS, day, document, say

from iacheck.cases.case import CaseBuilder
from iacheck.cases.consistency import consistency_problems
from iacheck.cases.index import DocumentIndex
from iacheck.documents.document import Document, Origin
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.problems import Problem


def problems(*documents: Document) -> list[Problem]:
    document_index = DocumentIndex.of(documents, SCHEMAS)

    def builder(period: Period) -> CaseBuilder | None:
        return CaseBuilder(document_index, PARTIES, period, LATER) if period.year > 2000 else None

    return list(consistency_problems(document_index.documents, document_index, builder))


def told(*documents: Document) -> list[tuple[str | None, str]]:
    return [(problem.document, say(problem.message)) for problem in problems(*documents)]


COUNCIL = document("council")


@pytest.mark.parametrize("kind", ["plan", "report", "allocation"])
def test_a_council_that_the_register_does_not_know(kind: str) -> None:
    unknown = document(kind, council="rogalnd")
    assert told(unknown) == []
    assert told(unknown, COUNCIL) == [
        (unknown.name, "No register knows the council “rogalnd”; did you mean “rogaland”?")
    ]
    # Also where it is called as people call it.
    called = document(kind, council="IA-rådet i Rogalnd")
    meant = "No register knows the council “IA-rådet i Rogalnd”; did you mean “rogaland”?"
    assert told(called, COUNCIL) == [(called.name, meant)]
    far = document(kind, council="Atlantis")
    oslo = document("council", _id="oslo")
    assert told(far, COUNCIL, oslo) == [
        (far.name, "No register knows the council “Atlantis”; choose oslo or rogaland")
    ]
    assert told(document(kind, council="IA-RÅDET I ROGALAND"), COUNCIL) == []
    assert told(document(kind, council=5), COUNCIL) == []


def test_where_it_stands() -> None:
    origin = Origin("plan.json", "0" * 64, {"/council": Place(3)})
    plan = Document("plan", "p", {"council": "oslo", "period": "2015"}, origin)
    (problem,) = problems(plan, COUNCIL)
    assert (problem.level, problem.path, problem.given) == ("error", "/council", "oslo")
    assert (problem.file, problem.place) == ("plan.json", Place(3))


@pytest.mark.parametrize(
    ("party", "period", "expected"),
    [
        ("LO", "2012-H2", []),
        ("Landsorganisasjonen i Norge", "2012-H2", []),
        ("FAD", "2013-H2", []),
        ("NHOO", "2012-H2", ["“NHOO” is no party of the agreement; did you mean “NHO”?"]),
        (
            "Atlantis",
            "2012-H2",
            ["“Atlantis” is no party of the agreement; choose AVdir, FAD, LO or NHO"],
        ),
        (
            "KMD",
            "2012-H2",
            ["“KMD” is no party of the agreement; choose AVdir, FAD, LO or NHO"],
        ),
        ("Atlantis", "1999-H2", []),  # no rule book says who was a party
        ("Atlantis", 2012, []),
        (5, "2012-H2", []),
    ],
)
def test_a_party_that_the_agreement_does_not_know(
    party: Any, period: Any, expected: list[str]
) -> None:
    report = document("party_report", party=party, period=period)
    assert told(report) == [("party_report/party_report", text) for text in expected]
    assert [(p.path, p.given) for p in problems(report)] == [("/party", party) for _ in expected]


def rivals(kind: str, **fields: Any) -> list[tuple[str | None, str]]:
    """What is said of a document and one that differs from it in these fields."""
    return told(document(kind), document(kind, _id="other", **fields))


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("plan", {}, 2),
        ("report", {"council": "ROGA-LAND"}, 2),
        ("allocation", {"amount_nok": 5}, 2),
        ("party_report", {"party": "LO Rogaland"}, 2),
        ("party_report", {"period": "2012-H1"}, 0),
        ("party_report", {"party": "NHO"}, 0),
        ("plan", {"period": "2014"}, 0),
        ("plan", {"council": "oslo"}, 0),
        ("plan", {"period": 2015}, 0),
        ("plan", {"council": 5}, 0),
        ("gathering", {}, 0),
        ("scorecard", {}, 0),
        ("council", {}, 0),
    ],
)
def test_two_documents_where_there_can_be_one(
    kind: str, fields: dict[str, Any], expected: int
) -> None:
    found = rivals(kind, **fields)
    assert len(found) == expected
    if found:
        names = {f"{kind}/{kind}", f"{kind}/other"}
        assert {name for name, _ in found} == names
        for name, text in found:
            (other,) = names - {name}
            assert text == (
                f"{other} is about the same period of the same body; there can be only one such "
                "document: give both the same _id, or remove one"
            )


def test_before_any_rule_book_parties_are_told_apart_by_what_they_are_called() -> None:
    documents = [
        document("party_report", _id="a", party="Atlantis", period="1999-H2"),
        document("party_report", _id="b", party="ATLANTIS", period="1999-H2"),
        document("party_report", _id="c", party="Lemuria", period="1999-H2"),
    ]
    assert [name for name, _ in told(*documents)] == ["party_report/a", "party_report/b"]


def test_two_items_of_one_id() -> None:
    activities = [{"id": id_} for id_ in ("a", "b", "a", 5, 5, "a")]
    report = document("report", activities=[*activities, "a"], meetings=[{"held_on": "x"}] * 2)
    found = problems(report, document("plan", activities=5))
    assert [(problem.level, problem.path, problem.given) for problem in found] == [
        ("notice", "/activities/2/id", "a"),
        ("notice", "/activities/5/id", "a"),
    ]
    assert say(found[0].message) == "The id “a” is given to several; give each its own"


SPANS = [
    # The spans that a body has, and the positions of those that overlap an earlier one.
    ([("2010-01-01", "2013-12-31"), ("2014-01-01", None)], []),
    ([("2010-01-01", "2013-12-31"), ("2013-12-31", None)], [1]),
    ([("2014-01-01", None), ("2010-01-01", "2013-12-31")], []),
    ([("2010-01-01", None), ("2014-01-01", "2014-12-31"), ("2016-01-01", None)], [1, 2]),
    ([("2014-01-01", "2013-01-01"), ("2010-01-01", None)], []),
]


@pytest.mark.parametrize("kind", ["council", "centre", "party"])
@pytest.mark.parametrize(("spans", "expected"), SPANS)
def test_spans_that_overlap(
    kind: str, spans: list[tuple[str, str | None]], expected: list[int]
) -> None:
    active = [{"from": first, **({"to": last} if last else {})} for first, last in spans]
    found = problems(document(kind, active=active))
    assert [(p.level, p.path) for p in found] == [("notice", f"/active/{n}") for n in expected]
    if found:
        assert say(found[0].message) == (
            "Spans no. 1 and no. 2 have days in common; is the year right in both?"
        )


@pytest.mark.parametrize("active", [None, {"from": "2010-01-01"}, "alltid", ["alltid"]])
def test_one_span_overlaps_nothing(active: Any) -> None:
    assert told(document("party", active=active)) == []


ENDED = document("council", active={"from": "2010-03-01", "to": "2013-12-31"})
TWICE = document(
    "council",
    active=[{"from": "2010-03-01", "to": "2013-12-31"}, {"from": "2016-01-01"}],
)
UNTIL = document("council", active={"from": "x", "to": "2013-12-31"})
EXISTS = "IA-rådet i Rogaland exists {}, and not in {}, so that it is not judged by this; "
CORRECT = "correct “active” in council/rogaland, or the document"


@pytest.mark.parametrize(
    ("register", "kind", "fields", "expected"),
    [
        (ENDED, "plan", {}, ("from 1 March 2010 to 31 December 2013", "2015")),
        (TWICE, "report", {"period": "2015-H1"},
         ("from 1 March 2010 to 31 December 2013 and from 1 January 2016", "first half of 2015")),
        (UNTIL, "allocation", {}, ("until 31 December 2013", "2015")),
        (ENDED, "plan", {"period": "2013"}, None),
        (ENDED, "plan", {"period": "2014", "covers": [2013, "2014", "x"]}, None),
        (ENDED, "plan", {"period": "2014", "covers": [2014, 2015]},
         ("from 1 March 2010 to 31 December 2013", "2014")),
        (ENDED, "plan", {"council": "oslo"}, None),
        (ENDED, "plan", {"period": 2015}, None),
        (ENDED, "plan", {"council": 5}, None),
        (ENDED, "gathering", {}, None),
        (COUNCIL, "plan", {}, None),
    ],
)  # fmt: skip
def test_a_document_of_a_time_when_its_council_did_not_exist(
    register: Document, kind: str, fields: dict[str, Any], expected: tuple[str, str] | None
) -> None:
    about = document(kind, **fields)
    found = [
        p for p in problems(register, about) if p.document == about.name and p.level != "error"
    ]
    assert [say(problem.message) for problem in found] == (
        [EXISTS.format(*expected) + CORRECT] if expected else []
    )
    assert [problem.path for problem in found] == (["/period"] if expected else [])


HEIR = document(
    "council",
    _id="vest",
    name="IA-rådet i Vest",
    active={"from": "2014-01-01"},
    successor_of=["rogaland"],
)
THEIRS = "It counts for IA-rådet i Vest, if there is none of its own there"


@pytest.mark.parametrize(
    ("about", "is_inherited"),
    [
        (document("plan"), True),
        # What others answered for is not taken over, and nobody was there before to take it over.
        (document("report"), False),
        (document("plan", period="2009"), False),
    ],
)
def test_a_plan_of_an_ended_council_says_who_takes_it_over(
    about: Document, is_inherited: bool
) -> None:
    (told,) = [say(p.message) for p in problems(ENDED, HEIR, about) if p.document == about.name]
    assert ("so that it is not judged by this" in told) is True
    assert (THEIRS in told) is is_inherited


def test_a_scorecard_of_a_centre_that_had_ended() -> None:
    ended = document("centre", active={"from": "2010-03-01", "to": "2013-12-31"})
    (found,) = problems(ended, document("scorecard", period="2015"))
    assert (found.document, found.level) == ("scorecard/scorecard", "notice")


LAST = {"from": "2010-03-01", "to": "2015-06-30"}
OLD = document("council", _id="oslo", name="IA-rådet i Oslo", active=LAST)


@pytest.mark.parametrize(
    ("others", "named", "expected"),
    [
        ([OLD], ["oslo", 5, "IA-rådet i Oslo"], {}),
        ([OLD], ["osl"], {0: "No register knows the council “osl”; did you mean “oslo”?"}),
        ([], ["rogaland"], {0: "“rogaland” cannot have been before itself"}),
        (
            [document("council", _id="oslo", active=LAST, successor_of=["rogaland"])],
            ["oslo"],
            {0: "“oslo” cannot have been before itself"},
        ),
        (
            [document("council", _id="oslo"), OLD],
            ["oslo"],
            {},
        ),
        (
            [document("council", _id="oslo")],
            ["oslo"],
            {0: "oslo has no last day, although rogaland took over from it; enter it in “active”"},
        ),
        (
            [document("council", _id="oslo", active=[LAST, {"from": "2016-01-01"}])],
            ["oslo"],
            {0: "oslo has no last day, although rogaland took over from it; enter it in “active”"},
        ),
        ([OLD], "oslo", {}),
    ],
)
def test_who_a_council_took_over_from(
    others: list[Document], named: Any, expected: dict[int, str]
) -> None:
    found = problems(*others, document("council", successor_of=named))
    told = {p.path: say(p.message) for p in found if p.document == "council/rogaland"}
    assert told == {f"/successor_of/{index}": text for index, text in expected.items()}
    assert {problem.level for problem in found} <= {"notice"}


def test_a_long_line_of_successors_in_a_circle_ends() -> None:
    circle = [
        document("council", _id=id_, active=LAST, successor_of=[before])
        for id_, before in (("a", "c"), ("b", "a"), ("c", "b"))
    ]
    told_of = [problem.document for problem in problems(*circle)]
    assert told_of == ["council/a", "council/b", "council/c"]


@pytest.mark.parametrize("period", [2015, "2015-H3", "1999"])
def test_a_day_to_come_where_no_period_can_be_read(period: Any) -> None:
    """It is told of; not in a document of a period that no rule book covers."""
    report = document("report", period=period, submitted_on="2016-06-02")
    document_index = DocumentIndex.of([report], SCHEMAS)
    found = list(consistency_problems([report], document_index, lambda _: None, day("2016-06-01")))
    expected = [] if period == "1999" else [("/submitted_on", "notice")]
    assert [(problem.path, problem.level) for problem in found] == expected
