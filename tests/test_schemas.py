from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from sample_documents import FULL, SMALLEST

from iacheck.documents.document import Document
from iacheck.documents.schema_error_words import FORMS, allowed_values
from iacheck.documents.schemas import FieldType, Schema, load_schemas
from iacheck.rulebooks.kind_model import KindWritten, PartWritten, RootWritten
from iacheck.store.mongo_schema import validator

FOLDER = Path(__file__).parents[1] / "schemas"
SCHEMAS = load_schemas()
FILES = {path.name: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.schema.json")}
DOCUMENT_FILES = ["definitions.schema.json", *(f"{kind}.schema.json" for kind in SCHEMAS.kinds)]

# The contract's rows; a collection's name is what other systems find the documents by.
COLLECTIONS = {
    "allocation": "allocations",
    "centre": "centres",
    "council": "councils",
    "gathering": "gatherings",
    "judgement": "judgements",
    "panel_meeting": "panel_meetings",
    "party": "parties",
    "party_report": "party_reports",
    "plan": "plans",
    "reply": "replies",
    "report": "reports",
    "scorecard": "scorecards",
    "waiver": "waivers",
}


def subschemas(schema: Schema) -> Iterator[Schema]:
    """The schema and every schema of a value in it."""
    yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
    inner += [schema[k] for k in ("items", "additionalProperties", "propertyNames") if k in schema]
    for part in inner:
        yield from subschemas(part)


def whole(kind: str) -> Schema:
    return SCHEMAS.kind(kind).whole


def test_every_kind_of_the_contract_has_a_schema_and_a_collection() -> None:
    assert {kind: SCHEMAS.kind(kind).collection for kind in SCHEMAS.kinds} == COLLECTIONS
    assert SCHEMAS.kinds == tuple(sorted(COLLECTIONS))


def test_the_database_keeps_unique_what_the_contract_says_and_nothing_else() -> None:
    assert {
        kind: SCHEMAS.kind(kind).unique for kind in SCHEMAS.kinds if SCHEMAS.kind(kind).unique
    } == {
        "plan": (("council", "period"),),
        "report": (("council", "period"),),
        "allocation": (("council", "period"),),
        "party_report": (("party", "period"),),
    }


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_keys_are_required_texts_of_the_document(kind: str) -> None:
    fields = SCHEMAS.field_type(kind).fields
    assert all(fields[key].type == "string" for key in SCHEMAS.kind(kind).keys)
    assert {field for group in SCHEMAS.kind(kind).unique for field in group} <= set(
        SCHEMAS.kind(kind).keys
    )


@pytest.mark.parametrize("file", DOCUMENT_FILES)
def test_every_file_is_itself_valid_and_found_by_its_id(file: str) -> None:
    Draft202012Validator.check_schema(FILES[file])
    assert FILES[file]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert FILES[file]["$id"] == f"https://iacheck.example/schemas/{file}"


@pytest.mark.parametrize("file", DOCUMENT_FILES)
def test_every_part_is_described_and_stays_open(file: str) -> None:
    for part in subschemas(FILES[file]):
        assert "$ref" in part or "pattern" in part or {"title", "description"} <= set(part)
        assert part.get("additionalProperties", {}) is not False
        for name, field in part.get("properties", {}).items():
            if "/properties/" in field.get("$ref", ""):
                continue  # it is called as the field that it refers to
            assert field["title"], name
            assert field["description"].endswith("."), name


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_every_part_has_words_for_what_it_allows(kind: str) -> None:
    for part in subschemas(whole(kind)):
        assert allowed_values(part).text
        # A value of a wrong type is told of as that, before any other keyword.
        judged = [k for k in part if k in {"type", "enum", "pattern", "minimum", "minLength"}]
        assert judged[0] == ("type" if "type" in part else "pattern")
        if "pattern" in part:
            assert part["format"] in FORMS
            # What a pattern means is the same in Python only if it covers the whole text.
            assert part["pattern"][0] + part["pattern"][-1] == "^$"
            assert "." not in part["pattern"]


@pytest.mark.parametrize("file", DOCUMENT_FILES)
def test_beside_a_reference_stand_only_annotations(file: str) -> None:
    """So that putting in what it refers to means the same as the standard's reading."""
    for part in subschemas(FILES[file]):
        if "$ref" in part:
            assert set(part) <= {"$ref", "title", "description", "x-label", "x-absent"}


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_the_schemas_as_written_mean_the_same_to_the_library_alone(kind: str) -> None:
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], DRAFT202012.create_resource(schema)) for schema in FILES.values()
    )
    plain = Draft202012Validator(SCHEMAS.kind(kind).written, registry=registry)
    assert plain.is_valid(SMALLEST[kind])
    assert plain.is_valid(FULL[kind])
    for field in SMALLEST[kind]:
        assert not plain.is_valid({n: v for n, v in FULL[kind].items() if n != field})
        assert not plain.is_valid(FULL[kind] | {field: {}}) or field == "basis"


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_other_validators_and_databases_pass_over_keywords_of_ours(kind: str) -> None:
    one_file = SCHEMAS.bundled(kind)
    assert any(name.startswith("x-") for name in one_file)
    assert jsonschema_rs.validator_for(dict(one_file)).is_valid(FULL[kind])
    assert not jsonschema_rs.validator_for(dict(one_file)).is_valid({})
    assert '"x-' not in json.dumps(validator(kind, SCHEMAS.kind(kind).whole))


