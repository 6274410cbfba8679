"""No path from the root of somebody's machine stands in a result, a list, a paper or a store."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commands import Ran
from hypothesis import given
from hypothesis import strategies as st
from release_stores import RELEASE
from store_suite import Server

from iacheck.cli.loading import open_named_store
from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.readers.files.names import given_paths
from iacheck.readers.files.search import gather
from iacheck.reports import formats, paper_formats
from iacheck.store import mongo

Run = Callable[..., Ran]

# A folder above all that is named; whoever reads it knows whose machine it was.
ABOVE = "brukerens-maskin"
AS_OF = ("--as-of", "2016-06-01", "--fail-on", "never")
BROKEN = '{"kind": "plan", "_id": "b", "council": "rogaland", "period": 2015}'


@pytest.fixture
def saker(tmp_path: Path) -> Path:
    """A folder, not below where one works, with files of every format, and some that are wrong."""
    folder = tmp_path / ABOVE / "saker"
    shutil.copytree(RELEASE / "documents", folder / "2015")
    (folder / "2015" / "broken.json").write_text(BROKEN, "utf-8")
    (folder / "2015" / "cut.json").write_text("{", "utf-8")
    (folder / "2015" / "notat.pages").write_text("x", "utf-8")
    (folder / "2015" / "empty.docx").touch()
    (folder / "plan.json").write_text('{"kind": "plan", "_id": "x"', "utf-8")
    return folder


@pytest.fixture(autouse=True)
def _elsewhere(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def parts(data: bytes) -> Iterator[bytes]:
    """A file, and all that is packed in it."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if data.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                yield zlib.decompressobj().decompress(stream)
            except zlib.error:
                yield stream


