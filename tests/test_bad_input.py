"""Input that cannot be right: what is told of it, and that nothing of it is stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, content, put

Run = Callable[..., Ran]
Body = dict[str, Any]

DEEP = b"[" * 10_000 + b"]" * 10_000
ALLOCATION = '{"kind": "allocation", "_id": "a", "council": "rogaland", "period": "2015", '


def lines(*documents: Body) -> bytes:
    return "\n".join(json.dumps(document) for document in documents).encode()


# The file, what is in it, and what is told of it (after the file's name).
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("x.json", b"", ": The file is empty"),
    "blank": ("x.yaml", b" \n\n", ": The file is empty"),
    "binary": ("x.json", bytes(range(256)) * 50, ": The file holds no text; perhaps it belongs"),
    "zip": ("x.md", b"PK\x03\x04" + bytes(range(256)), ": The file holds no text"),
    "damaged": ("x.json", '{"x": "ææææ\xff"}'.encode() + b"\xff", ": The file is damaged"),
    "template of Word": ("x.dotx", b"PK", "This is a template of Word; open it there, save"),
    "template of Excel": ("x.XLTX", b"PK", "save what is written as .xlsx, and use that file"),
    "other format": ("x.pages", b"PK", ": Files of this format cannot be read; save it as a Word"),
    "truncated": ("x.json", lines(PLAN)[:-9], ", line 1: Not readable as JSON from column"),
    "truncated line": (
        "x.jsonl", lines(COUNCIL, PLAN)[:-1], ", line 2: Not readable as JSON from column",
    ),
    "field twice": (
        "x.json", b'{"kind": "plan", "_id": "a",\n"council": "r",\n"council": "s"}',
        ", line 3, IA council (council): The field “council” stands twice in one object, "
        "first in line 2; remove one of them",
    ),
    "NaN": ("x.json", f'{ALLOCATION}\n"amount_nok": NaN}}'.encode(),
            ", line 2, amount in kroner (amount_nok): “NaN” is no number"),
    "infinity": ("x.json", f'{ALLOCATION}"amount_nok": 1e999}}'.encode(), "“1e999” is no number"),
    "digits": ("x.json", f'{ALLOCATION}"amount_nok": {"9" * 5000}}}'.encode(),
               "A number has too many digits"),
    "deep": ("x.json", DEEP, ", line 1: Lists and groups of fields stand inside one another more"),
    "deep within": ("x.json", ALLOCATION.encode() + b'"x": ' + DEEP + b"}", "more than 50 deep"),
    "deep YAML": ("x.yaml", DEEP, "more than 50 deep"),
    "long line": ("x.json", b'{"x": "' + b"a" * 50_000_000 + b'"}',
                  ", line 1: The line is longer than 16 MB; write each document on a line of"),
    "large": ("x.jsonl", (b"a" * 2**20 + b"\n") * 65, ": The file is larger than 64 MB; split it"),
    "alias": ("x.yaml", b"- &a {kind: plan}\n- *a\n",
              ", line 2, column 3: “*a” is read as a reference to another place"),
    "tag": ("x.yaml", b"kind: plan\n_id: !!python/object/apply:os.system [ls]\n",
            ", line 2, column 6, the document's id (_id): “!!python/object/apply:os.system” is "
            "read as a type name"),
    "no document": ("x.json", b'"hei"', ", line 1: A document is an object with fields; kind"),
    "no kind": ("x.json", b'{"_id": "a"}', ", line 1, kind: The document has no field “kind”"),
    "no key": ("x.json", b'{"kind": "plan", "id": "a"}', "is “id” meant for it?"),
    "misspelt kind": ("x.json", b'{"kind": "plann", "_id": "a"}',
                      "“plann” is no kind of document; did you mean “plan”?"),
    "unknown kind": ("x.json", b'{"kind": "zebra", "_id": "a"}',
                     "“zebra” is no kind of document; choose allocation, centre,"),
    "period": ("x.json", lines(PLAN | {"period": "2015-H3"}),
               ", line 1, period: period must be a year, such as 2015, not the text “2015-H3”"),
    "half-year": ("x.json", lines(REPORT | {"_id": "x", "period": "2015-H3"}),
                  "period must be a year or a half-year, such as 2015 or 2012-H1"),
    "wrong type": ("x.json", lines(PLAN | {"goals": [{"id": "g", "text": 5}]}),
                   ", line 1, goals no. 1, text: text must be text, not the number 5"),
    "missing field": ("x.json", lines({"kind": "plan", "_id": "p-2015", "period": "2015"}),
                      "IA council is missing; it must be"),
    "unknown council": ("x.json", lines(PLAN | {"council": "rogalnd"}),
                        ", line 1, IA council (council): No register knows the council “rogalnd”; "
                        "did you mean “rogaland”?"),
    "key twice": ("x.jsonl", lines(PLAN, PLAN | {"period": "2016"}),
                  ", line 2, the document's id (_id): plan/p-2015 is already in x.jsonl "
                  "(line 1); only that one is"),
    "two reports": ("x.jsonl", lines(REPORT | {"_id": "x"}, REPORT | {"_id": "y"}),
                    ", line 2, period: report/x is about the same period of the same body"),
    "store's name": ("x.json", lines(PLAN | {"$set": 1}),
                     "No store can keep a field called “$set”"),
    "half a character": ("x.json", b'{"kind": "plan", "_id": "a", "council": "\\udcff"}',
                         "half a character"),
}  # fmt: skip


def said(text: str) -> str:
    """On one line, however it was wrapped."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_of_and_nothing_of_it_is_stored(run: Run, name: str) -> None:
    file, data, told = BAD[name]
    good = put(Path.cwd(), "good.jsonl", COUNCIL | {"_id": "oslo", "name": "IA-rådet i Oslo"})
    register = put(Path.cwd(), "register.jsonl", COUNCIL)
    Path(file).write_bytes(data)

    checked = run("check", file, register, *OWN_BOOK)
    assert (checked.status, checked.err) == (3, "")
    assert file in checked.out
    assert told in said(checked.out)

    assert run("import", register, *OWN_BOOK).status == 0
    before = content(Path("iacheck.db"))
    imported = run("import", good, file, *OWN_BOOK)
    assert (imported.status, imported.out) == (3, "")
    assert file in imported.err
    assert told in imported.err
    # What stopped it stands where people look first.
    assert imported.err.splitlines()[-1] == f"Nothing has been stored, because of {file}"
    assert content(Path("iacheck.db")) == before

    for output in (checked.out, imported.err):
        assert "Traceback" not in output
        assert len(output) < 20_000


