from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import said

from iacheck.documents.document import pointer
from iacheck.language import limits
from iacheck.language.places import Place
from iacheck.readers.text.json_text import load_json

SPACE = st.text("  \t\n\r", max_size=3)
NAMES = st.text('ab/~"\\ é😀\n', max_size=4)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=10)
)
VALUES = st.recursive(
    LEAVES, lambda part: st.lists(part) | st.dictionaries(NAMES, part), max_leaves=15
)


@dataclass
class Writer:
    """Writes JSON with any space between its parts, and notes where each part begins."""

    data: st.DataObject
    text: str = ""
    lines: dict[str, int] = field(default_factory=dict)

    def put(self, written: str) -> int:
        """Write after some space; the line in which it stands, by the line ends before it."""
        self.text += self.data.draw(SPACE)
        line = self.text.count("\n") + 1
        self.text += written
        return line

    def value(self, value: Any, path: str = "") -> None:
        if isinstance(value, list):
            self.lines.setdefault(path, self.put("["))
            for index, item in enumerate(value):
                if index:
                    self.put(",")
                self.value(item, path + pointer(index))
            self.put("]")
        elif isinstance(value, dict):
            self.lines.setdefault(path, self.put("{"))
            for index, (name, part) in enumerate(value.items()):
                if index:
                    self.put(",")
                self.lines[path + pointer(name)] = self.put(json.dumps(name))
                self.put(":")
                self.value(part, path + pointer(name))
            self.put("}")
        else:
            ascii_only = self.data.draw(st.booleans())
            self.lines.setdefault(path, self.put(json.dumps(value, ensure_ascii=ascii_only)))


@given(VALUES, st.data())
def test_what_is_written_is_read_with_the_line_of_every_part(value: Any, data: Any) -> None:
    writer = Writer(data)
    writer.value(value)
    loaded = load_json(writer.text + data.draw(SPACE))
    assert loaded.errors == ()
    assert loaded.value == value
    assert loaded.lines == writer.lines


def strict(text: str) -> Any:
    """The standard library's reading, with what is refused beyond it."""

    def no_constant(name: str) -> None:
        raise ValueError(name)

    def once(fields: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(fields)) < len(fields):
            raise ValueError(fields)
        return dict(fields)

    def finite(number: str) -> float:
        if math.isinf(float(number)):
            raise ValueError(number)
        return float(number)

    return json.loads(text, parse_constant=no_constant, object_pairs_hook=once, parse_float=finite)


@given(st.text('{}[]:,"a1-+.eE \n\\tfN', max_size=12) | VALUES.map(json.dumps))
def test_the_standard_library_reads_and_refuses_the_same(text: str) -> None:
    loaded = load_json(text)
    try:
        expected = strict(text)
    except ValueError:
        assert loaded.errors
    else:
        assert loaded.errors == ()
        assert loaded.value == expected


@given(VALUES.map(lambda value: json.dumps({"a": value}, indent=1)), st.data())
def test_a_text_cut_off_is_refused_where_it_ends(text: str, data: Any) -> None:
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    loaded = load_json(cut)
    (problem,) = loaded.errors
    assert loaded.value is None
    assert problem.path is None
    assert problem.place == Place(cut.count("\n") + 1)