def tells_of_the_machine(data: bytes) -> bool:
    """Whether a folder above what was named stands in it, in one of the ways to write a text."""
    written = [ABOVE.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return any(text in part for part in parts(data) for text in written)


def test_it_would_be_found() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", f"/home/{ABOVE}/x")
    pdf = b"%PDF stream\n" + zlib.compress(f"({ABOVE})".encode("utf-16-be")) + b"\nendstream"
    assert all(map(tells_of_the_machine, (ABOVE.encode(), packed.getvalue(), pdf)))
    assert not tells_of_the_machine(b"brukerens")


@pytest.mark.parametrize("format_", formats())
def test_lists_of_files(run: Run, saker: Path, format_: str) -> None:
    ran = run("check", saker / "2015", saker / "plan.json", saker / "pan.json", *AS_OF,
              "--format", format_, "--out", "list")  # fmt: skip
    assert ran.status == 3
    assert "2015/broken.json" in ran.err
    assert "pan.json: There is no file or folder of this name; did you mean “plan.json”?" in ran.err
    assert not tells_of_the_machine(Path("list").read_bytes() + ran.err.encode())


@pytest.mark.parametrize("format_", formats())
def test_lists_for_each_subject(run: Run, saker: Path, format_: str) -> None:
    run("check", saker / "2015", *AS_OF, "--format", format_, "--split", "lists")
    files = list(Path("lists").iterdir())
    assert len(files) > 5
    assert not any(tells_of_the_machine(file.read_bytes()) for file in files)


@pytest.mark.parametrize("format_", paper_formats())
def test_papers(run: Run, saker: Path, format_: str) -> None:
    ran = run("report", saker / "2015", saker / "plan.json", *AS_OF, "--period", "2015",
              "--format", format_, "--out", "paper")  # fmt: skip
    assert ran.status == 3
    assert not tells_of_the_machine(Path("paper").read_bytes() + ran.err.encode())


def test_forms_that_are_filled_in(run: Run, saker: Path) -> None:
    source = saker / "2015" / "plan-rogaland-2015.xlsx"
    ran = run("template", "plan", "--from", source, "--out", "plan.xlsx")
    assert ran.status == 0, ran.err
    assert not tells_of_the_machine(Path("plan.xlsx").read_bytes())


def test_results_name_files_from_what_was_given_on(run: Run, saker: Path) -> None:
    """Where it lies in the folder that one is in, from there on."""
    plan = "2015/plan-rogaland-2015.xlsx"

    def named(*given: str | Path) -> set[str]:
        result = json.loads(run("check", *given, *AS_OF, "--format", "json").out)
        problems = {problem["file"] for problem in result["problems"]}
        found = (v["file"] for s in result["subjects"] for f in s["findings"]
                 for v in f["violations"])  # fmt: skip
        return {file for file in (*problems, *found) if file is not None}

    assert {plan, "2015/broken.json", "2015"} <= named(saker / "2015")
    assert named(saker / plan) == {"plan-rogaland-2015.xlsx"}
    os.chdir(saker)
    assert named(saker / plan) == {plan} == named(plan) == named(f"./{plan}")
    os.chdir(saker / "2015")
    assert "broken.json" in named(saker / "2015")
    assert named(f"../{plan}") == {f"../{plan}"}


def without_what_is_wrong(saker: Path) -> Path:
    for name in ("broken.json", "cut.json", "empty.docx"):
        (saker / "2015" / name).unlink()
    return saker / "2015"


def test_a_store_says_nothing_of_the_machine(run: Run, saker: Path) -> None:
    folder = without_what_is_wrong(saker)
    assert run("import", folder).status == 0
    data = Path("iacheck.db").read_bytes()
    assert not tells_of_the_machine(data)
    for out in ("list.json", "list.csv", "list.xlsx", "list.docx", "list.pdf", "list.html"):
        assert run("check", *AS_OF, "--out", out).status == 0
        assert not tells_of_the_machine(Path(out).read_bytes())
    result = json.loads(Path("list.json").read_text("utf-8"))
    found = {violation["file"] for subject in result["subjects"]
             for finding in subject["findings"] for violation in finding["violations"]}  # fmt: skip
    assert "2015/councils.yaml" in found


def test_a_store_is_the_same_from_wherever_it_is_filled(run: Run, saker: Path) -> None:
    folder = without_what_is_wrong(saker)
    stored: list[list[Document]] = []
    for place, named in (
        (saker, "2015"), (saker, folder), (saker.parent, "saker/2015"), (folder, "."),
        (folder / "..", "../saker/2015"), (Path.cwd(), folder),
    ):  # fmt: skip
        os.chdir(place)
        uri = f"sqlite:{saker.parent / f'{len(stored)}.db'}"
        assert run("import", named, "--store", uri).status == 0
        with open_named_store(uri, load_schemas(), create=False) as store:
            stored.append(list(store.documents()))
    assert all(documents == stored[0] for documents in stored)
    files = {document.origin.file for document in stored[0] if document.origin}
    assert "2015/councils.yaml" in files
    assert all(file.startswith("2015/") for file in files)


def test_a_database_on_a_server(run: Run, saker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()
    monkeypatch.setattr(mongo, "client_for", lambda *_: server)
    folder = without_what_is_wrong(saker)
    assert run("import", folder, "--store", f"sqlite:{saker / 'x.db'}").status == 0
    for command in (
        ("import", folder, "--store", "mongodb://h/d"),
        ("store", "copy", f"sqlite:{saker / 'x.db'}", "mongodb://h/d"),
    ):
        server.restart(fails_at=60, dies=True)
        assert run(*command).status == 3
        server.restart()
        (record,) = server.raw("iacheck_imports").find()
        assert record["file"] in {"2015", "sqlite:x.db"}
        assert not tells_of_the_machine(repr(server.contents()).encode())
        server.client["test"]["iacheck_imports"].delete_many({})
    assert run("import", folder, "--store", "mongodb://h/d").status == 0
    assert not tells_of_the_machine(repr(server.contents()).encode())


# What a file is called


@pytest.mark.parametrize(
    ("paths", "names", "stored"),
    [
        (["plan.json"], ["plan.json"], ["plan.json"]),
        (["a/plan.json"], ["a/plan.json"], ["plan.json"]),
        (["a/plan.json", "b/plan.json"], ["a/plan.json", "b/plan.json"],
         ["a/plan.json", "b/plan.json"]),
        (["/x/ny/plan.json", "/x/gammel/plan.json"], ["ny/plan.json", "gammel/plan.json"],
         ["ny/plan.json", "gammel/plan.json"]),
        (["/x/a/2015/plan.json", "/x/b/2015/plan.json", "/x/b/2015/r.json"],
         ["a/2015/plan.json", "b/2015/plan.json", "r.json"],
         ["a/2015/plan.json", "b/2015/plan.json", "r.json"]),
        (["/plan.json", "/x/plan.json"], ["plan.json", "x/plan.json"],
         ["plan.json", "x/plan.json"]),
        (["/x/plan.json", "/x/plan.json"], ["plan.json"] * 2, ["plan.json"] * 2),
        (["../plan.json"], ["../plan.json"], ["plan.json"]),
        (["/x/../y/plan.json"], ["plan.json"], ["plan.json"]),
        (["."], ["."], ["here"]),
        (["/"], ["."], ["."]),
        ([], [], []),
    ],
)  # fmt: skip
def test_what_is_named(paths: list[str], names: list[str], stored: list[str]) -> None:
    given_ = given_paths([Path(path) for path in paths])
    assert [one.name for one in given_] == names
    assert [one.stored_name for one in given_] == stored


NAMES = st.sampled_from(["a", "b", "2015", "plan.json"])


@given(st.lists(st.lists(NAMES, min_size=1, max_size=4), max_size=5), st.booleans())
def test_different_files_are_told_apart(found: list[list[str]], rooted: bool) -> None:
    paths = {Path("/" if rooted else "", *names) for names in found}
    given_ = given_paths(sorted(paths))
    for names in ({one.name for one in given_}, {one.stored_name for one in given_}):
        assert len(names) == len(paths)
        assert not any(name.startswith("/") for name in names)
    for one in given_:
        assert Path.cwd().joinpath(one.path).as_posix().endswith(f"/{one.stored_name}")


def test_files_in_two_folders_of_the_same_name(tmp_path: Path) -> None:
    for folder in ("ny", "gammel"):
        (tmp_path / folder / "2015" / "planer").mkdir(parents=True)
        (tmp_path / folder / "2015" / "planer" / "a.json").touch()
    folders = [tmp_path / "ny" / "2015", tmp_path / "gammel" / "2015"]
    names = ["ny/2015/planer/a.json", "gammel/2015/planer/a.json"]
    files, _ = gather(folders)
    assert [file.name for file in files] == [file.stored_name for file in files] == names


def test_the_folder_that_one_is_in_has_been_removed(tmp_path: Path, saker: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    files, problems = gather([saker / "plan.json", Path("rapport.json")])
    assert [file.name for file in files] == ["plan.json"]
    assert [problem.file for problem in problems] == ["rapport.json"]
