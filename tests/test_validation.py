from __future__ import annotations

import json
from typing import Any

import pytest
from sample_documents import FULL, SMALLEST

from iacheck.documents.document import Document, Origin
from iacheck.documents.schemas import load_schemas
from iacheck.language.language import language
from iacheck.language.messages import Message, OneOf, Value
from iacheck.language.places import Place
from iacheck.language.problems import Problem

SCHEMAS = load_schemas()


def say(value: Value) -> str:
    """The sentence in English, with lists and values written plainly."""
    if isinstance(value, Message):
        return value.text.format(**{name: say(part) for name, part in value.values.items()})
    if isinstance(value, list):
        return ", ".join(map(say, value))
    if isinstance(value, OneOf):
        return language("en").value(value)
    return str(value)


def problems(kind: str, body: Any, *, require: bool = True) -> tuple[Problem, ...]:
    return SCHEMAS.validate(Document(kind, str(body.get("_id")), body), require=require)


def told(kind: str, body: Any) -> list[tuple[str | None, str]]:
    return [(problem.path, say(problem.message)) for problem in problems(kind, body)]


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
@pytest.mark.parametrize("sample", [SMALLEST, FULL], ids=["smallest", "full"])
def test_valid(kind: str, sample: dict[str, Any]) -> None:
    assert problems(kind, sample[kind]) == ()


