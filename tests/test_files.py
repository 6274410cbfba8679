from __future__ import annotations

import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from agreement_2012 import HEADINGS, vocabulary
from said import said

from iacheck.documents.document import Document
from iacheck.language.limits import DEFAULTS
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext
from iacheck.readers.files.documents import InputReading, read_files
from iacheck.readers.files.names import InputFile
from iacheck.readers.files.search import gather

KINDS = ("council", "party", "party_report", "plan", "report")
PAPER = (
    f"# Rapportering om IA-arbeidet 2. halvår 2012 fra LO\n\n## {HEADINGS['experience'][0]}\nja\n"
)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes | dict[str, Any] | list[dict[str, Any]]) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict | list):
        content = json.dumps(content, indent=1)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def document(kind: str, key: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "_id": key, **fields}


def gathered(*paths: str) -> tuple[list[str], list[Problem]]:
    files, problems = gather([Path(path) for path in paths])
    assert all(file.path.exists() for file in files)
    return [file.name for file in files], list(problems)


def reading(*names: str) -> InputReading:
    files = [InputFile(Path(name), name, name) for name in names]
    return read_files(files, ReaderContext(vocabulary), KINDS)


def names(found: InputReading) -> list[str]:
    return [found_document.name for found_document in found.documents]


def told(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str | None, int | None, str]]:
    return [(p.file, p.place.line if p.place else None, said(p.message)) for p in problems]


def test_folders_are_read_to_the_bottom_in_order_of_name() -> None:
    for name in ("b.json", "a.YAML", "c/d/e.txt", "c/b.md", ".hidden.json", ".git/x.json"):
        write(f"mappe/{name}", "x")
    for name in ("README.md", "readme.txt", "README.nn.md", "c/README"):
        write(f"mappe/{name}", "x")
    assert gathered("mappe") == (
        ["mappe/a.YAML", "mappe/b.json", "mappe/c/b.md", "mappe/c/d/e.txt"],
        [],
    )


def test_named_files_come_in_the_order_given_each_once() -> None:
    for name in ("b.json", "a.json", "mappe/c.json", ".skjult.json", "README.md", "x.pages"):
        write(name, "x")
    Path("lenke.json").symlink_to("a.json")
    files, problems = gathered(
        "mappe/c.json", "b.json", "mappe", "./b.json", "lenke.json", "a.json",
        ".skjult.json", "README.md", "x.pages",
    )  # fmt: skip
    expected = ["mappe/c.json", "b.json", "lenke.json", ".skjult.json", "README.md", "x.pages"]
    assert (files, problems) == (expected, [])


def test_files_of_other_formats_in_a_folder_are_told_of() -> None:
    for name in ("plan.json", "plan.pages", "c/bilde.png"):
        write(f"mappe/{name}", "x")
    Path("mappe/rundt").symlink_to(Path("mappe").resolve(), target_is_directory=True)
    files, (problem,) = gathered("mappe")
    assert files == ["mappe/plan.json"]
    assert (problem.level, problem.file) == ("notice", "mappe")
    sentence = said(problem.message)
    assert sentence.startswith("Not read, because files of their formats cannot be: ")
    assert sentence.endswith(
        ": " + ", ".join(str(Path("mappe", n)) for n in ("c/bilde.png", "plan.pages", "rundt"))
    )


KEPT = ("~$plan.xlsx", "~$port.docx", "Thumbs.db", "Desktop.ini", ".DS_Store", "~WRL0003.tmp")


@pytest.mark.parametrize("name", KEPT)
def test_what_programs_keep_for_themselves_is_passed_over(name: str) -> None:
    write(f"mappe/{name}", b"\0")
    write(f"mappe/__MACOSX/{name}.json", "x")
    write("mappe/plan.json", "x")
    assert gathered("mappe") == (["mappe/plan.json"], [])
    # As `*` has it in a shell.
    files, (problem,) = gathered(f"mappe/{name}", "mappe/plan.json")
    assert files == ["mappe/plan.json"]
    assert (problem.level, problem.file) == ("notice", f"mappe/{name}")
    assert said(problem.message).startswith("Not read, because a program")


