from __future__ import annotations

import hashlib
import json
import pkgutil
import time
from importlib import import_module
from typing import Any

import pytest
from said import said
from sample_documents import FULL

from iacheck import readers
from iacheck.cases.vocabulary import Vocabulary
from iacheck.documents.document import Document
from iacheck.language.limits import Limits, too_large, too_long
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.readers import ReaderContext, Reading, Source, read, reader_of, suffixes

PLAN = {"kind": "plan", "_id": "rogaland-2015", "council": "rogaland", "period": "2015"}


def no_words(period: Period | None) -> Vocabulary:
    return Vocabulary()


def reading(name: str, text: str | bytes) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read(Source(name, data), ReaderContext(no_words))


def told(found: Reading) -> list[tuple[int | None, str | None, str]]:
    return [
        (problem.place.line if problem.place else None, problem.path, said(problem.message))
        for problem in found.problems
    ]


def names(found: Reading) -> list[str]:
    return [document.name for document in found.documents]


def test_every_module_of_the_folder_is_a_format() -> None:
    modules = pkgutil.iter_modules(readers.__path__)
    formats = {module.name for module in modules if not module.ispkg}
    assert set(suffixes().values()) == formats
    for name in formats:
        module = import_module(f"iacheck.readers.{name}")
        assert all(suffix == suffix.lower() for suffix in module.SUFFIXES)
        assert isinstance(module.FREE_TEXT, bool)
        assert all(reader_of(f"x{suffix}") is module for suffix in module.SUFFIXES)


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        (".json", "jsonfile"),
        (".jsonl", "jsonlines"),
        (".ndjson", "jsonlines"),
        (".yaml", "yamlfile"),
        (".yml", "yamlfile"),
        (".md", "paper"),
        (".txt", "paper"),
    ],
)
def test_the_end_of_the_name_tells_the_format(suffix: str, name: str) -> None:
    assert suffixes()[suffix] == name


@pytest.mark.parametrize("name", ["plan.pages", "plan", "json", ".json"])
def test_an_unknown_format_is_told_with_those_that_are_known(name: str) -> None:
    found = reading(name, json.dumps(PLAN))
    (problem,) = found.problems
    assert found.documents == ()
    assert problem.file == name
    assert "save it as a Word or Excel file, as PDF, or as text" in said(problem.message)


def written(suffix: str, documents: list[dict[str, Any]]) -> str:
    if suffix == ".jsonl":
        return "\n".join(map(json.dumps, documents))
    return json.dumps(documents, indent=1)


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".yaml"])
def test_documents_of_every_kind_come_as_they_were_written(suffix: str) -> None:
    listed = [{"kind": kind, **body} for kind, body in FULL.items()]
    text = written(suffix, listed)
    found = reading(f"alt{suffix.upper()}", text)
    assert found.problems == ()
    assert [(d.kind, d.key, d.body) for d in found.documents] == [
        (kind, body["_id"], body) for kind, body in FULL.items()
    ]
    for document in found.documents:
        assert document.origin is not None
        assert document.origin.file == f"alt{suffix.upper()}"
        assert document.origin.sha256 == hashlib.sha256(text.encode()).hexdigest()


def places(document: Document, *paths: str) -> dict[str, int | None]:
    assert document.origin is not None
    found = {path: document.origin.place(path) for path in ("", "/kind", "/_id", *paths)}
    return {path: place.line if place else None for path, place in found.items()}


def test_one_document_has_a_line_for_every_part() -> None:
    (document,) = reading("p.json", '\n{"kind": "plan",\n"_id": "a",\n"goals": [\n{}]}').documents
    assert document.body == {"_id": "a", "goals": [{}]}
    found = places(document, "/goals", "/goals/0")
    assert found == {"": 2, "/kind": 2, "/_id": 3, "/goals": 4, "/goals/0": 5}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.json", '[{"kind": "plan", "_id": "a"},\n{"kind": "plan",\n"_id": "b"}]'),
        ("p.jsonl", '{"kind": "plan", "_id": "a"}\n\n{"kind": "plan", "_id": "b"}\n'),
        ("p.yaml", "- {kind: plan, _id: a}\n- kind: plan\n  _id: b\n"),
        ("p.yml", "kind: plan\n_id: a\n---\nkind: plan\n_id: b\n"),
    ],
)
def test_places_are_those_of_each_document(name: str, text: str) -> None:
    found = reading(name, text)
    expected = {
        "p.json": [{"": 1, "/kind": 1, "/_id": 1}, {"": 2, "/kind": 2, "/_id": 3}],
        "p.jsonl": [{"": 1, "/kind": 1, "/_id": 1}, {"": 3, "/kind": 3, "/_id": 3}],
        "p.yaml": [{"": 1, "/kind": 1, "/_id": 1}, {"": 2, "/kind": 2, "/_id": 3}],
        "p.yml": [{"": 1, "/kind": 1, "/_id": 2}, {"": 4, "/kind": 4, "/_id": 5}],
    }
    assert names(found) == ["plan/a", "plan/b"]
    assert [places(document) for document in found.documents] == expected[name]


