from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from said import said

from iacheck.documents.document import pointer
from iacheck.language import limits
from iacheck.language.places import Place
from iacheck.readers.text import yaml_text
from iacheck.readers.text.parsed_text import ParsedText
from iacheck.readers.text.yaml_text import load_yaml

# PyYAML's parsers in C and in Python are two programs; the program uses the one it finds.
PARSERS = ["CSafeLoader", "SafeLoader"]
# JSON writes characters beyond these as two escapes, which mean something else in YAML.
CHARACTERS = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(CHARACTERS, max_size=10)
)
VALUES = st.recursive(
    LEAVES,
    lambda part: st.lists(part) | st.dictionaries(st.text(CHARACTERS, max_size=4), part),
    max_leaves=12,
)


def load(text: str, parser: str = PARSERS[0]) -> ParsedText:
    with patch.object(yaml_text, "_LOADER", getattr(yaml, parser)):
        return load_yaml(text)


def scalar(value: Any) -> str:
    return json.dumps(value).replace("\x7f", "\\x7f")


@dataclass
class Writer:
    """Writes block YAML with blank lines and comments, and notes where each part begins."""

    data: st.DataObject
    rows: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def row(self, written: str) -> int:
        self.rows += self.data.draw(st.lists(st.sampled_from(["", "  # a: 1"]), max_size=2))
        self.rows.append(written)
        return len(self.rows)

    def value(self, value: Any, path: str = "", indent: str = "") -> int:
        """Write a value on rows of its own; the first of them."""
        first = []
        if isinstance(value, dict) and value:
            for name, part in value.items():
                here = path + pointer(name)
                self.lines[here], _ = self.part(f"{indent}{scalar(name)}:", part, here, indent)
                first.append(self.lines[here])
        elif isinstance(value, list) and value:
            for index, part in enumerate(value):
                here = path + pointer(index)
                dash, self.lines[here] = self.part(f"{indent}-", part, here, indent)
                first.append(dash)
        else:
            first.append(self.row(indent + scalar(value)))
        return first[0]

    def part(self, before: str, value: Any, path: str, indent: str) -> tuple[int, int]:
        """Write a field or item; the row of its name or dash, and that in which it begins."""
        if isinstance(value, dict | list) and value:
            return self.row(before), self.value(value, path, indent + "  ")
        row = self.row(f"{before} {scalar(value)}")
        return row, row


@pytest.mark.parametrize("parser", PARSERS)
@given(VALUES, st.data())
def test_what_is_written_is_read_with_the_line_of_every_part(
    parser: str, value: Any, data: Any
) -> None:
    writer = Writer(data)
    writer.lines[""] = writer.value(value)
    loaded = load("\n".join(writer.rows), parser)
    assert loaded.errors == ()
    assert loaded.value == value
    assert loaded.lines == writer.lines


@given(VALUES)
def test_json_is_yaml(value: Any) -> None:
    assert load(json.dumps(value, indent=1).replace("\x7f", "\\x7f")).value == value


@pytest.mark.parametrize("parser", PARSERS)
@given(st.text(CHARACTERS | st.sampled_from("{}[]:,-?&*!|>'\"%@#\\\n\t "), max_size=30))
def test_whatever_the_text_it_is_read_or_told_of(parser: str, text: str) -> None:
    text = text.replace("\r", "")
    loaded = load(text, parser)
    rows = text.count("\n") + 1
    assert all(e.place and 1 <= (e.place.line or 0) <= rows for e in loaded.errors)
    assert all(1 <= line <= rows for line in loaded.lines.values())


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", None),
        ("Null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("TRUE", True),
        ("False", False),
        ("0", 0),
        ("-17", -17),
        ("2015", 2015),
        ("1.50", 1.5),
        ("-1e3", -1000.0),
        # All else is text.
        ("yes", "yes"),
        ("no", "no"),
        ("off", "off"),
        ("tRUE", "tRUE"),
        ("2015-02-10", "2015-02-10"),
        ("2012-H1", "2012-H1"),
        ("0301", "0301"),
        ("03", "03"),
        ("+47", "+47"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("400 000", "400 000"),
        ("1:30", "1:30"),
        (".5", ".5"),
        ("1.", "1."),
        ("1.2.3", "1.2.3"),
        ("=", "="),
        ("<<", "<<"),
        ("٣", "٣"),
        ("'2015'", "2015"),
        ('"true"', "true"),
        ("|\n  2015\n", "2015\n"),
        (">\n  to\n  ord\n", "to ord\n"),
        ("'😀 på'", "😀 på"),
    ],
)
def test_only_what_json_has_is_more_than_text(parser: str, written: str, value: Any) -> None:
    loaded = load(f"a: {written}", parser)
    assert loaded.errors == ()
    assert loaded.value == {"a": value}
    assert type(loaded.value["a"]) is type(value)


