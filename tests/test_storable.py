from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times

from iacheck.documents.document import Document, pointer
from iacheck.documents.schemas import load_schemas
from iacheck.documents.storable import is_storable, without_nulls
from iacheck.language import limits

REPORT = {"_id": "r", "council": "rogaland", "period": "2015"}


def found(body: dict[str, Any]) -> list[str]:
    return [pointer(*breach.steps) for breach in without_nulls(body)[1]]


def nested(levels: int) -> Any:
    value: Any = 1
    for level in range(levels):
        value = [value] if level % 2 else {"x": value}
    return value


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (2**63 - 1, None),
        (2**63, "/a"),
        (-(2**63), None),
        (-(2**63) - 1, "/a"),
        pytest.param(10**5000, "/a", id="5001 digits"),
        (True, None),
        (1e308, None),
        (float("nan"), "/a"),
        (float("-inf"), "/a"),
        ("æøå 😀", None),
        ("\ud83d", "/a"),
        (["x", {"b": ["\udc80"]}], "/a/1/b/0"),
        ({"b.c": 1, "": 2, "a$": 3}, None),
        ({"$b": 1}, "/a/$b"),
        ({"$b": None}, "/a/$b"),
        ({"b\0": 1}, "/a/b\0"),
        ({"\ud800": 1}, "/a/\ud800"),
    ],
)
def test_values_and_names(value: Any, path: str | None) -> None:
    assert found({"a": value}) == ([path] if path else [])
    # Floats beyond all integers are looked at more closely.
    assert is_storable({"a": value}) == (path is None and value != 1e308)


def test_depth() -> None:
    assert found({"a": nested(limits.DEPTH - 1)}) == []
    assert is_storable({"a": nested(limits.DEPTH - 1)})
    assert not is_storable({"a": nested(limits.DEPTH)})
    assert not is_storable({"a": nested(100_000)})
    too_deep = found({"a": nested(limits.DEPTH)})
    assert [path.count("/") for path in too_deep] == [limits.DEPTH]
    assert len(found({"a": nested(100_000)})) == 1


def test_what_is_too_large_or_too_deep_where_something_else_belongs() -> None:
    body = REPORT | {"priorities": [10**5000], "council": nested(100_000)}
    problems = load_schemas().validate(Document("report", "r", body))
    assert [p.path for p in problems if p.path and p.path.count("/") == 1] == [
        "/council",
        "/priorities",
    ]
    assert len(problems) == 4


def test_the_words() -> None:
    body = {"big": 2**70, "nan": [float("nan")], "half": "a\ud800b", "$x": 1}
    said = {pointer(*b.steps): (b.message.text, b.message.values) for b in without_nulls(body)[1]}
    assert said["/big"][0].startswith("{field} is {given}, more than any store can keep")
    assert said["/big"][1]["most"] == 9223372036854775807
    assert said["/nan/0"][1]["given"] == "nan"
    assert said["/half"][1]["text"] == "a\\ud800b"
    assert said["/$x"][1]["name"] == "$x"


def test_such_a_value_is_told_of_once_and_as_an_error() -> None:
    body = REPORT | {"funds": {"received_nok": float("nan"), "used_nok": 2**63}}
    problems = load_schemas().validate(Document("report", "r", body))
    assert [(p.path, p.level) for p in problems] == [
        ("/funds/received_nok", "error"),
        ("/funds/used_nok", "error"),
    ]
    assert [p.given for p in problems] == ["nan", "9.223e+18"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text("aå😀"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
)


@given(st.dictionaries(st.text("abc"), JSON))
@settings(max_examples=times(13))
def test_only_null_fields_are_left_out(body: dict[str, Any]) -> None:
    def expected(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: expected(part) for name, part in value.items() if part is not None}
        return [expected(part) for part in value] if isinstance(value, list) else value

    assert without_nulls(body) == (expected(body), [])
    assert is_storable(body)
