"""What `rules test` notes of a rule book that can be used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from building import say

from iacheck.language.problems import Problem
from iacheck.rulebooks import known_schemas, load_rulebooks, shipped_folders
from iacheck.rulebooks.notes import book_notes

BOOKS = Path(__file__).parents[1] / "docs"
SMALL = BOOKS / "third-rule-book" / "ia-2031-2034"
OWN_KIND = BOOKS / "own-kind" / "visits-2031-2034"
PLAN = "plan/plan-exists.yaml"
COVERS = "reports/report-covers-sub-goals.yaml"
HEAD = "rulebook.yaml"


def notes(folder: Path) -> list[Problem]:
    schemas = known_schemas([folder])
    (book,) = load_rulebooks([folder], schemas)
    found = list(book_notes(folder, book, schemas))
    assert all(note.level == "notice" for note in found)
    return found


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / SMALL.name)


@pytest.mark.parametrize("folder", [*shipped_folders(), SMALL, OWN_KIND], ids=lambda f: f.name)
def test_the_books_that_come_with_the_program_have_none(folder: Path) -> None:
    assert notes(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "said"),
    [
        (PLAN, "council-year", 'council-year\nperiods: {from: "2041"}', "12:11",
         "2041 is not judged by this rule book, which is valid from 2031-01-01 to 2034-12-31"),
        (PLAN, "council-year", 'council-year\nperiods: {from: "2021", to: "2041"}', "12:11",
         "2021 is not judged by this rule book"),
        (PLAN, "nn: Lag ein", "nn: Lag en", "20:3",
         "The text in nynorsk is that in bokmål (“en”); write it in nynorsk"),
        (COVERS, "nn: Halvårsrapporten har aktivitetar", "nn: Halvårsrapporten har aktiviteter",
         "6:3", "The text in nynorsk is that in bokmål (“aktiviteter”)"),
        (HEAD, "nb: de tre avsnittene, nn: dei tre avsnitta",
         "nb: disse avsnittene, nn: disse avsnittene", "59:35",
         "The text in nynorsk is that in bokmål (“avsnittene”)"),
        (PLAN, "en: No action plan covers", "en: Ingen handlingsplan dekker", "17:3",
         "The text in English is that in bokmål; write it anew"),
        (PLAN, "dekkjer {period}", "dekkjer året", "16:3",
         "The placeholder {period} stands in another language and not here"),
        (PLAN, "dekkjer {period}", "dekkjer (period)", "16:3", "The placeholder {period} stands"),
        (PLAN, "dekker {period}", "dekker {period} # se brevet", "15:43", "What follows # is a"),
        (PLAN, "dekker {period}", "dekker {period}\n  # se brevet", None, None),
        (HEAD, "labels:\n", "words:\n  young: [ung]\nlabels:\n", "74:3", "No rule uses $young"),
        (HEAD, "labels:\n", "targets: {groups: [young]}\nwords:\n  young: [ung]\nlabels:\n",
         None, None),
        (HEAD, "  plan_deviation: {nb", "  plan_deviaton: {nb", "75:3",
         "Nothing in the rule book is called “plan_deviaton”, which this is a label of"),
        (HEAD, "  experience: {nb", "  Experience: {nb", "74:3", "is called “Experience”"),
        (PLAN, "demand: M01", "demand: M1", "3:1",
         "“M1” is written otherwise than the book's other demands, such as M01"),
        (PLAN, "demand: M01", "demand: m01", "3:1", "“m01” is written otherwise"),
        (PLAN, "demand: M01", "demand: B01", "3:1", "“B01” is written otherwise"),
        (PLAN, "demand: M01", "demand: M100", None, None),
        (PLAN, "demand: M01", "demand: Planen", None, None),
        (HEAD, "prefixes: [LO]", "prefixes: [LO Landsorganisasjonen]", "24:76",
         "No name of this party begins with “LO Landsorganisasjonen”; part several with commas"),
        (HEAD, "prefixes: [LO]", "prefixes: [Landsorganisasjonen i, LO]", None, None),
        (PLAN, "  present: plan\n",
         "  all:\n    - present: plan\n    - any: [{present: plan}, {not: {present: report}}]\n",
         "15:7",
         "No example tries this branch: without it, all of them agree as well. Write one"),
    ],
)  # fmt: skip
def test_what_is_odd_is_noted_with_its_place(
    file: str, old: str, new: str, at: str | None, said: str | None, book: Path
) -> None:
    text = (book / file).read_text("utf-8")
    assert old in text
    (book / file).write_text(text.replace(old, new, 1), "utf-8")
    found = notes(book)
    if at is None or said is None:
        assert found == []
        return
    first = found[0]
    assert first.place is not None
    assert (first.file, f"{first.place.line}:{first.place.column}") == (str(book / file), at)
    assert said in say(first.message)


@pytest.mark.parametrize("nested", [False, True])
def test_what_nobody_may_judge(nested: bool, book: Path) -> None:
    text = (book / HEAD).read_text("utf-8")
    (book / HEAD).write_text(text.replace("judgements_by: [Oppfølgingsgruppen]\n", ""), "utf-8")
    assert notes(book) == []
    text = (book / PLAN).read_text("utf-8")
    check = "  all:\n    - present: plan\n    - judged: [plan.goals]\n"
    text = text.replace("  present: plan\n", check if nested else "  judged: [plan.goals]\n")
    text = (
        text[: text.index("examples:")]
        + """examples:
  met: [{case: {plan: {}}, judgement: met}]
  deviation: [{case: {plan: {}}, judgement: deviation, violations: [{}]}]