def test_nothing_is_made_of_a_store_for_bad_input(run: Run) -> None:
    Path("x.json").write_bytes(b"{")
    assert run("import", "x.json", *OWN_BOOK).status == 3
    assert [path.name for path in Path.cwd().iterdir()] == ["x.json"]


def test_all_problems_of_all_files_are_told_at_once(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", PLAN | {"period": "i år"}, REPORT | {"submitted_on": "i mars"})
    put(Path.cwd(), "b.jsonl", {"kind": "plann", "_id": "a"})
    Path("c.json").write_text("{")
    ran = run("import", "a.jsonl", "b.jsonl", "c.json", "d.json", *OWN_BOOK)
    files = [line.split(",")[0].split(":")[0] for line in ran.err.splitlines()]
    assert sorted(files) == [
        "Nothing has been stored", "a.jsonl", "a.jsonl", "b.jsonl", "c.json", "d.json",
    ]  # fmt: skip


def test_a_council_that_no_register_knows_is_no_problem_without_a_register(run: Run) -> None:
    put(Path.cwd(), "x.jsonl", PLAN)
    ran = run("check", "x.jsonl", *OWN_BOOK, "--as-of", "2016-01-01")
    assert ran.status == 0
    assert "council/rogaland" in ran.out
    assert run("import", "x.jsonl", *OWN_BOOK).status == 0


def test_a_council_that_the_stores_register_does_not_know(run: Run) -> None:
    put(Path.cwd(), "register.jsonl", COUNCIL)
    put(Path.cwd(), "x.jsonl", PLAN | {"council": "Oslo"})
    assert run("import", "register.jsonl", *OWN_BOOK).status == 0
    ran = run("import", "x.jsonl", *OWN_BOOK)
    assert ran.status == 3
    assert (
        "x.jsonl, line 1, IA council (council): No register knows the council “Oslo”; "
        "choose rogaland" in ran.err
    )


def test_a_second_report_of_the_same_council_and_period(run: Run) -> None:
    put(Path.cwd(), "x.jsonl", REPORT)
    put(Path.cwd(), "y.jsonl", REPORT | {"_id": "another", "council": "Rogaland"})
    assert run("import", "x.jsonl", *OWN_BOOK).status == 0
    before = content(Path("iacheck.db"))
    ran = run("import", "y.jsonl", *OWN_BOOK)
    assert ran.status == 3
    assert "y.jsonl, line 1" in ran.err
    assert "report/r-2015" in ran.err
    assert "_id" in ran.err
    assert content(Path("iacheck.db")) == before
    # With the stored one's key it is a new version of that one.
    put(Path.cwd(), "y.jsonl", REPORT | {"council": "Rogaland"})
    assert run("import", "y.jsonl", *OWN_BOOK).out.splitlines()[0] == "Replaced: report/r-2015"


@pytest.mark.parametrize(
    ("data", "notice"),
    [
        (json.dumps([COUNCIL, PLAN], ensure_ascii=False).encode("cp1252"), True),
        (json.dumps([COUNCIL, PLAN], ensure_ascii=False).encode("utf-16"), False),
        (json.dumps([COUNCIL, PLAN], ensure_ascii=False).encode("utf-8-sig"), False),
    ],
    ids=["windows-1252", "utf-16", "utf-8 with a mark"],
)
def test_other_encodings_give_the_right_text(run: Run, data: bytes, notice: bool) -> None:
    Path("x.json").write_bytes(data)
    told = "x.json, line 1: Note: The file is not in UTF-8; it was read as Windows-1252"
    checked = run("check", "x.json", *OWN_BOOK, "--fail-on", "never")
    assert checked.status == 0
    assert "IA-rådet i Rogaland · 2015" in checked.out
    assert (told in said(checked.out)) is notice
    imported = run("import", "x.json", *OWN_BOOK)
    assert imported.status == 0
    assert (told in imported.err) is notice
    assert "IA-rådet i Rogaland · 2015" in run("check", *OWN_BOOK, "--fail-on", "never").out


def test_a_misspelt_field_is_a_notice_and_stops_nothing(run: Run) -> None:
    put(Path.cwd(), "x.jsonl", COUNCIL, PLAN | {"adoptd_on": "2015-02-10"})
    told = "x.jsonl, line 2, adoptd_on: Note: The field “adoptd_on” is not known here"
    checked = run("check", "x.jsonl", *OWN_BOOK, "--as-of", "2016-01-01")
    assert checked.status == 0
    assert told in said(checked.out)
    imported = run("import", "x.jsonl", *OWN_BOOK)
    assert imported.status == 0
    assert told in imported.err


def test_documents_texts_are_not_told_beyond_what_a_message_needs(run: Run) -> None:
    secret = "Ola Nordmann er sykmeldt. " * 40
    put(Path.cwd(), "x.jsonl", PLAN | {"period": secret, "goals": [{"id": "g1", "text": secret}]})
    ran = run("import", "x.jsonl", *OWN_BOOK)
    assert ran.status == 3
    assert ran.err.count("Ola Nordmann") <= 4
    put(Path.cwd(), "x.jsonl", PLAN | {"goals": [{"id": "g1", "text": secret, "sub_goal": 1}]})
    ran = run("import", "x.jsonl", *OWN_BOOK)
    assert ran.status == 0
    assert "Ola Nordmann" not in ran.out + ran.err
    ran = run("check", *OWN_BOOK, "--fail-on", "never", "--out", "result.txt")
    assert "Ola Nordmann" not in ran.out + ran.err