DATE = "a day that exists, written year-month-day, such as 2015-02-10"
# A change to a full document, and what is said of it: the path, and the sentence.
BREAKS: list[tuple[str, dict[str, Any], str, str]] = [
    # Keys
    (
        "party",
        {"_id": ""},
        "/_id",
        "the document's id must be text on one line, and not empty, not the text “”",
    ),
    (
        "party",
        {"_id": 7},
        "/_id",
        "the document's id must be text on one line, and not empty, not the number 7",
    ),
    (
        "party",
        {"_id": "N\nHO"},
        "/_id",
        "the document's id must be text on one line, and not empty, not the text “N\nHO”",
    ),
    (
        "party",
        {"_id": "NHO\n"},
        "/_id",
        "the document's id must be text on one line, and not empty, not the text “NHO\n”",
    ),
    (
        "party",
        {"_id": None},
        "/_id",
        "the document's id is missing; it must be text on one line, and not empty",
    ),
    # Missing
    ("party", {"name": None}, "/name", "name is missing; it must be text that is not empty"),
    (
        "party",
        {"side": None},
        "/side",
        "side is missing; it must be one of employer, employee, authority",
    ),
    (
        "report",
        {"funds": {"received_nok": 1}},
        "/funds/used_nok",
        "funds used is missing; it must be a whole number, 0 or more",
    ),
    (
        "report",
        {"meetings": [{"held_on": None}]},
        "/meetings/0/held_on",
        f"date of the meeting is missing; it must be {DATE}",
    ),
    ("party_report", {"sections": None}, "/sections", "sections is missing; it must be a list"),
    (
        "judgement",
        {"basis": None},
        "/basis",
        "documents judged is missing; it must be a group of fields",
    ),
    # Types
    ("party", {"name": ["NHO"]}, "/name", "name must be text that is not empty, not a list"),
    ("report", {"priorities": {}}, "/priorities", "priorities must be text, not a group of fields"),
    ("report", {"evidence": "bok"}, "/evidence", "evidence must be a list, not the text “bok”"),
    (
        "report",
        {"activities": [7]},
        "/activities/0",
        "no. 1 of activities must be a group of fields, not the number 7",
    ),
    (
        "report",
        {"evidence": [None]},
        "/evidence/0",
        "no. 1 of evidence must be a group of fields, not an empty value",
    ),
    (
        "centre",
        {"role_document": "ja"},
        "/role_document",
        "role document must be true or false, not the text “ja”",
    ),
    (
        "report",
        {"priorities": b"x"},
        "/priorities",
        "priorities must be text, not a value of the type bytes",
    ),
    (
        "judgement",
        {"basis": []},
        "/basis",
        "documents judged must be a group of fields, not a list",
    ),
    # Numbers
    (
        "allocation",
        {"amount_nok": "400000"},
        "/amount_nok",
        "amount in kroner must be a whole number, 0 or more, not the text “400000”",
    ),
    (
        "allocation",
        {"amount_nok": True},
        "/amount_nok",
        "amount in kroner must be a whole number, 0 or more, not the value true",
    ),
    (
        "allocation",
        {"amount_nok": -1},
        "/amount_nok",
        "amount in kroner must be a whole number, 0 or more, not the number -1",
    ),
    (
        "allocation",
        {"amount_nok": 0.5},
        "/amount_nok",
        "amount in kroner must be a whole number, 0 or more, not the number 0.5",
    ),
    (
        "allocation",
        {"amount_nok": 1e300},
        "/amount_nok",
        "amount in kroner must be a whole number, 0 or more, not the number 1e+300",
    ),
    (
        "centre",
        {"coaches": [{"position_percent": 101, "from": "2012-01-01"}]},
        "/coaches/0/position_percent",
        "position in per cent must be a number from 0 to 100, not the number 101",
    ),
    (
        "party_report",
        {"figures": [{"label": "x", "part": "1", "whole": 2, "stated_percent": 50}]},
        "/figures/0/part",
        "part must be a number, 0 or more, not the text “1”",
    ),
    (
        "plan",
        {"covers": [2015, 0]},
        "/covers/1",
        "no. 2 of years covered must be a year, such as 2015, not the number 0",
    ),
    (
        "plan",
        {"covers": ["15"]},
        "/covers/0",
        "no. 1 of years covered must be a year, such as 2015, not the text “15”",
    ),
    (
        "plan",
        {"covers": [2015.5]},
        "/covers/0",
        "no. 1 of years covered must be a year, such as 2015, not the number 2015.5",
    ),
    # Choices
    (
        "party",
        {"side": "emploier"},
        "/side",
        "side must be one of employer, employee, authority, not the text “emploier”; "
        "did you mean “employer”?",
    ),
    (
        "party",
        {"side": "arbeidsgiver"},
        "/side",
        "side must be one of employer, employee, authority, not the text “arbeidsgiver”",
    ),
    (
        "plan",
        {"goals": [{"id": "g", "sub_goal": 4, "text": "x"}]},
        "/goals/0/sub_goal",
        "sub-goal must be one of 1, 2, 3, not the number 4",
    ),
    # Dates
    *(
        (
            "plan",
            {"adopted_on": given},
            "/adopted_on",
            f"date of adoption must be {DATE}, not the text “{given}”",
        )
        for given in (
            "2015-02-30",
            "20150210",
            "2015-W07-2",
            "2015-2-10",
            "30.02.2015",
            "2015-02-10\n",
            "2015-02-10T00:00:00",
            "0000-01-01",
            "٢٠١٥-٠٢-١٠",
        )
    ),
    (
        "plan",
        {"adopted_on": "10.02.2015"},
        "/adopted_on",
        f"date of adoption must be {DATE}, not the text “10.02.2015”; did you mean “2015-02-10”?",
    ),
    *(
        (
            "judgement",
            {"verdict": given},
            "/verdict",
            f"verdict must be one of met, deviation, not the text “{given}”; "
            f"did you mean “{meant}”?",
        )
        for given, meant in (("oppfylt", "met"), ("Avvik", "deviation"), ("mett", "met"))
    ),
    # Periods
    *(
        (kind, {"period": given}, "/period", f"period must be {wanted}, not the text “{given}”")
        for kinds_of, wanted, refused in (
            (
                ("plan", "allocation", "gathering", "scorecard"),
                "a year, such as 2015",
                ("2015-H1", "2015\n", "0000", "15", "２０１５"),
            ),
            (
                ("party_report", "panel_meeting"),
                "a half-year, such as 2012-H1",
                ("2012", "2012-H3", "2012-H1\n", "2012-h1", "0000-H1"),
            ),
            (
                ("report", "waiver", "judgement", "reply"),
                "a year or a half-year, such as 2015 or 2012-H1",
                ("2012-H0", "2012-13", "2012-H1\n", "0000"),
            ),
        )
        for kind in kinds_of
        for given in refused
    ),
    # Other forms
    (
        "council",
        {"counties": ["11", "Agder"]},
        "/counties/1",
        "no. 2 of counties must be a county number of two digits, as text, such as “11”, "
        "not the text “Agder”",
    ),
    *(
        (
            "waiver",
            {"subject": given},
            "/subject",
            "subject must be national, or council, party or centre with a slash and an id, "
            f"such as council/rogaland, not the text “{given}”",
        )
        for given in ("rogaland", "council/", "plan/x", "national/x", "National", "party/N\nHO")
    ),
    (
        "judgement",
        {"basis": {"report": "0" * 64}},
        "/basis/report",
        "report must be a document's kind and key with a slash between, "
        "such as report/rogaland-2015, not the text “report”",
    ),
    (
        "judgement",
        {"basis": {"report/a": "A"}},
        "/basis/report~1a",
        "report/a must be a SHA-256 of 64 characters, 0–9 and a–f, not the text “A”",
    ),
]


