"""The editor's schemas of rules: up to date, valid, and of one mind with what is loaded."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from test_result_schema import parts

from iacheck.checks import kinds
from iacheck.checks.condition import _TESTS
from iacheck.checks.term_compiler import _BESIDE, _FORMS
from iacheck.documents.schemas import load_schemas
from iacheck.readers.text.yaml_text import load_yaml
from iacheck.rulebooks.editor_schema import (
    CONDITION_TESTS,
    TERM_FORMS,
    editor_schemas,
)

ROOT = Path(__file__).parent.parent
SCHEMAS = editor_schemas(load_schemas())
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in SCHEMAS.items()}
BOOKS = sorted(
    [*ROOT.glob("rules/*/rulebook.yaml"), *ROOT.glob("docs/third-rule-book/*/rulebook.yaml")]
)
RULES = [path for book in BOOKS for path in sorted(book.parent.glob("*/*.yaml"))]


def value(path: Path) -> Any:
    return load_yaml(path.read_text("utf-8")).value


def wrong(name: str, given: Any) -> list[str]:
    return [
        f"{list(e.absolute_path)}: {e.message[:120]}" for e in VALIDATORS[name].iter_errors(given)
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_files_are_up_to_date(name: str) -> None:
    written = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    assert written == SCHEMAS[name], "run: python docs/generate.py"


@pytest.mark.parametrize("name", SCHEMAS)
def test_they_are_valid_and_found_by_their_id(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAS[name]["$id"] == f"https://iacheck.example/schemas/{name}.schema.json"


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_rule_is_allowed(path: Path) -> None:
    assert wrong("rule", value(path)) == []


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.parent.name)
def test_every_rule_book_is_allowed(path: Path) -> None:
    assert wrong("rulebook", value(path)) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_has_a_title_and_a_description(name: str) -> None:
    for part in parts(SCHEMAS[name]):
        fields = part.get("properties", {})
        for field, schema in fields.items() if part.get("type") == "object" else ():
            target = SCHEMAS[name]["$defs"].get(schema.get("$ref", "").rpartition("/")[2], {})
            assert {"title", "description"} <= {n for n, t in (target | schema).items() if t}, field


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_definition_is_used(name: str) -> None:
    used = {
        part["$ref"].removeprefix("#/$defs/") for part in parts(SCHEMAS[name]) if "$ref" in part
    }
    assert used == set(SCHEMAS[name]["$defs"])


def test_it_knows_every_kind_form_and_test() -> None:
    assert set(SCHEMAS["rule"]["$defs"]["check"]["properties"]) == set(kinds.kind_names())
    assert {name: tuple(beside) for name, (_, beside, _) in TERM_FORMS.items() if beside} == _BESIDE
    assert set(TERM_FORMS) == set(_FORMS)
    assert set(CONDITION_TESTS) == set(_TESTS)


def changed(given: Any, steps: tuple[str | int, ...], new: Any) -> Any:
    made = copy.deepcopy(given)
    part = made
    for step in steps[:-1]:
        part = part[step]
    if new is None:
        del part[steps[-1]]
    else:
        part[steps[-1]] = new
    return made


RULE = value(ROOT / "docs/third-rule-book/ia-2031-2034/reports/report-covers-sub-goals.yaml")
BOOK = value(ROOT / "docs/third-rule-book/ia-2031-2034/rulebook.yaml")


@pytest.mark.parametrize(
    ("steps", "new"),
    [
        (("id",), "Report Covers"),
        (("id",), None),
        (("modality",), "must"),
        (("origin",), "text?"),
        (("subject",), "council"),
        (("title",), "Alle delmål"),
        (("title", "nn"), None),
        (("sources",), []),
        (("sources", 0, "paragraphs"), [0]),
        (("sources", 0, "paragrafs"), [1]),
        (("periods",), {"from": 2031}),
        (("needs",), "report"),
        (("due",), {"months_after": 3}),
        (("due",), {"months_after": 3, "day": 31}),
        (("remidy",), {"nb": "", "nn": "", "en": ""}),
        (("check",), {}),
        (("check",), {"present": "report", "count": {"values": "report"}}),
        (("check",), {"cover": {"values": "report", "all_of": [1]}}),
        (("check", "covers", "values"), 3),
        (("check", "covers", "values"), {"first": ["report"]}),
        (("check", "covers", "all_of"), {"sums": "report.activities[]"}),
        (("check", "covers", "all_of"), {"sum": "report.activities[]", "by": 1}),
        (("check", "covers", "all_of"), {"lookup": "$sub_goals"}),
        (("check", "covers", "all_of"), {"difference": [1]}),
        (("check", "covers", "all_of"), {"percent": {"part": 1}}),
        (("check", "covers", "where"), {}),
        (("check", "covers", "where"), {"status": "cancelled"}),
        (("check", "covers", "where"), {"status": {"non_of": ["cancelled"]}}),
        (("check", "covers", "where"), {"status": {"present": "yes"}}),
        (("check",), {"all": {"present": "report"}}),
        (("check",), {"not": {"presnt": "report"}}),
        (("check",), {"judged": []}),
        (("check",), {"compare": {"left": 1, "is": "more", "right": 2}}),
        (("examples", "met"), []),
        (("examples", "deviation"), None),
        (("examples", "met", 0), {"reports": {}}),
        (("examples", "met", 0), {"case": {}, "period": 2031}),
        (("examples", "unclear"), [{}]),
    ],
)
def test_broken_rules_are_not_allowed(steps: tuple[str | int, ...], new: Any) -> None:
    assert wrong("rule", RULE) == []
    assert wrong("rule", changed(RULE, steps, new)) != []


@pytest.mark.parametrize(
    "check",
    [
        {"present": "report"},
        {"present": ["report", "plan"]},
        {"present": {"values": "report.media[]", "where": {"local": {"present": True}}}},
        {"all": [{"present": "report"}, {"any": [{"not": {"present": "plan"}}]}]},
        {"all": {"of": [{"present": "report"}]}},
        {"not": {"check": {"present": "plan"}}},
        {"judged": {"look_at": ["report"]}},
        {"count": {"values": {"first_of": ["report", "plan"]}, "at_most": {"sum": ["a.b", "c.d"]}}},
        {"count": {"values": "a[]", "where": {"any": [{"x": {"one_of": "$y"}}]}}},
        {"count": {"values": "a[]", "where": {"not": {"z": {"at_least": 1, "at_most": 3}}}}},
        {"compare": {"left": {"difference": [1, {"path": "a.b"}]}, "is": "below", "right": True}},
        {"delivered": {"document": "report", "due": {"months_after": 0, "day": 1}}},
        {"delivered": {"document": "report", "due": {"path": "plan.adopted_on"}}},
        {"agrees": {"of": "a", "part": 1, "whole": 3, "stated": {"lookup": "$t", "by": 1}}},
    ],
)  # fmt: skip
def test_every_way_of_writing_a_check_is_allowed(check: Any) -> None:
    assert wrong("rule", RULE | {"check": check}) == []


@pytest.mark.parametrize(
    ("steps", "new"),
    [
        (("valid",), {"from": "2031-01-01"}),
        (("valid", "to"), "2034"),
        (("documents", "brev-2031-01", "sections"), []),
        (("parties", 0, "side"), "union"),
        (("parameters", "sub_goals", "values"), []),
        (("parameters", "sub_goals", "values", 0, "for"), 2031),
        (("words",), {"young": "unge"}),
        (("labels", "experience"), "Erfaring"),
        (("due", 0, "subject"), "council"),
        (("template", "headings"), {"lessons": ["Lærdommer"]}),
        (("waivers_granted_by",), "Oppfølgingsgruppen"),
        (("rules",), []),
    ],
)
def test_broken_rule_books_are_not_allowed(steps: tuple[str | int, ...], new: Any) -> None:
    assert wrong("rulebook", BOOK) == []
    assert wrong("rulebook", changed(BOOK, steps, new)) != []
