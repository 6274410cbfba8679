"""The shipped rule books are tried once, and again whenever that might say something else."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from shipped import shipped

from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language import resources
from iacheck.language.errors import CannotRun
from iacheck.language.language import language
from iacheck.language.messages import message
from iacheck.readers.files.inputs import read_inputs
from iacheck.reports import as_json
from iacheck.rulebooks import agreement, load_rulebooks, shipped_folders, untried_books
from iacheck.rulebooks.agreement import Fingerprints
from iacheck.rulebooks.tried_books import load_tried_books, written_in

EXAMPLES = Path(__file__).parent.parent / "examples"
TRIED = Fingerprints("fedcba9876543210" * 4, "0123456789abcdef" * 4)
OTHERS = Fingerprints(TRIED.here, TRIED.anywhere)
WRITTEN = {"book/rulebook.yaml": {"id": "book", "ærlig": [1, 2.5, None, True]}}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the note lies; nothing is there yet."""
    caches = tmp_path / "caches"
    monkeypatch.setenv("XDG_CACHE_HOME", str(caches))
    return caches / "iacheck" / agreement._KEPT


def test_what_is_noted_is_known_and_nothing_else(place: Path) -> None:
    assert agreement.recall(TRIED) is None
    agreement.remember(TRIED, WRITTEN)
    assert agreement.recall(TRIED) == WRITTEN
    assert agreement.recall(OTHERS) is None
    agreement.remember(OTHERS, WRITTEN)
    assert agreement.recall(TRIED) is None
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    if os.name == "posix":
        assert place.parent.stat().st_mode & 0o777 == 0o700
        assert place.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"\xff\0" * 64,
        lambda data: data[:-1],
        lambda data: data + b"0",
        lambda data: data.replace(b"book", b"boot"),
        lambda data: data.replace(b"2.5", b"3.5"),
        lambda data: data.upper(),
        lambda data: data.partition(b"\n")[0],
        lambda data: data.partition(b"\n")[2],
    ],
)
def test_what_is_damaged_is_none(place: Path, damage: Callable[[bytes], bytes]) -> None:
    agreement.remember(TRIED, WRITTEN)
    data = place.read_bytes()
    place.write_bytes(damage(data))
    assert agreement.recall(TRIED) is None
    agreement.remember(TRIED, WRITTEN)
    assert agreement.recall(TRIED) == WRITTEN
    assert place.read_bytes() == data