@pytest.mark.parametrize("name", ["~plan.xlsx", "thumbs.json", "desktop.yaml"])
def test_what_only_has_a_name_like_it_is_read(name: str) -> None:
    write(f"mappe/{name}", "x")
    assert gathered("mappe", f"mappe/{name}") == ([f"mappe/{name}"], [])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files in folders")
def test_what_is_no_file_is_refused_at_once() -> None:
    Path("mappe").mkdir()
    os.mkfifo("mappe/rør.json")
    Path("mappe/alt.json").symlink_to("/dev/zero")
    write("mappe/a.json", document("plan", "a"))
    found = reading("mappe/rør.json", "mappe/alt.json", "mappe/a.json")
    assert names(found) == ["plan/a"]
    no_file = "It is no file, but a pipe, a socket or a device; name a file"
    assert told(found.problems) == [
        ("mappe/rør.json", None, no_file),
        ("mappe/alt.json", None, no_file),
    ]


def test_an_empty_folder_has_no_files() -> None:
    Path("mappe").mkdir()
    assert gathered("mappe") == ([], [])


@pytest.mark.parametrize("name", ["finnes-ikke.json", "finnes/ikke", "løkke.json"])
def test_what_does_not_exist_is_told_of_and_the_rest_is_read(name: str) -> None:
    write("a.json", "x")
    Path("løkke.json").symlink_to("løkke.json")
    files, problems = gathered(name, "a.json")
    assert files == ["a.json"]
    assert told(problems) == [
        (str(Path(name)), None, "There is no file or folder of this name"),
    ]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("rapprt-2015.json", "rapport-2015.json"),
        ("i mappe/plann.yaml", str(Path("i mappe/plan.yaml"))),
        ("i mape", "i mappe"),
        ("noe helt annet", None),
        (".rapport-2015.jsn", "rapport-2015.json"),
        ("skjultt.json", None),
    ],
)
def test_a_misspelt_name_is_told_with_the_one_that_was_meant(given: str, meant: str | None) -> None:
    write("rapport-2015.json", "x")
    write(".skjult.json", "x")
    Path("i mappe").mkdir()
    write("i mappe/plan.yaml", "x")
    files, problems = gathered(given)
    assert files == []
    ((file, _, sentence),) = told(problems)
    assert file == str(Path(given))
    if meant is None:
        assert "mean" not in sentence
    else:
        assert sentence.endswith(f"; did you mean “{meant}”?")


def test_what_the_system_refuses_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    files, problems = gathered("x" * 5000 + ".json")
    assert files == []
    ((_, _, sentence),) = told(problems)
    assert sentence.startswith("Cannot be read: ")

    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    Path("mappe").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    assert told(gathered("mappe")[1]) == [("mappe", None, "Cannot be read: you may not read it")]


def test_a_file_that_cannot_be_opened_does_not_lose_the_others() -> None:
    write("a.json", document("plan", "a"))
    Path("b.json").mkdir()
    found = reading("b.json", "a.json")
    assert names(found) == ["plan/a"]
    ((file, _, sentence),) = told(found.problems)
    assert file == "b.json"
    assert sentence.startswith("Cannot be read: ")


def test_a_file_over_the_limit_is_not_read_whole() -> None:
    with Path("stor.json").open("wb") as file:
        file.truncate(DEFAULTS.file_bytes * 100)
    tracemalloc.start()
    found = reading("stor.json")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < DEFAULTS.file_bytes * 3
    assert told(found.problems) == [
        ("stor.json", None, "The file is larger than 64 MB; split it into several files")
    ]


