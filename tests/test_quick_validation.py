"""A quick yes is never given where the whole validation would tell of anything."""

from __future__ import annotations

import copy
import functools
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times
from test_validation_laws import VALID, documents, holder, parts

from iacheck.documents.bulk_validation import bulk_test
from iacheck.documents.document import Document
from iacheck.documents.document_kind import kind_of
from iacheck.documents.field_types import Schema
from iacheck.documents.quick_validation import Test, quick_test
from iacheck.documents.schemas import load_schemas
from iacheck.documents.validation import Validation
from iacheck.documents.whole_numbers import with_whole_numbers
from iacheck.readers.files.inputs import read_inputs
from iacheck.store.encoding import decode_fields, encoded_if_possible

SCHEMAS = load_schemas()
EXAMPLES = Path(__file__).parent.parent / "examples"
ODD: st.SearchStrategy[Any] = st.sampled_from([
    None, True, False, 0, -1, 1.0, 0.5, math.nan, math.inf, 2**63, -(2**63) - 1, 2**63 - 1, "", " ",
    "x", "2015", "0000", "2015-H3", "2015-02-30", "2015-W01-1", "20150210", "٢٠١٥-٠٢-١٠",
    "2015-02-10\n", "\ud800", "a\0b", "\u0085", "11\n", "١١", [], {}, [None], ["x", "x"], [1, 1],
    {"id": None}, {"$x": 1}, {"zzz": 1}, {"from": "2015-02-10", "to": "2015-02-09"},
    {"from": [], "to": {}}, ("x",),
])  # fmt: skip


def expect_sound(kind: str, body: Any) -> None:
    for require in (True, False):
        if quick_test(SCHEMAS.kind(kind).whole, require=require)(body):
            document = Document(kind, str(body.get("_id")), body)
            assert Validation(SCHEMAS.kind(kind)).problems(document, require=require) == ()
    # Whole numbers have been written as such before.
    document = with_whole_numbers(Document(kind, "x", body), SCHEMAS.kind(kind))
    encoded = encoded_if_possible(document.body)
    if encoded is not None and bulk(kind)(document.body):
        # What is stored is what was encoded: a list for a tuple.
        kept = Document(kind, "x", decode_fields(encoded))
        assert Validation(SCHEMAS.kind(kind)).problems(kept, require=True) == ()


@functools.cache
def bulk(kind: str) -> Test:
    return bulk_test(SCHEMAS.kind(kind).whole)


@given(documents, st.data())
@settings(max_examples=times(60))
def test_what_is_changed_anywhere(made: tuple[str, Any], data: st.DataObject) -> None:
    kind, body = made[0], copy.deepcopy(made[1])
    every = [steps for steps, _ in parts(body, SCHEMAS.kind(kind).whole)]
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.sampled_from(every))
        try:
            within = holder(body, at)
            within[at[-1]] = data.draw(ODD)
            if isinstance(within, dict) and data.draw(st.booleans()):
                name = data.draw(
                    st.sampled_from(["zzz", "start", "end", "from", "to", "$a", "a\0"])
                )
                within[name] = data.draw(ODD)
        except (KeyError, IndexError, TypeError):
            continue  # the first change has taken away the part of the second
    expect_sound(kind, body)


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
@given(data=st.data())
@settings(max_examples=times(10))
def test_only_listed_fields_in_order_are_a_yes(kind: str, data: st.DataObject) -> None:
    body = data.draw(VALID[kind])
    told = Validation(SCHEMAS.kind(kind)).problems(Document(kind, "x", body), require=True)
    is_told = quick_test(SCHEMAS.kind(kind).whole, require=True)(body)
    assert not (told and bulk(kind)(body))
    # The keys of a judgement's basis are as they are.
    assert is_told or told or kind == "judgement"


def test_every_document_of_the_examples_is_told_quickly() -> None:
    found = read_inputs([EXAMPLES / "2012", EXAMPLES / "2015"], (), SCHEMAS).documents
    slow = {
        document.name
        for document in found
        if not quick_test(SCHEMAS.kind(document.kind).whole, require=True)(document.body)
        and not Validation(SCHEMAS.kind(document.kind)).problems(document, require=True)
    }
    assert len(found) > 60
    kinds = {document.kind for document in found if not bulk(document.kind)(document.body)}
    assert kinds <= {"judgement"}
    assert {name.partition("/")[0] for name in slow} <= {"judgement"}


