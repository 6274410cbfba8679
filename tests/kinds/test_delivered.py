from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried

DUE = {"due": {"months_after": 3, "day": 1}}
LATE_IS_MET = "delivered: {document: report, due: $due}"
LATE_DEVIATES = (
    "delivered: {document: report, due: $due, late: deviation, undelivered: undetermined}"
)


UNDATED_IS_MET = "delivered: {document: report, due: $due, undated: met}"
UNDATED = "undetermined: Here without a submission date: report"
EARLY = (
    "undetermined: Dated 30 December 2015, before 31 December 2015, the last day that it tells of: "
    "report"
)
AHEAD = "undetermined: Dated 5 March 2016, after "


def breach(given: str | None, days: int, at: str | None = "report/submitted_on") -> Any:
    return [
        {
            "key": "",
            "at": at,
            "given": given,
            "expected": "2016-03-01",
            "texts": {
                "due": "2016-03-01",
                "expected": "2016-03-01",
                "given": given,
                "days": days,
            },
        }
    ]


@pytest.mark.parametrize(
    ("check", "submitted", "as_of", "expected"),
    [
        # It is here, and does not say when it came.
        (LATE_IS_MET, None, "2016-02-29", "not due: 2016-03-01"),
        (LATE_IS_MET, None, "2016-03-01", "not due: 2016-03-01"),
        (LATE_IS_MET, None, "2016-03-02", UNDATED),
        (LATE_DEVIATES, None, "2016-03-01", "not due: 2016-03-01"),
        (LATE_DEVIATES, None, "2016-03-02", UNDATED),
        (UNDATED_IS_MET, None, "2016-02-29", "met"),
        (UNDATED_IS_MET, None, "2016-03-02", "met"),
        # A day to come is no delivery yet, whenever it was due.
        (LATE_IS_MET, "2016-02-15", "2016-02-14", "not due: 2016-03-01"),
        (LATE_IS_MET, "2016-02-15", "2016-02-15", "met"),
        (LATE_IS_MET, "2016-03-05", "2016-03-01", "not due: 2016-03-01"),
        (LATE_IS_MET, "2016-03-05", "2016-03-02", f"{AHEAD}2 March 2016: report"),
        (LATE_DEVIATES, "2016-03-05", "2016-03-02", f"{AHEAD}2 March 2016: report"),
        (LATE_DEVIATES, "2016-03-05", "2016-03-04", f"{AHEAD}4 March 2016: report"),
        (LATE_DEVIATES, "2016-03-05", "2016-03-05", breach("2016-03-05", 4)),
        (UNDATED_IS_MET, "2016-03-05", "2016-03-02", f"{AHEAD}2 March 2016: report"),
        (UNDATED_IS_MET, "2016-02-15", "2016-02-14", "not due: 2016-03-01"),
        # A report tells of all of its period; a day before the end of that is none.
        (LATE_IS_MET, "2015-12-30", "2016-03-02", EARLY),
        (LATE_IS_MET, "2015-12-30", "2016-03-01", "not due: 2016-03-01"),
        (LATE_DEVIATES, "2015-12-30", "2016-03-02", EARLY),
        (UNDATED_IS_MET, "2015-12-30", "2016-03-02", EARLY),
        (LATE_IS_MET, "2015-12-31", "2016-03-02", "met"),
        # It has come, the day before, the day, and the day after.
        (LATE_IS_MET, "2016-02-29", "2016-06-01", "met"),
        (LATE_IS_MET, "2016-03-02", "2016-06-01", "met"),
        (LATE_DEVIATES, "2016-02-29", "2016-06-01", "met"),
        (LATE_DEVIATES, "2016-03-01", "2016-06-01", "met"),
        (LATE_DEVIATES, "2016-03-02", "2016-06-01", breach("2016-03-02", 1)),
    ],
)
def test_around_the_due_day(check: str, submitted: str | None, as_of: str, expected: Any) -> None:
    report = document("report", submitted_on=submitted, activities=[{"id": "a", "title": "x"}])
    assert tried(check, case(report, as_of=as_of), DUE) == expected


def test_without_a_document_there_is_no_place() -> None:
    assert tried(LATE_IS_MET, case(as_of="2016-03-01"), DUE) == "not due: 2016-03-01"
    assert tried(LATE_IS_MET, case(as_of="2016-03-02"), DUE) == breach(None, 1, None)
    assert tried(LATE_IS_MET, case(as_of="2016-03-31"), DUE) == breach(None, 30, None)
    told = tried(LATE_DEVIATES, case(as_of="2016-03-02"), DUE)
    assert told == "undetermined: Not delivered: report"