def test_documents_come_from_all_files_papers_last() -> None:
    write("a.txt", PAPER)
    write("b.yaml", "- kind: plan\n  _id: b\n")
    write("c.jsonl", '{"kind": "report", "_id": "c"}\n')
    write("d.json", [document("council", "d"), document("plan", "d")])
    found = reading("a.txt", "b.yaml", "c.jsonl", "d.json")
    assert found.problems == ()
    assert names(found) == [
        "plan/b",
        "report/c",
        "council/d",
        "plan/d",
        "party_report/lo-2012-h2",
    ]
    assert [d.origin.file for d in found.documents if d.origin] == [
        "b.yaml",
        "c.jsonl",
        "d.json",
        "d.json",
        "a.txt",
    ]


def test_a_file_of_unknown_format_is_told_of() -> None:
    write("plan.pages", "x")
    found = reading("plan.pages")
    ((file, _, sentence),) = told(found.problems)
    assert file == "plan.pages"
    assert "save it as a Word or Excel file, as PDF, or as text" in sentence


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("raport", "“raport” is no kind of document; did you mean “report”?"),
        ("Plan", "“Plan” is no kind of document; did you mean “plan”?"),
        ("møte", "“møte” is no kind of document; choose council, party, party_report, "),
    ],
)
def test_an_unknown_kind_is_told_of_and_the_rest_is_kept(kind: str, sentence: str) -> None:
    write("a.json", f'[{{"_id": "a",\n"kind": "{kind}"}}, {{"kind": "plan", "_id": "b"}}]')
    found = reading("a.json")
    assert names(found) == ["plan/b"]
    (problem,) = found.problems
    ((file, line, message),) = told(found.problems)
    assert (file, line, problem.path, problem.document) == ("a.json", 2, "/kind", f"{kind}/a")
    assert message.startswith(sentence)
    assert (problem.given, problem.expected) == (kind, KINDS)


def test_a_key_that_comes_again_is_told_of_and_the_first_is_kept() -> None:
    write("a.json", [document("plan", "x", period="2015"), document("report", "x")])
    write("b.yaml", "- kind: plan\n  period: '2016'\n  _id: x\n")
    write("c.jsonl", '\n{"kind": "plan", "_id": "x"}')
    found = reading("b.yaml", "a.json", "c.jsonl")
    assert [(d.name, d.body.get("period")) for d in found.documents] == [
        ("plan/x", "2016"),
        ("report/x", None),
    ]
    where = "plan/x is already in b.yaml (line 3); only that one is used"
    assert [(file, line) for file, line, _ in told(found.problems)] == [
        ("a.json", 4),
        ("c.jsonl", 2),
    ]
    assert all(sentence.startswith(where) for _, _, sentence in told(found.problems))
    assert {(p.path, p.document, p.level) for p in found.problems} == {("/_id", "plan/x", "error")}


def party_report(found: InputReading) -> Document:
    (report,) = (d for d in found.documents if d.kind == "party_report")
    return report


def test_party_documents_add_to_the_parties_of_papers() -> None:
    write("a.md", PAPER.replace("fra LO", "fra Landsforbundet"))
    write("parter.json", document("party", "LF", name="Landsforbundet", side="employee"))
    assert party_report(reading("a.md", "parter.json")).body["party"] == "LF"
    alone = reading("a.md")
    assert alone.documents == ()
    assert "“Landsforbundet” is none of the agreement's parties" in told(alone.problems)[0][2]


def test_party_documents_add_to_the_rule_book_s_and_take_nothing_away() -> None:
    write("a.md", PAPER)
    active = {"from": "2014-01-01"}
    write("parter.json", document("party", "LO", name="LO", side="employee", active=active))
    found = reading("a.md", "parter.json")
    assert "party/LO" in names(found)
    assert any(name.startswith("party_report/") for name in names(found))
    assert not found.problems


def test_nothing_to_read_is_nothing_wrong() -> None:
    assert reading() == InputReading((), (), ())