"""
    )
    (book / PLAN).write_text(text, "utf-8")
    (first, *_) = notes(book)
    assert (first.file, first.path) == (str(book / PLAN), "/check")
    assert say(first.message).startswith("Nobody may judge this: “judgements_by” in rulebook.yaml")


def test_a_parameter_that_no_rule_uses_any_more(book: Path) -> None:
    text = (book / COVERS).read_text("utf-8")
    (book / COVERS).write_text(text.replace("$sub_goals", "[1, 2, 3]"), "utf-8")
    (note,) = notes(book)
    assert (note.file, note.path) == (str(book / HEAD), "/parameters/sub_goals")
    assert say(note.message).startswith("No rule uses $sub_goals")


def test_a_branch_is_told_of_once_and_not_what_is_in_it(book: Path) -> None:
    text = (book / PLAN).read_text("utf-8")
    branch = "    - any: [{present: plan}, {not: {any: [{present: report}, {present: council}]}}]\n"
    check = f"  all:\n    - present: plan\n{branch}"
    (book / PLAN).write_text(text.replace("  present: plan\n", check), "utf-8")
    assert len(notes(book)) == 1


@pytest.mark.parametrize(
    ("name", "noted"),
    [
        ("plan/plan-exists.yaml.txt", True),
        ("plan/plan-exists.yaml~", True),
        ("plan/plan-exists", True),
        ("plan/plan-exists.json", True),
        ("note.md", True),
        ("README.md", False),
        ("plan/readme.txt", False),
        (".git/config", False),
        (".DS_Store", False),
    ],
)
def test_files_that_are_not_read(name: str, noted: bool, book: Path) -> None:
    (book / name).parent.mkdir(exist_ok=True)
    (book / name).write_text("x: {", "utf-8")
    found = notes(book)
    assert [note.file for note in found] == ([str(book / name)] if noted else [])
    assert all("This file is not read" in say(note.message) for note in found)


def test_a_link_to_a_folder_is_not_read(book: Path, tmp_path: Path) -> None:
    (book / "more").symlink_to(tmp_path)
    assert [note.file for note in notes(book)] == [str(book / "more")]