MISTAKES = [
    ("", 1, 1, "the text is empty"),
    ('{\n"a": [1', 2, 8, "ends in the middle: the [ in line 2 is never closed"),
    ('{"a"', 1, 5, "ends in the middle: the { in line 1"),
    ('{"a": 1,', 1, 9, "ends in the middle"),
    ('{"a": 1,\n}', 2, 1, "a comma before }"),
    ("[1,\n]", 2, 1, "a comma before ]"),
    ('{"a": 1\n"b": 2}', 2, 1, 'a comma is missing before “"”'),
    ("[400 000]", 1, 6, "a comma is missing before “000”"),
    ('["ja "nei""]', 1, 7, "the double quotes inside the text are written"),
    ('{"a" 1}', 1, 6, "a colon is missing after the field name “a”"),
    ("{a: 1}", 1, 2, "a field name in double quotes is missing before “a”"),
    ('{"a": 1,5}', 1, 9, "write that with a point"),
    ("{'a': 1}", 1, 2, "straight double quotes; here stands '"),
    ("[“a”]", 1, 2, "straight double quotes; here stands “"),
    ("{} // ja", 1, 4, "goes on after its end"),
    ("# plan\n{}", 1, 1, "JSON has no comments"),
    ('{"a": /* ja */ 1}', 1, 7, "JSON has no comments"),
    ("{}\n{}", 2, 1, "goes on after its end"),
    ('{"a": [1}', 1, 9, "} does not close the [ in line 1"),
    ("[,1]", 1, 2, "a value is missing before ,"),
    ('{"a": }', 1, 7, "a value is missing before }"),
    ('{"a": True}', 1, 7, "“True” is neither a number"),
    ("[01]", 1, 2, "“01” is neither a number"),
    ("[1.]", 1, 2, "“1.” is neither a number"),
    ("[+1]", 1, 2, "“+1” is neither a number"),
    ('{"a": "ja', 1, 7, "before its closing double quote"),
    ('{"a": "ja\nnei"}', 1, 10, "before its closing double quote"),
    (r'{"a": "C:\plan"}', 1, 10, "a backslash inside a text is written twice"),
]


@pytest.mark.parametrize(("text", "line", "column", "mistake"), MISTAKES)
def test_the_likely_mistake_is_told_with_line_and_column(
    text: str, line: int, column: int, mistake: str
) -> None:
    loaded = load_json(text)
    (problem,) = loaded.errors
    assert loaded.value is None
    assert problem.place == Place(line)
    assert said(problem.message).startswith(f"Not readable as JSON from column {column} on: ")
    assert mistake in said(problem.message)


def test_a_field_that_stands_twice_spoils_only_itself() -> None:
    loaded = load_json('{"a": {"b": 1,\n"b": [2]},\n"c": 3}')
    (problem,) = loaded.errors
    assert loaded.value == {"a": {"b": 1}, "c": 3}
    assert (problem.place, problem.path) == (Place(2), "/a/b")
    assert "“b” stands twice in one object, first in line 1" in said(problem.message)


def test_numbers_that_are_none_are_all_told_of() -> None:
    loaded = load_json('[NaN,\n{"a": -Infinity},\n1e999, 1e9]')
    assert loaded.value == [None, {"a": None}, None, 1e9]
    assert [(e.place, e.path) for e in loaded.errors] == [
        (Place(1), "/0"),
        (Place(2), "/1/a"),
        (Place(3), "/2"),
    ]
    assert "“-Infinity”" in said(loaded.errors[1].message)


def test_large_integers_stay_exact_and_enormous_ones_are_refused() -> None:
    assert load_json(f"[{10**40}]").value == [10**40]
    (problem,) = load_json("[1,\n" + "9" * 5000 + "]").errors
    assert problem.place == Place(2)
    assert "too many digits" in said(problem.message)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
def test_levels_are_counted_before_they_can_do_harm(opening: str, closing: str) -> None:
    each = len(closing)
    times = limits.DEPTH // each
    assert load_json(opening * times + "1" + closing * times).errors == ()
    for levels in (times + 1, 10_000):
        (problem,) = load_json("\n" + opening * levels + "1" + closing * levels).errors
        assert problem.place == Place(2)
        assert "more than 50 deep" in said(problem.message)


def test_lines_count_from_where_the_text_begins() -> None:
    assert load_json('{"a":\n1}', first_line=7).lines == {"": 7, "/a": 7}
    assert load_json("[1,\n2]", first_line=7).lines == {"": 7, "/0": 7, "/1": 8}
    assert load_json("{", first_line=7).errors[0].place == Place(7)
