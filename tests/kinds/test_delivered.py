from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried

DUE = {"due": {"months_after": 3, "day": 1}}
LATE_IS_MET = "delivered: {document: report, due: $due}"
LATE_DEVIATES = (
    "delivered: {document: report, due: $due, late: deviation, undelivered: undetermined}"
)


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
        # Nothing has come.
        (LATE_IS_MET, None, "2016-02-29", "not due: 2016-03-01"),
        (LATE_IS_MET, None, "2016-03-01", "not due: 2016-03-01"),
        (LATE_IS_MET, None, "2016-03-02", breach(None, 1)),
        (LATE_IS_MET, None, "2016-03-31", breach(None, 30)),
        (LATE_DEVIATES, None, "2016-03-01", "not due: 2016-03-01"),
        (
            LATE_DEVIATES,
            None,
            "2016-03-02",
            "undetermined: Not delivered: report",
        ),
        # A day to come is not a delivery yet; once the due date has passed, it counts.
        (LATE_IS_MET, "2016-02-15", "2016-02-14", "not due: 2016-03-01"),
        (LATE_IS_MET, "2016-02-15", "2016-02-15", "met"),
        (LATE_IS_MET, "2016-03-05", "2016-03-01", "not due: 2016-03-01"),
        (LATE_DEVIATES, "2016-03-05", "2016-03-02", breach("2016-03-05", 4)),
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
    assert tried(LATE_IS_MET, case(as_of="2016-03-02"), DUE) == breach(None, 1, None)


def test_due_for_half_a_year() -> None:
    half = case(document("report", period="2012-H1"), period="2012-H1", as_of="2012-09-01")
    due = {"due": {"months_after": 3, "day": 1}}
    assert tried(LATE_IS_MET, half, due) == "not due: 2012-09-01"


def test_a_due_date_in_a_document() -> None:
    check = "delivered: {document: report, due: {path: plan.adopted_on}}"
    report = document("report", submitted_on="2015-01-01")
    assert tried(check, case(report, document("plan", adopted_on="2015-02-01"))) == "met"
    assert tried(check, case(report, document("plan"))) == (
        "undetermined: date of adoption is not given (action plan)"
    )


def test_a_due_date_that_is_none() -> None:
    check = "delivered: {document: report, due: {path: report.priorities}}"
    assert tried(check, case(document("report", priorities="snarest"))) == (
        "undetermined: The due date is not given"
    )


@pytest.mark.parametrize("due", ["2016-02-30", "1. mars", "{months_after: 3, day: 31}", "3"])
def test_what_is_no_due_date_is_a_mistake(due: str) -> None:
    (told,) = mistakes(f"delivered: {{document: report, due: {due}}}")
    assert "a date such as 2012-09-01, {months_after: 3, day: 1} after the period, or" in told


def test_a_document_that_is_not_submitted() -> None:
    assert mistakes("delivered: {document: plan, due: 2016-03-01}") == [
        "delivered/document: In the path plan.submitted_on, “submitted_on” is unknown; "
        "choose _id, activities, adopted_on, council, covers, evidence, goals, id or period"
    ]
