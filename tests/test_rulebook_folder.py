"""What is read of a rule book's folder: files of its own, and no others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from building import SCHEMAS, say, write_book, written_rule

from iacheck.language.errors import CannotRun
from iacheck.language.limits import DEPTH
from iacheck.rulebooks import known_schemas, load_rulebooks

RULE = written_rule("check: {present: report}", examples={
    "met": [{"report": {}}], "deviation": [{"case": {}, "violations": [{"missing": "report"}]}],
})  # fmt: skip
FOREIGN = "foreign: of somebody else\n"


def told(folder: Path) -> list[str]:
    with pytest.raises(CannotRun) as caught:
        load_rulebooks([folder], known_schemas([folder]))
    return [f"{Path(p.file or '').name}: {say(p.message)}" for p in caught.value.problems]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book", RULE)


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "foreign.yaml"
    path.write_text(FOREIGN, "utf-8")
    return path


@pytest.mark.parametrize("name", ["theme/link.yaml", "schemas/visit.schema.json"])
def test_links_out_of_the_folder_are_not_read(name: str, book: Path, foreign: Path) -> None:
    (book / name).parent.mkdir(exist_ok=True)
    (book / name).symlink_to(foreign)
    problems = told(book)
    assert any("a link to a file outside the rule book's folder" in one for one in problems)
    assert "of somebody" not in "".join(problems)


def test_the_book_itself_is_no_link_out_of_the_folder(book: Path, foreign: Path) -> None:
    (book / "rulebook.yaml").unlink()
    (book / "rulebook.yaml").symlink_to(foreign)
    (problem,) = told(book)
    assert problem.startswith("rulebook.yaml: This is a link to a file outside")


def test_a_link_in_a_circle_is_told_of(book: Path) -> None:
    (book / "theme" / "round.yaml").symlink_to("round.yaml")
    (problem,) = told(book)
    assert problem.startswith("round.yaml: Cannot be read")


def test_links_to_folders_are_not_followed(book: Path) -> None:
    (book / "theme" / "round").symlink_to(book)
    assert len(load_rulebooks([book], SCHEMAS)[0].rules) == 1


def test_a_folder_that_is_itself_reached_by_a_link_is_read(book: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "book").symlink_to(book)
    assert load_rulebooks([tmp_path / "elsewhere" / "book"], SCHEMAS)


@pytest.mark.parametrize("name", ["theme/pipe.yaml", "schemas/pipe.schema.json"])
def test_a_pipe_hangs_nothing(name: str, book: Path) -> None:
    (book / name).parent.mkdir(exist_ok=True)
    os.mkfifo(book / name)
    assert any("but a pipe or a device" in one for one in told(book))


def test_a_book_that_is_a_pipe_is_none(book: Path) -> None:
    (book / "rulebook.yaml").unlink()
    os.mkfifo(book / "rulebook.yaml")
    (problem,) = told(book)
    assert "rulebook.yaml is missing" in problem


def test_a_device_hangs_nothing(book: Path) -> None:
    (book / "theme" / "zeros.yaml").symlink_to("/dev/zero")
    (problem,) = told(book)
    assert "outside the rule book's folder" in problem


def test_files_have_a_greatest_size(book: Path) -> None:
    (book / "theme" / "large.yaml").write_bytes(b"#" * (2**20 + 1))
    (problem,) = told(book)
    assert problem == "large.yaml: The file is larger than 1 MB; no rule is so large"


def test_files_have_a_greatest_depth(book: Path) -> None:
    (book / "theme" / "deep.yaml").write_text("[" * 1000, "utf-8")
    (problem,) = told(book)
    assert f"more than {DEPTH} deep" in problem


@pytest.mark.parametrize("name", ["plan.yml", "plan.YAML", "plan.Yml"])
def test_files_that_look_like_rules_are_refused(name: str, book: Path) -> None:
    (book / "theme" / name).write_text("id: plan\n", "utf-8")
    (problem,) = told(book)
    assert problem == f"{name}: A rule's file ends in .yaml; rename this one to plan.yaml"


@pytest.mark.parametrize("name", ["rulebook.yml", "Rulebook.yaml", "rulebook.yaml.txt"])
def test_a_misnamed_book_is_named(name: str, book: Path) -> None:
    (book / "rulebook.yaml").rename(book / name)
    (problem,) = told(book)
    assert problem == f"book: {name} must be called rulebook.yaml"


def test_a_folder_of_much_else_is_not_walked_to_its_end(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iacheck.rulebooks.folder._MOST_FILES", 3)
    for number in range(2):
        (book / f"note-{number}.txt").write_text("x", "utf-8")
    assert told(book) == [
        "book: More than 3 files lie in this folder; lay the rule book in one of its own"
    ]
    (book / "note-1.txt").unlink()
    assert [loaded.id for loaded in load_rulebooks([book], SCHEMAS)] == ["book"]