def schema(**part: Any) -> Schema:
    return {"x-collection": "things", "type": "object", "properties": {"a": {**part}}}


@pytest.mark.parametrize(
    ("part", "value", "is_right"),
    [
        ({"type": "number", "minimum": 0, "maximum": 100}, 50.5, True),
        ({"type": "number"}, math.nan, False),
        ({"type": "number", "enum": [1]}, 2, False),
        ({"type": "integer"}, 2**63, False),
        ({"type": "integer"}, 1.0, False),
        ({"type": "boolean"}, True, True),
        ({"type": "boolean"}, 1, False),
        ({"type": "string", "enum": ["x"]}, "x", True),
        ({"type": "string", "enum": ["x"]}, "y", False),
        ({"type": "string"}, "\ud800", False),
        ({"type": "array"}, [], False),
        ({"type": "array", "items": {"type": "string"}, "x-distinct": True}, ["x", "x"], False),
        ({"type": "array", "items": {"type": "string"}, "x-distinct": True}, ["x", "y"], True),
        ({"type": "array", "items": {"type": "string", "minLength": 2}}, ["xy", "x"], False),
        ({"type": "array", "items": {"type": "string", "minLength": 2}}, [], True),
        ({"type": "array", "items": {"type": "string"}}, ["x", 1], False),
        ({"type": "array", "items": {"type": "string"}}, ["\ud83d", "\ude00"], False),
        ({"type": "array", "items": {"type": "string"}}, "xy", False),
        ({"type": "array", "items": {"type": "string", "maxLength": 2}}, ["x"], False),
        ({"type": "array", "items": {"type": "integer"}, "x-distinct": True}, [1, 1], False),
        ({"type": ["object", "array"], "items": {"type": "string"}}, ["x"], True),
        ({"type": ["object", "array"], "properties": {}}, {}, True),
        ({"type": ["object", "array"], "properties": {}}, "x", False),
        ({"type": "string", "maxLength": 1}, "x", False),
        ({"type": "null"}, 1, False),
        ({}, 1, False),
    ],
)
def test_parts_of_schemas(part: dict[str, Any], value: object, is_right: bool) -> None:
    written = schema(**part)
    assert quick_test(written, require=True)({"a": value}) == is_right
    is_encoded = encoded_if_possible({"a": value}) is not None
    if is_right or (is_encoded and bulk_test(written)({"a": value})):
        validation = Validation(kind_of("thing", written, written))
        assert validation.problems(Document("thing", "x", {"a": value}), require=True) == ()


@pytest.mark.parametrize(
    ("part", "value", "is_right"),
    [
        ({"type": "string", "pattern": "^[a-z]+$"}, "x", True),
        ({"type": "string", "pattern": "^[a-z]+$"}, "x\n", False),
        # A class of characters is another in each language; what is not of the whole is not read.
        ({"type": "string", "pattern": r"^\w+$"}, "x", False),
        ({"type": "string", "pattern": r"^[^\W]+$"}, "x", False),
        ({"type": "string", "pattern": "(?i)^x$"}, "x", False),
        ({"type": "string", "pattern": "x"}, "x", False),
        ({"type": "integer"}, 2**53 + 1, False),
        ({"type": "object"}, {"$a": "x"}, False),
        ({"type": "object"}, {"a": "x"}, True),
        ({"type": "array"}, [], True),
        ({"type": "array"}, ["x"], False),
        ({"type": "string", "format": "date"}, "0000-01-01", False),
        ({"type": "string", "format": "date"}, "0001-01-01", True),
    ],
)
def test_parts_of_schemas_in_bulk(part: dict[str, Any], value: object, is_right: bool) -> None:
    assert bulk_test(schema(**part))({"a": value}) == is_right


def test_what_is_not_of_json_is_looked_at_otherwise() -> None:
    assert not bulk_test(schema(type="string"))({"a": b"x"})
