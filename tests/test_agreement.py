"""The shipped rule books are tried once, and again whenever that might say something else."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from shipped import shipped

from iacheck import rulebooks
from iacheck.judging.run import CaseSelection, RunInput, check
from iacheck.language.errors import CannotRun
from iacheck.language.language import language
from iacheck.language.messages import message
from iacheck.readers.files.inputs import read_inputs
from iacheck.reports import as_json
from iacheck.rulebooks import agreement, load_rulebooks, shipped_folders
from iacheck.rulebooks.tried_books import load_tried_books

EXAMPLES = Path(__file__).parent.parent / "examples"
TRIED = "0123456789abcdef" * 4


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the note lies; nothing is there yet."""
    caches = tmp_path / "caches"
    monkeypatch.setenv("XDG_CACHE_HOME", str(caches))
    return caches / "iacheck" / agreement._NOTE


def test_what_is_noted_is_known_and_nothing_else(place: Path) -> None:
    assert not agreement.is_remembered(TRIED)
    agreement.remember(TRIED)
    assert agreement.is_remembered(TRIED)
    assert not agreement.is_remembered(TRIED[::-1])
    agreement.remember(TRIED[::-1])
    assert not agreement.is_remembered(TRIED)
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    if os.name == "posix":
        assert place.parent.stat().st_mode & 0o777 == 0o700
        assert place.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "data",
    [b"", TRIED[:-1].encode(), TRIED.encode() + b"0", TRIED.upper().encode(), b"\xff\0" * 64],
)
def test_a_damaged_note_is_none(place: Path, data: bytes) -> None:
    agreement.remember(TRIED)
    place.write_bytes(data)
    assert not agreement.is_remembered(TRIED)
    agreement.remember(TRIED)
    assert agreement.is_remembered(TRIED)


@pytest.mark.skipif(os.name != "posix", reason="Windows tells of no owner")
def test_a_note_that_others_may_have_written_is_none(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement.remember(TRIED)
    for mode in (0o620, 0o602):
        place.chmod(mode)
        assert not agreement.is_remembered(TRIED)
    place.chmod(0o600)
    assert agreement.is_remembered(TRIED)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert not agreement.is_remembered(TRIED)
    # Nor is anything left in a folder of somebody else, who could not write there any more.
    agreement.remember(TRIED[::-1])
    monkeypatch.undo()
    assert place.read_text() == TRIED


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes of this kind")
def test_something_else_in_the_place_of_the_note(place: Path) -> None:
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    assert not agreement.is_remembered(TRIED)
    place.unlink()
    place.mkdir()
    assert not agreement.is_remembered(TRIED)
    agreement.remember(TRIED)
    assert place.is_dir()
    assert [*place.parent.iterdir()] == [place]


def test_where_nothing_can_be_kept_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    agreement.remember(TRIED)
    assert not agreement.is_remembered(TRIED)

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr(Path, "home", homeless)
    agreement.remember(TRIED)
    assert not agreement.is_remembered(TRIED)


def test_without_another_place_the_note_lies_in_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    agreement.remember(TRIED)
    assert (tmp_path / ".cache" / "iacheck" / agreement._NOTE).read_text() == TRIED
    assert agreement.is_remembered(TRIED)


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
    seen = [agreement.fingerprint([book])]
    assert agreement.fingerprint([book]) == seen[0]

    def expect_another() -> None:
        seen.append(agreement.fingerprint([book]))
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
    assert agreement.fingerprint([book]) == seen[-1]


def test_examples_are_tried_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books, schemas = shipped()
    place.unlink(missing_ok=True)
    tried: list[object] = []

    def noted(rule: object, *_: object) -> Sequence[object]:
        tried.append(rule)
        return ()

    monkeypatch.setattr(rulebooks, "try_examples", noted)
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
    monkeypatch.setattr(rulebooks, "try_examples", lambda *_: (Trial,))
    with pytest.raises(CannotRun):
        load_rulebooks((), schemas)
    assert not place.exists()


def test_tried_books_are_the_same_and_judge_the_same() -> None:
    _, schemas = shipped()
    slow = load_rulebooks(shipped_folders(), schemas)
    quick = load_tried_books(shipped_folders(), schemas)
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