def test_names_are_taken_as_written() -> None:
    assert load("2015: 1\nno: 2\n'': 3\n<<: 4").value == {"2015": 1, "no": 2, "": 3, "<<": 4}


def test_items_written_after_their_dash_stand_in_its_line() -> None:
    assert load("- a: 1\n  b:\n    c: 2\n- - 3\n  - 4").lines == {
        "": 1,
        "/0": 1,
        "/0/a": 1,
        "/0/b": 2,
        "/0/b/c": 3,
        "/1": 4,
        "/1/0": 4,
        "/1/1": 5,
    }


@pytest.mark.parametrize("text", ["", "\n# ja\n", "---\n", "---\n---\n...\n"])
def test_a_text_with_nothing_in_it_is_nothing(text: str) -> None:
    assert load(text) == ParsedText(None, {"": 1})


def test_one_document_among_empty_ones_is_that_document() -> None:
    assert load("---\n---\na: 1\n---\n") == ParsedText({"a": 1}, {"": 3, "/a": 3})


def test_several_documents_are_a_list() -> None:
    loaded = load("a: 1\n---\n- *b\n---\n''\n")
    assert loaded.value == [{"a": 1}, [None], ""]
    assert loaded.lines == {"": 1, "/0": 1, "/0/a": 1, "/1": 3, "/1/0": 3, "/2": 5}
    assert [(e.place, e.path) for e in loaded.errors] == [(Place(3, column=3), "/1/0")]


