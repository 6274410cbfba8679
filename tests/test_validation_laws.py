"""Laws that hold for documents made from the schemas themselves."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times

from iacheck.documents.document import Document, pointer
from iacheck.documents.schemas import Schema, load_schemas
from iacheck.language.problems import Problem

SCHEMAS = load_schemas()


def problems(kind: str, body: Any, *, require: bool = True) -> tuple[Problem, ...]:
    """What breaks the schema; days in the wrong order are only noted."""
    document = Document(kind, str(body.get("_id")), body)
    found = SCHEMAS.validate(document, require=require)
    return tuple(problem for problem in found if problem.level == "error")


_OF_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "integer": st.integers(0, 2**63 - 1),
    "number": st.integers(0, 100) | st.floats(0, 100),
}
_OF_FORM: dict[str, st.SearchStrategy[str]] = {
    "date": st.dates().map(str),
    "year": st.integers(1, 9999).map("{:04d}".format),
    "half-year": st.sampled_from(["2012-H1", "0001-H2", "9999-H1"]),
    "period": st.sampled_from(["2012", "2012-H2"]),
    "county-number": st.sampled_from(["01", "11", "99"]),
    "subject": st.sampled_from(["national", "council/møre og romsdal", "party/a/b"]),
    "key": st.text("aÅ-/ ٣😀", min_size=1, max_size=8),
    "sha256": st.just("0123456789abcdef" * 4),
}


def values(schema: Schema) -> st.SearchStrategy[Any]:
    """Valid values; optional fields may be missing or null, and unlisted ones be there."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "format" in schema:
        return _OF_FORM[schema["format"]]
    if schema["type"] == "object":
        return fields_of(schema)
    if "items" in schema:
        listed = st.lists(values(schema["items"]), max_size=2)
        # One may stand in the place of several.
        return listed | fields_of(schema) if "properties" in schema else listed
    if schema["type"] == "string":
        return st.text("aå\n😀", min_size=schema.get("minLength", 0), max_size=8)
    return _OF_TYPE[schema["type"]]


def fields_of(schema: Schema) -> st.SearchStrategy[Any]:
    listed = {name: values(part) for name, part in schema.get("properties", {}).items()}
    required = set(schema.get("required", ()))
    optional = {name: part | st.none() for name, part in listed.items() if name not in required}
    if "additionalProperties" in schema:
        optional["report/a"] = values(schema["additionalProperties"])
    else:
        optional["zzz"] = st.integers(0, 9) | st.lists(st.none())
    return st.fixed_dictionaries({name: listed[name] for name in required}, optional=optional)


VALID = {kind: values(SCHEMAS.kind(kind).whole) for kind in SCHEMAS.kinds}
documents = st.sampled_from(SCHEMAS.kinds).flatmap(
    lambda kind: st.tuples(st.just(kind), VALID[kind])
)

Steps = tuple[str | int, ...]


def parts(value: Any, schema: Schema, steps: Steps = ()) -> Iterator[tuple[Steps, bool]]:
    """The listed parts of a document below the whole, and whether each is a required field."""
    if isinstance(value, dict):
        for name, part in schema.get("properties", {}).items():
            if value.get(name) is not None:
                yield (*steps, name), name in schema.get("required", ())
                yield from parts(value[name], part, (*steps, name))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield (*steps, at), False
            yield from parts(item, schema["items"], (*steps, at))


def holder(body: Any, steps: Steps) -> Any:
    for step in steps[:-1]:
        body = body[step]
    return body


@given(documents)
@settings(max_examples=times(25))
def test_what_the_schemas_describe_is_valid_and_left_as_it_was(made: tuple[str, Any]) -> None:
    kind, body = made
    before = copy.deepcopy(body)
    assert problems(kind, body) == ()
    assert body == before


@given(documents, st.data())
@settings(max_examples=times(25))
def test_a_required_field_taken_away_is_told_of_and_nothing_else(
    made: tuple[str, Any], data: st.DataObject
) -> None:
    kind, body = made
    required = [steps for steps, is_one in parts(body, SCHEMAS.kind(kind).whole) if is_one]
    steps = data.draw(st.sampled_from(required))
    if data.draw(st.booleans()):
        del holder(body, steps)[steps[-1]]
    else:
        holder(body, steps)[steps[-1]] = None
    assert [problem.path for problem in problems(kind, body)] == [pointer(*steps)]
    assert problems(kind, body, require=False) == ()


@given(documents, st.data())
@settings(max_examples=times(25))
def test_a_value_of_another_type_is_told_of_and_nothing_else(
    made: tuple[str, Any], data: st.DataObject
) -> None:
    kind, body = made
    every = [steps for steps, _ in parts(body, SCHEMAS.kind(kind).whole)]
    steps = data.draw(st.sampled_from(every))
    old = holder(body, steps)[steps[-1]]
    # Spans may be one or a list of them: no number is either.
    wrong = 0.5 if isinstance(old, list | dict) else {"zzz": 1}
    holder(body, steps)[steps[-1]] = wrong
    for require in (True, False):
        assert [p.path for p in problems(kind, body, require=require)] == [pointer(*steps)]