ADOPTED = "delivered: {document: plan, due: 2015-03-01, day: adopted_on, late: deviation}"
LATE_PLAN = [
    {
        "key": "",
        "at": "plan/adopted_on",
        "given": "2015-03-02",
        "expected": "2015-03-01",
        "texts": {"due": "2015-03-01", "expected": "2015-03-01", "given": "2015-03-02", "days": 1},
    }
]


@pytest.mark.parametrize(
    ("check", "adopted", "as_of", "expected"),
    [
        (ADOPTED, "2015-03-01", "2016-06-01", "met"),
        (ADOPTED, "2014-12-01", "2016-06-01", "met"),
        (ADOPTED, "2015-03-02", "2016-06-01", LATE_PLAN),
        (ADOPTED, "2015-03-02", "2015-03-01", "not due: 2015-03-01"),
        (ADOPTED, "2015-04-01", "2015-03-05",
         "undetermined: Dated 1 April 2015, after 5 March 2015: action plan"),
        (ADOPTED, None, "2015-03-01", "not due: 2015-03-01"),
        (ADOPTED, None, "2016-06-01", "undetermined: Here without date of adoption: action plan"),
        (f"{ADOPTED[:-1]}, undated: met}}", None, "2016-06-01", "met"),
    ],
)  # fmt: skip
def test_a_plan_has_come_on_the_day_of_its_adoption(
    check: str, adopted: str | None, as_of: str, expected: Any
) -> None:
    plan = document("plan", adopted_on=adopted, goals=[{"id": "g", "text": "x"}])
    assert tried(check, case(plan, as_of=as_of)) == expected


def test_no_plan_has_come() -> None:
    (breach_of,) = tried(ADOPTED, case(as_of="2015-03-11"))
    assert (breach_of["given"], breach_of["texts"]["days"]) == (None, 10)


def test_a_day_that_the_document_does_not_have() -> None:
    assert mistakes("delivered: {document: plan, due: 2015-03-01}") == [
        "delivered/document: In the path plan.submitted_on, “submitted_on” is unknown; choose "
        "_id, activities, adopted_on, council, covers, evidence, goals, id or period"
    ]
    (said,) = mistakes("delivered: {document: plan, due: 2015-03-01, day: adoptd_on}")
    assert said.startswith("delivered/day: In the path plan.adoptd_on, “adoptd_on” is unknown")


def test_a_party_s_report_belongs_to_a_round_and_may_come_within_it() -> None:
    check = "delivered: {document: party_report, due: 2013-01-01}"
    early = document("party_report", submitted_on="2012-11-20")
    told = tried(check, case(early, of="party/LO", period="2012-H2", as_of="2013-02-01"))
    assert told == "met"


def test_due_for_half_a_year() -> None:
    half = case(document("report", period="2012-H1"), period="2012-H1", as_of="2012-09-01")
    due = {"due": {"months_after": 3, "day": 1}}
    assert tried(LATE_IS_MET, half, due) == "not due: 2012-09-01"


def test_a_due_date_in_a_document() -> None:
    check = "delivered: {document: report, due: {path: plan.adopted_on}}"
    report = document("report", submitted_on="2016-01-10")
    assert tried(check, case(report, document("plan", adopted_on="2016-02-01"))) == "met"
    assert tried(check, case(report, document("plan"))) == (
        "undetermined: date of adoption is not given (action plan)"
    )


def test_a_due_date_that_is_none() -> None:
    check = "delivered: {document: report, due: {lookup: $days, by: {path: report.period}}}"
    days = {"days": {"2014": "2015-03-01", "2015": 5}}
    assert tried(check, case(document("report")), days) == "undetermined: The due date is not given"


def test_a_field_that_is_no_date_is_no_due_date() -> None:
    (told,) = mistakes("delivered: {document: report, due: {path: report.priorities}}")
    assert told.endswith("“path” gives a text here")


@pytest.mark.parametrize("due", ["2016-02-30", "1. mars", "{months_after: 3, day: 31}", "3"])
def test_what_is_no_due_date_is_a_mistake(due: str) -> None:
    (told,) = mistakes(f"delivered: {{document: report, due: {due}}}")
    assert "a date such as 2012-09-01, {months_after: 3, day: 1} after the period, or" in told


def test_a_document_that_is_not_submitted() -> None:
    assert mistakes("delivered: {document: plan, due: 2016-03-01}") == [
        "delivered/document: In the path plan.submitted_on, “submitted_on” is unknown; "
        "choose _id, activities, adopted_on, council, covers, evidence, goals, id or period"
    ]