def test_everything_that_spoils_a_part_is_told_of_at_once() -> None:
    loaded = load(
        "a: &x 1\nb: *x\nc: !!str 2\nd: 4\nd: 5\n"
        "e: .inf\n&y f: .NaN\ng: 1e999\n? [h]\n: 6\ni: ! 7\nj: " + "9" * 5000
    )
    assert loaded.value == {
        **dict.fromkeys("befgj"),
        "a": 1,
        "c": 2,
        "d": 4,
        "i": 7,
    }
    told = [(e.place, e.path, said(e.message)) for e in loaded.errors]
    assert [(place.line, path) for place, path, _ in told if place] == [
        (1, "/a"),
        (2, "/b"),
        (3, "/c"),
        (5, "/d"),
        (6, "/e"),
        (7, "/f"),
        (7, "/f"),
        (8, "/g"),
        (9, ""),
        (11, "/i"),
        (12, "/j"),
    ]
    expected = [
        "“&x” is read as a reference",
        "“*x” is read as a reference",
        "“!!str” is read as a type name",
        "“d” stands twice in one object, first in line 4",
        "“.inf” is no number",
        "“&y” is read as a reference",
        "“.NaN” is no number",
        "“1e999” is no number",
        "where the name of a field is meant",
        "“!” is read as a type name",
        "too many digits",
    ]
    for (_, _, sentence), part in zip(told, expected, strict=True):
        assert part in sentence


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "place", "mistake"),
    [
        ("a: 1\nb: c: d", "2:5", "a space follows a colon must be put between quotes"),
        ("a: {b: c: d}", "1:9", "a space follows a colon must be put between quotes"),
        ("a: 1\n  b: 2", "2:3", "indented otherwise than the one above"),
        ("a:\nb: 1\n  c: 2", "3:3", "indented otherwise than the one above"),
        ("a:\n\tb: 1", "2:1", "here stands a tab"),
        ("a:\n  b: 1\n  \tc: 1", "3:3", "here stands a tab"),
        ("a: @b", "1:4", "begins with %, @ or `"),
        ("- a: % b", "1:6", "begins with %, @ or `"),
        ("a: 1\nb: *viktig*", "2:4", "begins with & or *"),
        ("a: | b", "1:4", "begins with | or >"),
        ("a: ? b", "1:4", "begins with ?"),
        ("a: [1, 2\nb: 3", "1:4", "the bracket that opens here is not closed"),
        ("a: {b: 1\n", "1:4", "the bracket that opens here is not closed"),
        ("a: {b: [1, 2]\nc: 3\n", "1:4", "the bracket that opens here is not closed"),
        ("a: {b: c # d\ne: 1", "1:10", "what follows # is a remark"),
        ("a: [b, c}", "1:9", "this bracket closes nothing that is open"),
        ("a: [!b]", "1:5", "a text that begins with ! must be put between quotes"),
        ("a: [b c] [d]", "1:4", "a text that begins with [ must be put between quotes"),
        ("a: {item} has none", "1:4", "a text that begins with { must be put between quotes"),
        ("a:\n  - {b} c\n", "2:5", "a text that begins with { must be put between quotes"),
        ("a: {nb: {item} har ingen, nn: x}", "1:9", "a text that begins with { must be"),
        ("a: {b: 1}}\n", "1:10", "a bracket too many"),
        ("[a]]", "1:4", "a bracket too many"),
        ("a: 1\nb: 'c\n", "2:4", "that opens here is not closed"),
        ("---\na: 'x\n---\nb", "2:4", "that opens here is not closed"),
        ('a: "b\nc: "d"\n', "1:4", "that opens here is not closed"),
        ('a: "b\nc: {"d": 1}\ne: "f"\n', "1:4", "that opens here is not closed"),
        ('a: {b: "c}\nd: {e: "f"}\n', "1:8", "that opens here is not closed"),
        ('a: "b\n  c"\nd: "e\nf: "g"\n', "3:4", "that opens here is not closed"),
        ('a: |\n  say "b\nc: "d\n', "3:4", "that opens here is not closed"),
        ('a: "b" c', "1:6", "after the quotation mark that closes here"),
        ('a: x, "y" z # it\'s\nb: c: d', "2:5", "a space follows a colon"),
        (r'a: "C:\plan"', "1:7", "a backslash between double quotes"),
        ("a: 1\nb\nc: 2", "2:1", "a field name without a colon"),
        ("a:\u00a0b\nc: d", "1:3", "here stands U+00A0, a space that YAML takes for a letter"),
        ("a:\n\u00a0 b: c\n  d: e", "2:1", "here stands U+00A0"),
        ("a: |\n  b\n c", "3:2", "is not indented like those it belongs with"),
        ("- a\nb: 1", "2:1", "is not indented like those it belongs with"),
        ("a:\n  b: 1\nc:\n    d: 1\n  e: 1\n", "3:1", "indented less than line 5 below it"),
        ("a:\n  - b: [1]\n  c: 1\n", "3:3", "is not indented like those it belongs with"),
        ("a:\n  b: [1]\nc: [1]\n  e: 1\n", "4:3", "is not indented like those it belongs with"),
        ("a: - b", "1:4", "a list begins on a line of its own"),
        ("%YAML 3.0\n---\na", "1:1", "see that indentation"),
    ],
)
def test_the_likely_mistake_is_told_where_it_is_mended(
    parser: str, text: str, place: str, mistake: str
) -> None:
    loaded = load(text, parser)
    (problem,) = loaded.errors
    assert loaded.value is None
    assert problem.place is not None
    assert said(problem.message).startswith("Not readable as YAML")
    assert mistake in said(problem.message)
    assert f"{problem.place.line}:{problem.place.column}" == place
    assert problem.path is None


@pytest.mark.parametrize("character", ["\0", "\x07", "\x7f", "\x85", "\u2028", "\ufffe"])
def test_invisible_characters_are_told_of(character: str) -> None:
    (problem,) = load(f"a: 1\nb: x{character}y").errors
    assert (problem.place, problem.path) == (Place(2, column=5), None)
    assert f"U+{ord(character):04X}" in said(problem.message)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")]
)
def test_levels_are_counted_before_they_can_do_harm(
    parser: str, opening: str, closing: str
) -> None:
    assert "deep" not in str(load(opening * limits.DEPTH + "1" + closing * limits.DEPTH).errors)
    for levels in (limits.DEPTH + 1, 10_000):
        problem = load("\n" + opening * levels + "1" + closing * levels, parser).errors[-1]
        assert (problem.place, problem.path) == (Place(2), None)
        assert "more than 50 deep" in said(problem.message)
