"""A whole number may be written with a decimal point: 400000.0 is 400000 wherever it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from building import SCHEMAS, document
from commands import Ran

from iacheck.cases.index import DocumentIndex
from iacheck.documents.document import Document
from iacheck.documents.whole_numbers import with_whole_numbers
from iacheck.store.values import json_value

COUNCIL = {"kind": "council", "_id": "x", "name": "X", "counties": ["11"]}
GRANT = {"kind": "allocation", "_id": "t", "council": "x", "period": "2015"}


def normalised(of: Document) -> dict[str, Any]:
    return dict(with_whole_numbers(of, SCHEMAS.kind(of.kind)).body)


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("allocation", {"amount_nok": 400000.0}, {"amount_nok": 400000}),
        ("allocation", {"amount_nok": -0.0}, {"amount_nok": 0}),
        ("allocation", {"amount_nok": 0.5}, {"amount_nok": 0.5}),
        ("allocation", {"amount_nok": 1e300}, {"amount_nok": 1e300}),
        ("allocation", {"amount_nok": float("inf")}, {"amount_nok": float("inf")}),
        ("allocation", {"amount_nok": "400000.0"}, {"amount_nok": "400000.0"}),
        ("allocation", {"note": 1.0}, {"note": 1.0}),
        ("plan", {"covers": [2015.0, "2016"]}, {"covers": [2015, "2016"]}),
        (
            "report",
            {
                "activities": [
                    {"id": "a", "title": "x", "sub_goals": [1.0, 2, 2.5], "cost_nok": 5.0}
                ]
            },
            {"activities": [{"id": "a", "title": "x", "sub_goals": [1, 2, 2.5], "cost_nok": 5}]},
        ),
        ("report", {"funds": {"used_nok": 7.0, "x": 7.0}}, {"funds": {"used_nok": 7, "x": 7.0}}),
        (
            "report",
            {"activities": "ingen", "funds": [3.0]},
            {"activities": "ingen", "funds": [3.0]},
        ),
        # Where a fraction may stand, the number is as it was written.
        (
            "party_report",
            {"figures": [{"label": "x", "part": 1.0, "whole": 2, "stated_percent": 50.0}]},
            {"figures": [{"label": "x", "part": 1.0, "whole": 2, "stated_percent": 50.0}]},
        ),
    ],
)
def test_what_is_whole_is_an_integer_where_one_is_meant(
    kind: str, fields: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = normalised(document(kind, **fields))
    # 1 == 1.0 in Python; they are written otherwise.
    assert json.dumps({name: found[name] for name in fields}) == json.dumps(expected)


def test_what_needs_no_change_is_the_same_document() -> None:
    report = document("report", funds={"received_nok": 1, "used_nok": 1})
    assert with_whole_numbers(report, SCHEMAS.kind("report")) is report


def test_a_number_in_a_field_of_no_type_stays_as_it_is() -> None:
    kind = SCHEMAS.kind("allocation")
    open_schema = {**kind.whole, "properties": {"amount_nok": {}}}
    found = with_whole_numbers(
        document("allocation", amount_nok=5.0), replace(kind, whole=open_schema)
    )
    assert repr(found.body["amount_nok"]) == "5.0"


def test_whole_numbers_of_other_systems_are_judged_as_such() -> None:
    """Some write all numbers as doubles, into a database too."""
    body = json_value({"_id": "t", "council": "x", "period": "2015", "amount_nok": 400000.0})
    foreign = Document("allocation", "t", body)
    assert SCHEMAS.validate(foreign) == ()
    (known,) = DocumentIndex.of([foreign], SCHEMAS).documents
    assert repr(known.body["amount_nok"]) == "400000"


WRITTEN = {
    "d.json": json.dumps([COUNCIL, {**GRANT, "amount_nok": 600000.0}]),
    "d.jsonl": "\n".join(map(json.dumps, (COUNCIL, {**GRANT, "amount_nok": 600000.0}))),
    "d.yaml": json.dumps([COUNCIL, {**GRANT, "amount_nok": 600000.0}]),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_stored_and_judged_as_the_whole_number(
    name: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(WRITTEN[name], "utf-8")
    assert "600000.0" in WRITTEN[name]
    checked = run("check", path, "--as-of", "2016-06-01", "--format", "json")
    store = f"sqlite:{tmp_path / 'store.db'}"
    assert run("import", path, "--store", store).status == 0
    stored = run("check", "--store", store, "--as-of", "2016-06-01", "--format", "json")
    for ran in (checked, stored):
        result = json.loads(ran.out)
        assert [p for p in result["problems"] if p["level"] == "error"] == []
        given = [
            violation["given"]
            for subject in result["subjects"]
            for finding in subject["findings"]
            if finding["rule"] == "allocation-as-decided"
            for violation in finding["violations"]
        ]
        assert (given, "600000.0" in ran.out) == ([600000], False)
