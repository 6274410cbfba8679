from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried

PURPOSES = 'one_of: {values: "report.funds.lines[].purpose", of: [course, Seminar]}'


def test_one_violation_for_each_value_that_is_not_allowed() -> None:
    lines = [{"purpose": p, "amount_nok": 1} for p in ("COURSE", "seminar", "reise", "mat")]
    report = document("report", funds={"received_nok": 4, "used_nok": 4, "lines": lines})
    assert tried(PURPOSES, case(report)) == [
        {
            "key": purpose,
            "at": f"report/funds/lines/{index}/purpose",
            "given": purpose,
            "expected": ["course", "Seminar"],
            "texts": {"given": purpose, "expected": ["course", "Seminar"]},
        }
        for index, purpose in ((2, "reise"), (3, "mat"))
    ]


def test_an_empty_list_is_met_and_an_absent_value_is_not_told() -> None:
    assert tried(PURPOSES, case(document("report"))) == "met"
    form = "one_of: {values: party_report.form, of: [full]}"
    of: Any = {"of": "party/LO", "period": "2012-H2"}
    assert tried(form, case(document("party_report", form="full"), **of)) == "met"
    assert tried(form, case(document("party_report"), **of)) == (
        "undetermined: form of reporting is not given (the party's half-year report)"
    )


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (
            "one_of: {values: party_report.form, of: [ful]}",
            "one_of/of: party_report.form is never “ful”; did you mean “full”?",
        ),
        (
            "one_of: {values: party_report.form, of: full}",
            "one_of/of: “of” must be a list, or $name of one, not full",
        ),
        (
            "one_of: {values: party_report.form, of: $forms}",
            "one_of/of: party_report.form is never “complete”; choose full or simplified",
        ),
        (
            "one_of: {values: party_report.form, of: $form}",
            "one_of/of: The rule book has no “$form”; did you mean “$forms”?",
        ),
        (
            "one_of: {values: party_report.form, of: $elsewhere}",
            "one_of/of: The rule book has no “$elsewhere”",
        ),
    ],
)
def test_mistakes(check: str, expected: str) -> None:
    assert mistakes(check, "party-half-year", {"forms": ["full", "complete"]}) == [expected]


def test_a_dash_is_no_value() -> None:
    check = 'one_of: {values: "report.activities[].themes[]", of: [helse]}'
    report = document("report", activities=[{"id": "a", "title": "Kurs", "themes": ["n/a", "ro"]}])
    assert [breach["key"] for breach in tried(check, case(report))] == ["ro"]