@pytest.mark.skipif(os.name != "posix", reason="Windows tells of no owner")
def test_a_note_that_others_may_have_written_is_none(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement.remember(TRIED, WRITTEN)
    for mode in (0o620, 0o602):
        place.chmod(mode)
        assert agreement.recall(TRIED) is None
    place.chmod(0o600)
    assert agreement.recall(TRIED) == WRITTEN
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert agreement.recall(TRIED) is None
    # Nor is anything left in a folder of somebody else, who could not write there any more.
    agreement.remember(OTHERS, WRITTEN)
    monkeypatch.undo()
    assert place.read_text().startswith(f"{TRIED.here} ")


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes of this kind")
def test_something_else_in_the_place_of_the_note(place: Path) -> None:
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    assert agreement.recall(TRIED) is None
    place.unlink()
    place.mkdir()
    assert agreement.recall(TRIED) is None
    agreement.remember(TRIED, WRITTEN)
    assert place.is_dir()
    assert [*place.parent.iterdir()] == [place]


def test_where_nothing_can_be_kept_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    agreement.remember(TRIED, WRITTEN)
    assert agreement.recall(TRIED) is None

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr(Path, "home", homeless)
    agreement.remember(TRIED, WRITTEN)
    assert agreement.recall(TRIED) is None


def test_without_another_place_the_note_lies_in_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    agreement.remember(TRIED, WRITTEN)
    assert (tmp_path / ".cache" / "iacheck" / agreement._KEPT).is_file()
    assert agreement.recall(TRIED) == WRITTEN


def test_whatever_may_change_the_trial_changes_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, package = tmp_path / "book", tmp_path / "package"
    for folder in (book / "theme", package / "room"):
        folder.mkdir(parents=True)
    rule, module = book / "theme" / "rule.yaml", package / "room" / "module.py"
    rule.write_text("a: 1")
    module.write_text("a = 1")
    monkeypatch.setattr(agreement, "_PACKAGE", package)

    def fingerprint() -> str:
        return Fingerprints.of(agreement.files_below([book])).here

    seen = [fingerprint()]
    assert fingerprint() == seen[0]

    def expect_another() -> None:
        seen.append(fingerprint())
        assert len(set(seen)) == len(seen)

    rule.write_text("a: 2")
    expect_another()
    rule = rule.rename(book / "theme" / "other.yaml")
    expect_another()
    os.utime(module, ns=(1, 1))
    expect_another()
    module.write_text("a = 10")
    expect_another()
    (package / "more.py").write_text("")
    expect_another()
    monkeypatch.setattr(agreement, "__version__", "9.9")
    expect_another()
    (package / "notes.txt").write_text("of no consequence")
    assert fingerprint() == seen[-1]


def test_what_comes_with_the_package_is_of_its_books_and_modules_wherever_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Fingerprints] = []
    for place in (tmp_path / "one", tmp_path / "another"):
        for name in ("data/schemas/a.schema.json", "data/rules/book/rulebook.yaml", "room/a.py"):
            (place / name).parent.mkdir(parents=True)
            (place / name).write_text(name)
        monkeypatch.setattr(agreement, "_PACKAGE", place)
        monkeypatch.setattr(resources, "_PACKAGE", place)
        agreement._depth.cache_clear()
        files = agreement.files_below([place / "data" / "rules" / "book"])
        found.append(Fingerprints.of(files))
    one, another = found
    assert one.anywhere == another.anywhere
    assert one.here != another.here
    (place / agreement.PACKED).write_bytes(agreement.as_packed(one.anywhere, WRITTEN))
    assert agreement.recall(another) == WRITTEN
    assert agreement.recall(OTHERS) is None
    for changed in ("data/rules/book/rulebook.yaml", "data/schemas/a.schema.json", "room/a.py"):
        (place / changed).write_text("changed")
        files = agreement.files_below([place / "data" / "rules" / "book"])
        assert agreement.recall(Fingerprints.of(files)) is None
        (place / changed).write_text(changed)
    monkeypatch.undo()
    agreement._depth.cache_clear()


def test_examples_are_tried_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books, schemas = shipped()
    place.unlink(missing_ok=True)
    tried: list[object] = []

    def noted(rule: object, *_: object) -> Sequence[object]:
        tried.append(rule)
        return ()

    monkeypatch.setattr(untried_books, "try_examples", noted)
    load_rulebooks((), schemas)
    assert len(tried) > 60
    assert place.is_file()
    tried.clear()
    again = load_rulebooks((), schemas)
    assert [rule.id for book in again for rule in book.rules] == [
        rule.id for book in books for rule in book.rules
    ]
    assert tried == []
    # Books that somebody names are tried whenever they are loaded.
    load_rulebooks(shipped_folders(), schemas)
    assert len(tried) > 60


