"""The JSON result is as `schemas/result.schema.json` says, and nothing else."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from sample_documents import FULL
from shipped import shipped

from iacheck.cases.findings import VERDICTS, Finding, Result
from iacheck.documents.document import Document, Origin
from iacheck.documents.unread_block import UnreadBlock
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.language import language
from iacheck.language.messages import LANGS, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.reports.as_json import render

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "schemas" / "result.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def documents() -> Iterator[Document]:
    """Documents of every kind, some of them broken, and decisions about findings."""
    about = {"subject": "council/dalene", "period": "2015", "reason": "Brann"}
    days = {"granted_on": "2016-01-02", "expires_on": "2016-12-31"}
    decided = {
        "_id": "j", "rule": "plan-exists", **about, "subject": "council/rogaland",
        "verdict": "deviation",
        "judged_by": "Oppfølgingsgruppen", "judged_on": "2016-01-03",
        "basis": {"plan/rogaland-2015": Document("plan", "rogaland", FULL["plan"]).sha256},
    }  # fmt: skip
    extra: list[tuple[str, dict[str, Any]]] = [
        ("council", {"_id": "dalene", "name": "Dalene", "counties": [72], "memebers": []}),
        ("report", {"_id": "again", "council": "rogaland", "period": "2015"}),
        (
            "waiver",
            {"_id": "w2", "rule": "plan-exists", "granted_by": "Oppfølgingsgruppen", **about},
        ),
    ]
    for kind, body in [*FULL.items(), *extra, ("judgement", decided)]:
        whole = {**(days if kind == "waiver" else {}), **body}
        places = {"": Place(1), "/activities": Place(7)}
        unread = (UnreadBlock("text", Place(9), "Med hilsen"),)
        origin = Origin("alt.yaml", "0" * 64, places, unread)
        yield Document(kind, whole["_id"], whole, origin if kind != "plan" else None)


@pytest.fixture(scope="module")
def result() -> Result:
    problem = Problem(message("The file is empty"), file="tom.yaml", given=[1], expected={"a": 1})
    given = RunInput(tuple(documents()), (problem,), "everybody")
    books, schemas = shipped()
    found = check(given, books, schemas, datetime.date(2016, 2, 1), CaseSelection())
    first, *others = found.subjects
    failed = Finding(first.findings[0].rule, "error", message("It failed"))
    return replace(
        found, subjects=(replace(first, findings=(failed, *first.findings[1:])), *others)
    )


def as_json(result: Result, lang: Any) -> Any:
    return json.loads(render(result, language(lang)))


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "https://iacheck.example/schemas/result.schema.json"


@pytest.mark.parametrize("lang", LANGS)
def test_a_result_with_everything_in_it_is_as_described(result: Result, lang: Any) -> None:
    told = as_json(result, lang)
    assert {f["verdict"] for s in told["subjects"] for f in s["findings"]} == set(VERDICTS)
    assert {problem["level"] for problem in told["problems"]} == {"error", "notice"}
    VALIDATOR.validate(told)


def test_every_part_is_described() -> None:
    for part in parts(SCHEMA):
        for name, field in part.get("properties", {}).items() if part.get("title") else ():
            described = SCHEMA["$defs"].get(field.get("$ref", "")[len("#/$defs/") :], {}) | field
            assert described["title"], name
            assert described["description"].endswith("."), name


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from parts(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from parts(part)


def objects(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of the result's own objects; what documents hold is nobody's to describe."""
    if isinstance(value, dict):
        yield path
        for name, part in value.items():
            if name not in {"given", "expected", "basis"}:
                yield from objects(part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from objects(part, (*path, index))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def test_a_key_more_or_less_is_noticed(result: Result) -> None:
    told = as_json(result, "nb")
    seen = set()
    for path in objects(told):
        part = at(told, path)
        field_type = tuple(step for step in path if isinstance(step, str))
        if field_type in seen:
            continue
        seen.add(field_type)
        part["new"] = 1
        assert not VALIDATOR.is_valid(told), path
        del part["new"]
        for name in list(part):
            kept = part.pop(name)
            assert not VALIDATOR.is_valid(told), (path, name)
            part[name] = kept
    assert VALIDATOR.is_valid(told)
    assert {
        ("subjects", "findings", name) for name in ("violations", "judgement", "waiver")
    } <= seen


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_goes_with_its_reason_and_violations(verdict: str, result: Result) -> None:
    of_finding = VALIDATOR.evolve(schema=SCHEMA["$defs"]["finding"] | {"$defs": SCHEMA["$defs"]})
    findings = [f for s in as_json(result, "nb")["subjects"] for f in s["findings"]]
    finding = next(f for f in findings if f["verdict"] == verdict)
    assert of_finding.is_valid(finding)
    assert not of_finding.is_valid(finding | {"reason": "Nei" if verdict == "met" else None})
    violation = next(v for f in findings for v in f["violations"])
    other = [] if finding["violations"] else [violation]
    assert not of_finding.is_valid(finding | {"violations": other})


def test_days_that_follow_up_needs_are_fields(result: Result) -> None:
    """When something is due, and when a waiver ends, is read from no sentence."""
    findings = [f for s in as_json(result, "nb")["subjects"] for f in s["findings"]]
    assert all(f["due"] for f in findings if f["verdict"] == "not_due")
    waived = [f for f in findings if f["verdict"] == "waived"]
    assert waived
    assert all(f["waiver"]["expires_on"] == "2016-12-31" for f in waived)