@pytest.mark.parametrize(("kind", "change", "path", "sentence"), BREAKS)
def test_one_break(kind: str, change: dict[str, Any], path: str, sentence: str) -> None:
    assert told(kind, FULL[kind] | change) == [(path, sentence)]


def test_all_breaks_are_told_of_in_the_order_of_their_paths() -> None:
    body = FULL["report"] | {
        "period": "x",
        "council": None,
        "meetings": [{"held_on": "2015-01-01"}] * 10 + [{}] + [{"held_on": 3}],
        "funds": {"used_nok": -1},
    }
    expected = [
        "/council",
        "/funds/received_nok",
        "/funds/used_nok",
        "/meetings/10/held_on",
        "/meetings/11/held_on",
        "/period",
    ]
    assert [problem.path for problem in problems("report", body)] == expected
    backwards = dict(reversed(body.items()))
    assert problems("report", backwards) == problems("report", body)


def test_a_fingerprint_and_its_name_are_both_told_of() -> None:
    body = FULL["judgement"] | {"basis": {"report": "x"}}
    assert [problem.path for problem in problems("judgement", body)] == ["/basis/report"] * 2


def test_what_was_given_and_expected() -> None:
    def pair(kind: str, change: dict[str, Any]) -> tuple[Value, str]:
        (problem,) = problems(kind, FULL[kind] | change)
        return problem.given, say(problem.expected)

    assert pair("party", {"side": "x"}) == ("x", "employer, employee, authority")
    assert pair("party", {"side": None}) == (None, "one of employer, employee, authority")
    assert pair("allocation", {"amount_nok": -1}) == (-1, "a whole number, 0 or more")
    assert pair("allocation", {"period": "p" * 100}) == ("p" * 79 + "…", "a year, such as 2015")
    given, expected = pair("report", {"evidence": {"a": 1}})
    assert (say(given), expected) == ("a group of fields", "a list")


def test_a_problem_points_to_the_file_and_place() -> None:
    places = {"/activities": Place(3), "/activities/0/start": Place(5)}
    body = SMALLEST["report"] | {"activities": [{"id": "a", "title": "b", "start": "i mai"}, 7]}
    document = Document("report", "r", body, Origin("rapport.json", "0" * 64, places))
    second, first = SCHEMAS.validate(document)
    assert (first.file, first.place, first.document) == ("rapport.json", Place(5), "report/r")
    assert second.place == Place(3)
    (problem,) = problems("report", SMALLEST["report"] | {"period": "x"})
    assert (problem.file, problem.place) == (None, None)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("reprot", "“reprot” is no kind of document; did you mean “report”?"),
        ("xyz", f"“xyz” is no kind of document; choose {say(OneOf(SCHEMAS.kinds))}"),
    ],
)
def test_an_unknown_kind(kind: str, sentence: str) -> None:
    (problem,) = SCHEMAS.validate(Document(kind, "a", {}))
    assert (problem.path, say(problem.message), problem.file) == ("/kind", sentence, None)
    origin = Origin("a.json", "0" * 64, {"/kind": Place(2)})
    (problem,) = SCHEMAS.validate(Document(kind, "a", {}, origin))
    assert (problem.file, problem.place) == ("a.json", Place(2))


FUNDS = {"received_nok": 1, "used_nok": 1, "lines": []}
ACTIVITY = {"id": "a", "title": "Kurs"}
GOAL = {"id": "g", "sub_goal": 1, "text": "Lavere sykefravær"}