def test_books_with_a_mistake_are_not_noted(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Trial:
        location: tuple[str, ...] = ()
        wrong = ((message("wrong"), ()),)

    schemas = shipped()[1]
    place.unlink(missing_ok=True)
    monkeypatch.setattr(untried_books, "try_examples", lambda *_: (Trial,))
    with pytest.raises(CannotRun):
        load_rulebooks((), schemas)
    assert not place.exists()


def test_tried_books_are_the_same_and_judge_the_same() -> None:
    _, schemas = shipped()
    slow = load_rulebooks(shipped_folders(), schemas)
    files = agreement.files_below(shipped_folders())
    quick = load_tried_books(shipped_folders(), schemas, files, written_in(files))
    for one, other in zip(slow, quick, strict=True):
        for name in ("id", "title", "sha256", "parameters", "labels", "vocabulary", "takes_over"):
            assert getattr(one, name) == getattr(other, name)
        assert [(r.head, r.subject, r.file, r.written) for r in one.rules] == [
            (r.head, r.subject, r.file, r.written) for r in other.rules
        ]
        assert (other.rules[0].id, len(other.rules[1:])) == (one.rules[0].id, len(one.rules) - 1)
    for year, as_of in (("2015", datetime.date(2016, 6, 1)), ("2012", datetime.date(2013, 9, 1))):
        found = read_inputs([EXAMPLES / year], slow, schemas)
        given = RunInput(found.documents, found.problems, "named")
        told = [
            as_json.render(check(given, books, schemas, as_of, CaseSelection()), language("nb"))
            for books in (slow, quick)
        ]
        assert told[0] == told[1]


def test_a_book_that_changes_while_it_is_tried_is_not_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemas = shipped()[1]
    seen = iter([{Path("a.yaml"): b"a: 1"}, {Path("a.yaml"): b"a: 2"}])
    monkeypatch.setattr(agreement, "files_below", lambda _: next(seen))
    monkeypatch.setattr(agreement.Fingerprints, "of", lambda _: TRIED)
    monkeypatch.setattr(untried_books, "try_books", lambda *_: ())
    place.unlink(missing_ok=True)
    assert load_rulebooks((), schemas) == ()
    assert not place.exists()


@pytest.fixture
def check_rogaland(tmp_path: Path) -> Callable[..., tuple[bytes, set[str]]]:
    """Runs a check of one file in a program of its own: its output, and what it imports."""
    code = "import sys; from iacheck.cli import run; run(sys.argv[1:]); "
    code += "print(*sys.modules, file=open('modules.txt', 'w'))"
    report = EXAMPLES / "2015" / "reports" / "rogaland.json"

    def checked(caches: Path) -> tuple[bytes, set[str]]:
        done = subprocess.run(
            [sys.executable, "-c", code, "check", report, "--as-of", "2016-06-01"],
            cwd=tmp_path,
            env={**os.environ, "XDG_CACHE_HOME": str(caches)},
            capture_output=True,
            check=True,
        )
        assert done.stderr == b""
        return done.stdout, set((tmp_path / "modules.txt").read_text().split())

    return checked


SLOW = {
    "pydantic", "yaml", "jsonschema", "babel", "rich", "bson", "lxml", "zoneinfo",
    "iacheck.rulebooks.untried_books", "iacheck.store", "iacheck.reports.blocks",
}  # fmt: skip


def test_what_is_kept_changes_nothing_but_the_time(
    check_rogaland: Callable[..., tuple[bytes, set[str]]], tmp_path: Path
) -> None:
    caches = tmp_path / "caches"
    told, slowly = check_rogaland(caches)
    assert len(told) > 1000
    assert {"pydantic", "yaml", "iacheck.rulebooks.untried_books"} <= slowly
    (kept,) = (caches / "iacheck").iterdir()
    data = kept.read_bytes()
    # From now on no check needs pydantic, nor what else is slow and for others.
    again, quickly = check_rogaland(caches)
    assert (again, quickly & SLOW) == (told, set())
    # What another program has kept, or what is damaged, is tried anew, and kept as before.
    for other in (data.replace(data[:8], b"01234567"), data.replace(b"400000", b"300000"), b""):
        assert other != data
        kept.write_bytes(other)
        assert check_rogaland(caches)[0] == told
        assert kept.read_bytes() == data
    # Where nothing can be kept, nothing is.
    (tmp_path / "file").write_text("")
    assert check_rogaland(tmp_path / "file")[0] == told