def test_every_keyword_of_ours_is_in_the_list_beside_the_schemas() -> None:
    listed = re.findall(
        r"^\| `(x-[\w-]+)` \|", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE
    )
    models = (KindWritten, PartWritten, RootWritten)
    ours = {str(f.alias) for model in models for f in model.FIELDS.values()}
    assert sorted(listed) == sorted(name for name in ours if name.startswith("x-"))


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_the_smallest_document_has_the_required_fields_and_the_full_one_all(kind: str) -> None:
    assert set(SCHEMAS.kind(kind).written["required"]) == set(SMALLEST[kind])

    def compare(value: Any, field_type: FieldType) -> None:
        if isinstance(value, dict) and field_type.fields:
            assert set(value) == set(field_type.fields)
            for name, part in value.items():
                compare(part, field_type.fields[name])
        elif isinstance(value, list) and field_type.items:
            compare(value[0], field_type.items)

    compare(FULL[kind], SCHEMAS.field_type(kind))


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("report", "submitted_on", FieldType("string", format="date")),
        ("report", "period", FieldType("string", format="period")),
        ("report", "activities.cost_nok", FieldType("integer")),
        ("report", "media.local", FieldType("boolean")),
        ("report", "council", FieldType("string", names=("council",), reference=True)),
        ("report", "coordinated_by", FieldType("string", names=("centre", "party"))),
        ("report", "activities.partners.*", FieldType("string", names=("party",))),
        ("report", "activities.sub_goals.*", FieldType("integer", choices=(1, 2, 3))),
        ("plan", "covers.*", FieldType("integer", format="year")),
        (
            "council",
            "members.*.organisation",
            FieldType("string", names=("party",), reference=True),
        ),
        ("party_report", "vacancies.*", FieldType("string", names=("council",), reference=True)),
        ("judgement", "basis", FieldType("object")),
        ("waiver", "granted_by", FieldType("string", names=("party",))),
    ],
)
def test_shapes(kind: str, path: str, expected: FieldType) -> None:
    field_type = SCHEMAS.field_type(kind)
    for step in path.split("."):
        if step != "*" and field_type.items:
            field_type = field_type.items
        field_type = (
            field_type.items if step == "*" and field_type.items else field_type.fields[step]
        )
    assert field_type == expected


def lists(kind: str) -> Iterator[tuple[str, FieldType]]:
    def within(field_type: FieldType, path: str) -> Iterator[tuple[str, FieldType]]:
        for name, field in field_type.fields.items():
            yield from within(field, f"{path}.{name}")
        if field_type.items is not None:
            yield path, field_type
            yield from within(field_type.items, path)

    yield from within(SCHEMAS.field_type(kind), kind)


ALL_LISTS = [pair for kind in SCHEMAS.kinds for pair in lists(kind)]


def test_references_are_what_names_one_body_of_a_known_kind() -> None:
    found = {
        kind: {".".join(one.steps): one.body for one in SCHEMAS.kind(kind).references}
        for kind in SCHEMAS.kinds
    }
    assert {kind: names for kind, names in found.items() if names} == {
        "allocation": {"council": "council"},
        "council": {
            "centre": "centre",
            "chairs.[].organisation": "party",
            "members.[].organisation": "party",
            "successor_of.[]": "council",
        },
        "gathering": {"invited.[]": "council", "attended.[]": "council"},
        "party_report": {"party": "party", "vacancies.[]": "council"},
        "plan": {"council": "council"},
        "report": {"council": "council"},
        "scorecard": {"centre": "centre"},
    }


def test_dated_lists_are_those_whose_items_have_from() -> None:
    dated = {path for path, field_type in ALL_LISTS if field_type.dated}
    assert dated == {
        path
        for path, field_type in ALL_LISTS
        if field_type.items and "from" in field_type.items.fields
    }
    bodies = {"council.active", "party.active", "centre.active"}
    assert dated == {"council.chairs", "council.members", "centre.coaches", *bodies}


def test_every_item_can_be_told_from_the_others_by_fields_it_has() -> None:
    for path, field_type in ALL_LISTS:
        item = field_type.items
        assert item is not None
        if item.fields:
            assert item.identity or "id" in item.fields, path
            assert {*item.identity, *([item.title] if item.title else [])} <= set(item.fields), path


def test_the_shipped_schemas_are_read_once() -> None:
    assert load_schemas() is load_schemas()


def test_schemas_of_another_folder(tmp_path: Path) -> None:
    (tmp_path / "common.schema.json").write_text(
        '{"$defs": {"name": {"type": "string", "title": "Name", "minLength": 1}}}'
    )
    (tmp_path / "thing.schema.json").write_text(
        '{"x-collection": "things", "type": "object", "required": ["_id"],'
        ' "properties": {"_id": {"$ref": "common.schema.json#/$defs/name", "title": "Key"}}}'
    )
    schemas = load_schemas(tmp_path)
    assert schemas.kinds == ("thing",)
    assert (schemas.kind("thing").unique, schemas.kind("thing").keys) == ((), ())
    assert schemas.kind("thing").written["properties"]["_id"]["$ref"].startswith("common")
    (problem,) = schemas.validate(Document("thing", "", {"_id": ""}))
    assert problem.path == "/_id"


def test_the_kinds_of_a_folder_are_in_order_whatever_the_disk_s(tmp_path: Path) -> None:
    names = ["gift", "loan", "audit", "visit", "fund", "hearing", "course", "survey"]
    for name in names:
        schema = {"x-collection": f"{name}s", "type": "object", "properties": {}}
        (tmp_path / f"{name}.schema.json").write_text(json.dumps(schema))
    assert list(load_schemas(tmp_path).kinds) == sorted(names)


def test_rules_can_use_the_schemas_without_the_slow_libraries() -> None:
    program = (
        "import sys; from iacheck.documents.schemas import load_schemas;"
        "load_schemas().field_type('report');"
        "sys.exit(any(m in sys.modules for m in ('jsonschema', 'referencing')))"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=FOLDER.parent)
