"""JSON is read quickly as `json_text` reads it: the same values, places and problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times

from iacheck.cases.vocabulary import Vocabulary
from iacheck.language import limits
from iacheck.language.periods import Period
from iacheck.readers import ReaderContext, Source, jsonfile, jsonlines
from iacheck.readers.text.documents import read_documents
from iacheck.readers.text.json_text import load_json
from iacheck.readers.text.parsed_text import ParsedText
from iacheck.readers.text.quick_json import load_json_line

NAMES = st.sampled_from(["kind", "_id", "a", "$b", "~/", "å"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(NAMES, part, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.fixed_dictionaries(
    {"kind": st.just("plan") | VALUES, "_id": st.text(min_size=1) | VALUES},
    optional={"a": VALUES, "$b": VALUES},
)
DEEP = limits.DEPTH


def no_words(period: Period | None) -> Vocabulary:
    del period
    return Vocabulary()


def slowly(line: str, number: int) -> ParsedText:
    return load_json(line, first_line=number)


def place_of(parsed: ParsedText, path: str) -> int | None:
    """The line of a part, or of the nearest part around it."""
    while path and path not in parsed.lines:
        path = path.rpartition("/")[0]
    return parsed.lines.get(path)


def expect_same(line: str, number: int = 7) -> None:
    fast, slow = load_json_line(line, number), slowly(line, number)
    # By text, for NaN is not itself, and 1 is not 1.0 nor true.
    assert (repr(fast.value), fast.errors) == (repr(slow.value), slow.errors)
    assert [place_of(fast, path) for path in slow.lines] == list(slow.lines.values())


@given(DOCUMENTS | VALUES)
def test_what_is_written_well(value: Any) -> None:
    expect_same(json.dumps(value, ensure_ascii=False))


@given(DOCUMENTS, st.integers(0, 60), st.text('{}[]",:\\/ 0e.-+nNIa\t\r\x0bå', max_size=3))
def test_what_is_written_badly(value: Any, at: int, slip: str) -> None:
    text = json.dumps(value)
    expect_same(text[:at] + slip + text[at:])
    expect_same(text[:at] + slip + text[at + 2 :])


@pytest.mark.parametrize(
    "line",
    [
        '{"a": 1, "a": 2}', '{"a": {"b": 1, "b": 1}}', '{"a": NaN}', '{"a": -Infinity}',
        '{"a": 1e999}', '{"a": -1e999}', '{"a": 1.0}', '{"a": 1e5}', '{"a": 01}', '{"a": 1.}',
        '{"a": truex}', '{"a": "\\ud800"}', '{"a": "\\u0000"}', '{"a": "\t"}', "{'a': 1}",
        '{"a": 1} // x', '{"a": 1} {"b": 2}', '\ufeff{"a": 1}', ' \r{"a": 1}\r', '\x0b{"a": 1}',
        '{"a": ' + "9" * 4301 + "}", '[{"kind": "plan", "_id": "x"}, {"kind": "y"}]', "[]", "1",
        '{"a": ' + "[" * (DEEP - 1) + "]" * (DEEP - 1) + "}",
        '{"a": ' + "[" * DEEP + "]" * DEEP + "}",
        '{"a": [' + ", ".join(["[]"] * 2 * DEEP) + "]}",
        '{"a": [' + ", ".join(['"[[{"'] * 2 * DEEP) + "]}",
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
)  # fmt: skip
def test_each_thing_that_is_refused_and_its_neighbours(line: str) -> None:
    expect_same(line)


@given(st.lists(DOCUMENTS | VALUES, max_size=4))
def test_files_give_the_same_documents_and_problems(values: list[Any]) -> None:
    lines = [json.dumps(value, allow_nan=True) for value in values]
    data = "\n".join(lines).encode() or b" "
    source = Source("x.jsonl", data)
    fast, slow = (
        read_documents(
            source,
            ReaderContext(no_words),
            lambda text, load=load: [load(line, n) for n, line in enumerate(text.split("\n"), 1)],  # type: ignore[misc]
        )
        for load in (load_json_line, slowly)
    )
    assert repr(fast) == repr(slow)


def test_places_that_say_no_more_than_those_around_them_are_not_kept() -> None:
    text = '{"kind": "plan", "_id": "x",\n"goals": [{"id": "g",\n"text": "t"}, {}]}'
    reading = read_documents(
        Source("x.json", text.encode()), ReaderContext(no_words), lambda text: (load_json(text),)
    )
    (document,) = reading.documents
    assert document.origin is not None
    kept = {path: place.line for path, place in document.origin.places.items()}
    assert kept == {"": 1, "/goals": 2, "/goals/0/text": 3, "/goals/1": 3}
    assert all(
        document.origin.place(path) is not None and document.origin.place(path).line == line  # type: ignore[union-attr]
        for path, line in load_json(text).lines.items()
    )


# What is odd in a file as a whole: of a text, what is put in place of what.
ODDITIES = [
    (b"\n", b"\r\n"), (b"\n", b"\r"), (b"\n", b"\n\n"), (b'"a"', b'"_id"'), (b'"a"', b'"a\\u0000"'),
    (b'"x', b'"\\ud800'), (b'"x', b'"\\ud83d\\ude00'), (b'"x', b'"\0'), (b'"x', b'"\xff'),
    (b'"x', b'"\xc3\xa5'), (b"1", b"9" * 4301), (b"1", b"1e999"), (b"1", b"1.0"), (b"1", b"NaN"),
    (b"1", b"1" * 30), (b"null", b"[" * DEEP + b"]" * DEEP), (b"]", b",]"), (b"}", b"},"),
    (b"{", b""), (b"}", b""), (b"[", b"[[{"), (b"}", b"}}"), (b'"', b"'"), (b"{", b"// x\n{"),
    (b"}", b"} "),
]  # fmt: skip
FILES = st.lists(DOCUMENTS | st.just({"kind": "plan", "_id": "x", "a": [1, None, {"a": "x]{"}]}))


def slow_lines(text: str) -> Iterator[ParsedText]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() in ("{", "["):
            yield from jsonlines.load("\n" * (number - 1) + line)
            return
        if line.strip():
            yield load_json(line, first_line=number)


def expect_same_reading(data: bytes) -> None:
    """Whatever the file: the same documents, places and problems, by whichever reader."""
    for name, read, slowly in (
        ("x.json", jsonfile.read, lambda text: (load_json(text),)),
        ("x.jsonl", jsonlines.read, slow_lines),
    ):
        source = Source(name, data)
        slow = read_documents(source, ReaderContext(no_words), slowly)
        fast = read(source, ReaderContext(no_words))
        assert repr(fast.problems) == repr(slow.problems)
        assert [repr(d.body) for d in fast.documents] == [repr(d.body) for d in slow.documents]
        for one, other in zip(fast.documents, slow.documents, strict=True):
            assert one.name == other.name
            assert one.origin is not None
            assert other.origin is not None
            every = other.origin.places
            assert {path: one.origin.place(path) for path in every} == every


@given(FILES, st.sampled_from(["lines", "list", "one", "list of lines"]), st.data())
@settings(max_examples=times(40))
def test_any_file(values: list[Any], form: str, data: st.DataObject) -> None:
    indent = data.draw(st.sampled_from([None, 0, 1]))
    one_by_one = [json.dumps(value, indent=None if "lines" in form else indent) for value in values]
    text = {
        "lines": "\n".join(one_by_one),
        "list": json.dumps(values, indent=indent),
        "one": "".join(one_by_one[:1]),
        "list of lines": "[\n" + ",\n".join(one_by_one) + "\n]\n",
    }[form]
    written = data.draw(st.sampled_from(["", "\n ", "\ufeff"])) + text
    encoded = written.encode(data.draw(st.sampled_from(["utf-8", "utf-16"])))
    for old, new in data.draw(st.lists(st.sampled_from(ODDITIES), max_size=2)):
        encoded = encoded.replace(old, new, data.draw(st.sampled_from([1, -1])))
    if encoded:
        expect_same_reading(encoded)


@pytest.mark.parametrize(
    "text",
    [
        "[]", "{}", "[{}]", "[1]", "[{}, []]", "[{}", "[{},", "[{}]]", "{}]", "[{}] x",
        " \n[\n{}\n,\n{}]",
        '[{"kind": "plan", "_id": "x"}, {"kind": "plan",\n"_id": "y", "_id": "z"}]',
        '[[{"kind": "plan", "_id": "x"}]]', '{"kind": "plan", "_id": "x"}\n{"kind": "plan"}',
        '[{"a": ' + "[" * (DEEP - 2) + "]" * (DEEP - 2) + "}]",
        '[{"a": ' + "[" * (DEEP - 1) + "]" * (DEEP - 1) + "}]",
        '{"a": ' + '["]", ' * (DEEP - 1) + "1" + "]" * (DEEP - 1) + "}",
        '{"a": ' + '["]", ' * DEEP + "1" + "]" * DEEP + "}",
        '{"a": ' + '["]", ' * (DEEP - 1) + '"\\"[",' + '"["]' + ', "["]' * (DEEP - 2) + "}",
    ],
)  # fmt: skip
def test_each_file_and_its_neighbours(text: str) -> None:
    expect_same_reading(text.encode())