@pytest.mark.parametrize(
    ("item", "path", "sentence"),
    [
        ('"plan"', "", "A document is an object"),
        ("null", "", "A document is an object"),
        ("[]", "", "A document is an object"),
        ('{"_id": "x"}', "/kind", "no field “kind”, which every"),
        ('{"kind": null, "_id": "x"}', "/kind", "no field “kind”, which every"),
        ('{"Kind": "plan", "_id": "x"}', "/kind", "is “Kind” meant for it?"),
        ('{"kind": ["plan"], "_id": "x"}', "/kind", "“kind” must be a text"),
        ('{"kind": "", "_id": "x"}', "/kind", "“kind” is empty"),
        ('{"kind": "plan"}', "/_id", "no field “_id”, which every"),
        ('{"kind": "plan", "id": "x"}', "/_id", "is “id” meant for it?"),
        ('{"kind": "plan", "_id": 2015}', "/_id", "“_id” must be a text; put it between quotes"),
        ('{"kind": "plan", "_id": " "}', "/_id", "“_id” is empty"),
        ('{"kind": "plan", "_id": "x", "_id": "y"}', "/_id", "“_id” stands twice"),
        ('{"kind": "plan", "_id": "x", "a": {"b": NaN}}', "/a/b", "“NaN” is no number"),
    ],
)
def test_one_bad_document_does_not_lose_the_others(item: str, path: str, sentence: str) -> None:
    good = '{"kind": "plan", "_id": "%s"}'
    found = reading("p.json", f"[{good % 'a'},\n{item},\n{good % 'b'}]")
    assert names(found) == ["plan/a", "plan/b"]
    ((line, where, message),) = told(found)
    assert (line, where) == (2, path)
    assert sentence in message
    assert found.problems[0].file == "p.json"
    assert found.problems[0].level == "error"


def test_everything_wrong_with_a_document_is_told() -> None:
    found = reading("p.json", '{"kind": 1,\n"_id": 2}')
    assert [(line, path) for line, path, _ in told(found)] == [(1, "/kind"), (2, "/_id")]
    assert [problem.given for problem in found.problems] == [1, 2]


def test_a_broken_line_does_not_lose_the_others() -> None:
    found = reading(
        "p.jsonl", '{"kind": "plan", "_id": "a"}\n{"kind"\n{"kind": "plan", "_id": "b"}'
    )
    assert names(found) == ["plan/a", "plan/b"]
    ((line, path, message),) = told(found)
    assert (line, path) == (2, None)
    assert "ends in the middle" in message


def test_documents_over_several_lines_are_told_of_once() -> None:
    found = reading("p.jsonl", json.dumps([PLAN] * 50, indent=1))
    ((line, _, message),) = told(found)
    assert line == 1
    assert "is named .json" in message


@pytest.mark.parametrize("name", ["p.json", "p.yaml"])
def test_an_empty_list_is_no_error_but_told(name: str) -> None:
    found = reading(name, "\n[]")
    (problem,) = found.problems
    assert (problem.level, problem.place) == ("notice", Place(2))


def test_a_broken_file_has_no_documents_and_all_its_errors() -> None:
    found = reading("p.json", '[{"kind": "plan", "_id": "a", "b": NaN},\n{"kind" 1}]')
    assert found.documents == ()
    assert [(line, path) for line, path, _ in told(found)] == [(1, None), (2, None)]


def test_what_spoils_the_whole_value_leaves_no_documents() -> None:
    found = reading("p.yaml", "!!seq\n- {kind: plan, _id: a}\n")
    assert found.documents == ()
    ((_, path, message),) = told(found)
    assert path is None
    assert "“!!seq” is read as a type name" in message


@pytest.mark.parametrize(
    ("encoding", "level"), [("utf-8-sig", None), ("utf-16", None), ("cp1252", "notice")]
)
@pytest.mark.parametrize("name", ["p.json", "p.jsonl", "p.yaml"])
def test_other_encodings_are_read(name: str, encoding: str, level: str | None) -> None:
    text = json.dumps({**PLAN, "goals": [{"text": "sykefravær på 5 %"}]}, ensure_ascii=False)
    found = reading(name, text.encode(encoding))
    assert names(found) == ["plan/rogaland-2015"]
    assert found.documents[0].body["goals"][0]["text"] == "sykefravær på 5 %"
    assert [problem.level for problem in found.problems] == ([] if level is None else [level])


BAD = {
    "empty": (b"", "is empty"),
    "binary": (b"PK\x03\x04\x00\x00", "holds no text"),
    "truncated": (b'[{"kind": "plan",', None),
    "nested": (b"[" * 10_000, "more than 50 deep"),
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("name", ["p.json", "p.jsonl", "p.yaml"])
def test_bad_files_give_one_message_and_no_document(name: str, bad: str) -> None:
    data, sentence = BAD[bad]
    found = reading(name, data)
    (problem,) = found.problems
    assert found.documents == ()
    assert (problem.level, problem.file) == ("error", name)
    assert (sentence or "Not readable as") in said(problem.message)


@pytest.mark.parametrize("name", ["p.json", "p.jsonl", "p.yaml"])
def test_a_very_long_line_is_refused_at_once(name: str) -> None:
    data = b"\n\r\n" + b"x" * 50_000_000 + b"\n"
    start = time.process_time()
    found = reading(name, data)
    assert time.process_time() - start < 1
    ((line, _, message),) = told(found)
    assert line == 3
    assert "longer than 16 MB" in message


def test_the_limits_of_size_are_exact() -> None:
    small = Limits(file_mb=2, line_mb=1)
    mb = b"x" * 2**20
    assert too_large("p.json", mb * 2, small) is None
    problem = too_large("p.json", mb * 2 + b"x", small)
    assert problem is not None
    assert said(problem.message) == "The file is larger than 2 MB; split it into several files"

    def line_of(data: bytes) -> int | None:
        problem = too_long("p.json", data, small)
        return problem.place.line if problem and problem.place else None

    assert line_of(mb + b"\n" + mb + b"\r" + mb + b"\n12") is None
    assert line_of(b"12\n\n" + mb + b"\n" + mb + b"1\n1") == 4
    assert line_of(b"1\n" + mb) is None
    assert line_of(b"1\n" + mb + b"1") == 2