@pytest.mark.parametrize(
    ("kind", "change", "notices"),
    [
        ("report", {"sumbitted_on": 1}, [("/sumbitted_on", "submitted_on")]),
        ("report", {"sumbitted_on": 1, "submitted_on": None}, [("/sumbitted_on", "submitted_on")]),
        ("report", {"Submitted-On": 1}, [("/Submitted-On", "submitted_on")]),
        ("report", {"activites": 1}, [("/activites", "activities")]),
        ("report", {"submitted_by": "LO"}, []),
        ("report", {"kind": "report", "note": "", "createdAt": 1, "__v": 0, "id": 4}, []),
        ("report", {"funds": FUNDS | {"line": []}}, []),
        ("report", {"funds": FUNDS | {"line": [], "lines": None}}, [("/funds/line", "lines")]),
        ("plan", {"activities": [ACTIVITY | {"tematikk": 1, "titel": 1}]}, []),
        ("plan", {"aktiviteter": [], "activities": None}, [("/aktiviteter", "activities")]),
        ("plan", {"aktivitetar": [], "activities": None}, [("/aktivitetar", "activities")]),
        ("plan", {"goals": [GOAL | {"subgoal": 1}]}, [("/goals/0/subgoal", "sub_goal")]),
        ("judgement", {"basis": {"report/period": "0" * 64}}, []),
    ],
)
def test_notices(kind: str, change: dict[str, Any], notices: list[tuple[str, str]]) -> None:
    found = problems(kind, FULL[kind] | change)
    assert [(problem.path, problem.expected) for problem in found] == notices
    assert all(problem.level == "notice" for problem in found)


@pytest.mark.parametrize(
    ("start", "end", "is_told"),
    [
        ("2015-02-10", "2015-02-10", False),
        ("2015-02-10", "2015-02-09", True),
        ("2015-12-01", "2014-12-02", True),
        (None, "2015-02-09", False),
        ("2015-02-10", None, False),
        ("2015-02-10", "9. februar", False),
    ],
)
def test_an_end_before_the_start_is_noted(
    start: str | None, end: str | None, is_told: bool
) -> None:
    activity = ACTIVITY | {"start": start, "end": end}
    found = problems("plan", SMALLEST["plan"] | {"activities": [ACTIVITY, activity]})
    notices = [(p.path, p.given, p.expected) for p in found if p.level == "notice"]
    assert notices == ([("/activities/1/end", end, start)] if is_told else [])
    if is_told:
        (told,) = [say(p.message) for p in found]
        assert told.startswith("“end date” is ")
        assert "before “start date”, " in told


def test_a_seat_a_waiver_and_a_reply_may_run_backwards_too() -> None:
    seat = {"organisation": "LO", "from": "2016-01-01", "to": "2015-01-01"}
    (found,) = problems("council", SMALLEST["council"] | {"members": [seat]})
    assert (found.level, found.path) == ("notice", "/members/0/to")
    waiver = SMALLEST["waiver"] | {"granted_on": "2016-01-01", "expires_on": "2015-12-31"}
    (found,) = problems("waiver", waiver)
    assert (found.level, found.path) == ("notice", "/expires_on")
    reply = SMALLEST["reply"] | {"given_on": "2016-04-20", "planned_on": "2015-09-01"}
    (found,) = problems("reply", reply)
    assert (found.level, found.path) == ("notice", "/planned_on")
    assert say(found.message) == (
        "“planned date” is 2015-09-01, before “date of the reply”, 2016-04-20; is the year right "
        "in both?"
    )


def test_the_words_of_a_notice() -> None:
    body = SMALLEST["report"] | {"sumbitted_on": "2016-01-01"}
    sentence = (
        "The field “sumbitted_on” is not known here, and no rule reads it; "
        "did you mean “submitted_on”?"
    )
    assert told("report", body) == [("/sumbitted_on", sentence)]


def test_a_sentence_can_always_be_written_to_a_file() -> None:
    body = SMALLEST["report"] | {"priorities": "\ud800", "\udc80": 1, "council": 10**5000}
    for problem in problems("report", body):
        json.dumps([say(problem.message), problem.path, problem.given]).encode()
        say(problem.message).encode()
        str(problem.path).encode()


def test_what_stands_twice_and_counts_once_is_noted() -> None:
    found = problems("council", FULL["council"] | {"counties": ["11", "09", "11", "11"]})
    assert [(p.level, p.path, p.given, say(p.message)) for p in found] == [
        ("notice", f"/counties/{at}", "11",
         "11 stands twice in counties, and counts once; is another meant?")
        for at in (2, 3)
    ]  # fmt: skip
    assert problems("council", FULL["council"] | {"counties": ["11", "09"]}) == ()
