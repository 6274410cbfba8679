"""`iacheck rules` and `iacheck schema`: rule books told of, and every mistake in a broken one."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import BOOK, COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put

from iacheck.documents.schemas import load_schemas
from iacheck.language.messages import LANGS

Run = Callable[..., Ran]
Golden = Callable[[str, bytes], None]

# File, line, what is put in place of what, and what is told of it.
MISTAKES = [
    ("plan-exists.yaml", 7, "modality: bør", "modality: børr", "“børr” is not allowed here"),
    ("plan-exists.yaml", 12, "present: plan}", "present: plan}\ncolour: a", "“colour” is unknown"),
    ("report-delivered.yaml", 9, "section: Rapportering", "section: X", "no section “X”"),
    ("report-delivered.yaml", 11, "$report_due", "$report_deu", "$report_deu"),
    ("report-covers-sub-goals.yaml", 16, 'sub_goals[]"', 'sub_gaols[]"', "sub_gaols"),
    ("report-covers-sub-goals.yaml", 18, "delmål {missing}", "delmål {mising}", "{mising}"),
    ("chair-is-recorded.yaml", 7, "modality: kan", "modality: skal", "Only a demand with origin"),
    ("chair-is-recorded.yaml", 12, "council.chairs[]", "council.chair[]", "council.chair"),
    ("effort-is-good.yaml", 15, "judgement: met", "judgement: deviation", "should be “met”"),
    ("later-years.yaml", 1, "id: later-years\n", "id: [later-years\n", "Not readable as YAML"),
]  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return shutil.copytree(BOOK, tmp_path / "trial-book")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("arguments", [["rules", "test"], ["check", "a.jsonl"], ["rules", "list"]])
def test_ten_mistakes_in_a_rule_book_are_all_told_with_file_line_and_column(
    run: Run, book: Path, arguments: list[str]
) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN)
    for file, _, old, new, _ in MISTAKES:
        replace(book / file, old, new)
    ran = run(*arguments, "--rulebook", "trial-book")
    assert (ran.status, ran.out) == (3, "")
    told = ran.err.splitlines()
    assert len(told) == len(MISTAKES)
    for file, line, _, _, words in MISTAKES:
        place = re.compile(rf"trial-book/{re.escape(file)}, line (\d+), column \d+[,:]")
        lines = [int(found[1]) for t in told if words in t and (found := place.match(t))]
        assert lines == [line], (file, words, told)


def test_a_mistake_in_the_file_that_rules_share_keeps_rules_out_too(run: Run, book: Path) -> None:
    replace(book / "rulebook.yaml", "side: employer", "side: boss")
    replace(book / "plan-exists.yaml", "modality: bør", "modality: børr")
    ran = run("rules", "list", "--rulebook", "trial-book")
    assert ran.status == 3
    assert [line.split(":")[0] for line in ran.err.splitlines()] == [
        "trial-book/rulebook.yaml, line 14, column 54, parties no. 1, side",
        "trial-book/plan-exists.yaml, line 7, column 1, modality",
    ]


@pytest.mark.parametrize("made", [False, True], ids=["missing", "empty"])
@pytest.mark.parametrize("arguments", [["rules", "list"], ["rules", "show", "T1"], ["check", "a"]])
def test_a_folder_without_a_rule_book(run: Run, arguments: list[str], made: bool) -> None:
    Path("a").mkdir()
    if made:
        Path("books").mkdir()
    ran = run(*arguments, "--rulebook", "books")
    told = "books: There is no rule book in this folder: rulebook.yaml is missing; name a folder"
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(told)


def test_the_same_rule_book_twice(run: Run) -> None:
    ran = run("rules", "list", *OWN_BOOK, *OWN_BOOK)
    assert ran.status == 3
    assert "Two rule books have the id trial-book" in ran.err


@pytest.mark.parametrize("lang", LANGS)
def test_rules_are_listed(run: Run, golden: Callable[[str, bytes], None], lang: str) -> None:
    ran = run("rules", "list", *OWN_BOOK, "--lang", lang)
    assert (ran.status, ran.err) == (0, "")
    golden(f"rules-list.{lang}.txt", ran.out.encode())


@pytest.mark.parametrize("lang", LANGS)
def test_a_rule_is_shown_in_full(
    run: Run, golden: Callable[[str, bytes], None], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BOOK.parent)
    shown = [run("rules", "show", demand, "--rulebook", "trial-book", "--lang", lang)
             for demand in ("T3", "t2", "later-years")]  # fmt: skip
    assert {(ran.status, ran.err) for ran in shown} == {(0, "")}
    golden(f"rules-show.{lang}.txt", "".join(ran.out for ran in shown).encode())


def test_every_shipped_rule_can_be_shown(run: Run) -> None:
    listed = json.loads(run("rules", "list", "--format", "json").out)
    assert len(listed) > 50
    demands = sorted({rule["demand"] for rule in listed})
    for demand in ("B16", "B18", "H03"):
        assert demand in demands
    text = run("rules", "list").out
    assert all(rule["rule"] in text and rule["demand"] in text for rule in listed)
    shown = run("rules", "show", "B16")
    assert shown.status == 0
    assert "$sub_goals" in shown.out
    assert max(map(len, text.splitlines())) <= 100


def test_rules_as_json(run: Run) -> None:
    ran = run("rules", "list", *OWN_BOOK, "--format", "json", "--lang", "nn")
    listed = json.loads(ran.out)
    assert [rule["demand"] for rule in listed] == ["T1", "T2", "T3", "T4", "T5", "T6"]
    assert listed[2] == {
        "rulebook": "trial-book", "rule": "report-covers-sub-goals", "formerly": [], "demand": "T3",
        "title": "Årsrapporten dekkjer delmåla", "modality": "skal", "origin": "text",
        "severity": "error", "subject": "council-year", "answers": None,
        "periods": {"from": None, "to": None},
        "interpretation": "Vi tel aktivitetar.",
        "sources": [{"document": "trial-letter", "section": "Rapportering", "paragraphs": [3]}],
        "remedy": "Før opp delmål {missing}.",
    }  # fmt: skip
    assert listed[5]["periods"] == {"from": "2017", "to": None}


def test_the_examples_of_rules_are_counted(run: Run) -> None:
    ran = run("rules", "test", *OWN_BOOK)
    assert ran == Ran(0, "trial-book: 6 rules, 18 examples, all of which agree\n", "")


def test_schemas_are_listed_and_shown(run: Run) -> None:
    kinds = sorted([*load_schemas().kinds, "round"])
    listed = run("schema", "list").out.splitlines()
    assert [line.split()[0] for line in listed] == kinds
    assert "party_report   the party's half-year report" in listed
    for kind in kinds:
        shown = json.loads(run("schema", "show", kind).out)
        assert shown["$schema"].endswith("2020-12/schema")


def test_one_rule_is_tried(run: Run) -> None:
    ran = run("rules", "test", "report-covers-sub-goals", *OWN_BOOK)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("trial-book: 1 rule, ")
    ran = run("rules", "test", "report-covers-goals", *OWN_BOOK)
    assert (ran.status, ran.out) == (2, "")
    assert "did you mean “report-covers-sub-goals”" in ran.err


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        (["plan-exists"], {"plan-exists"}),
        (["plan-exists", "report-delivered"], {"plan-exists", "report-delivered"}),
    ],
)
def test_only_rules_that_are_asked_for_are_told_of(
    run: Run, rules: list[str], shown: set[str]
) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN)
    named = [part for rule in rules for part in ("--rule", rule)]
    ran = run("check", "a.jsonl", *named, *OWN_BOOK, "--as-of", "2016-06-01", "--format", "json")
    subjects = json.loads(ran.out)["subjects"]
    assert {f["rule"] for one in subjects for f in one["findings"]} == shown


def test_why_a_rule_says_what_it_says(run: Run) -> None:
    report = {**REPORT, "activities": [{"id": "a1", "title": "Seminar", "sub_goals": [1, 3]}]}
    put(Path.cwd(), "a.jsonl", COUNCIL, report)
    asked = ("--subject", "council/rogaland", *OWN_BOOK, "--as-of", "2016-06-01")
    ran = run("check", "a.jsonl", "--explain", "report-covers-sub-goals", *asked)
    assert ran.status == 1
    lines = [line.strip() for line in ran.out.splitlines()]
    assert "council/rogaland · 2015 · not met" in lines
    assert "covers: does not hold" in lines
    assert any(line.startswith("– 3 [report r-2015, activities no. 1") for line in lines)
    assert any(line.startswith("all_of: ") for line in lines)


@pytest.mark.parametrize("lang", LANGS)
def test_explanations_in_every_language(run: Run, lang: str) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL)
    ran = run("check", "a.jsonl", "--explain", "plan-exists", "--period", "2015", *OWN_BOOK,
              "--as-of", "2016-06-01", "--lang", lang)  # fmt: skip
    told = {
        "nb": "present: holder ikke",
        "nn": "present: held ikkje",
        "en": "present: does not hold",
    }
    assert told[lang] in ran.out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (
            ["--explain", "plan-exists", "--format", "json"],
            2,
            "--explain tells of one rule as text",
        ),
        (["--explain", "plan-exists", "--rule", "plan-exists"], 2, "--explain tells of one rule"),
        (["--explain", "plan-exist"], 2, "did you mean “plan-exists”?"),
        (["--rule", "nothing-like-it"], 2, "There is no rule “nothing-like-it”"),
    ],
)
def test_what_cannot_be_explained(run: Run, arguments: list[str], status: int, told: str) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN)
    ran = run("check", "a.jsonl", *arguments, *OWN_BOOK, "--as-of", "2016-06-01")
    assert ran.status == status
    assert told in ran.err


def test_a_rule_that_judges_nobody_who_is_asked_for(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN)
    ran = run("check", "a.jsonl", "--rule", "full-time-coach", "--as-of", "2016-06-01")
    assert ran.status == 4
    assert "None of those who are asked for is judged by full-time-coach here" in ran.err


@pytest.mark.parametrize("option", ["--rule", "--explain"])
def test_a_subject_that_is_not_there_is_what_is_told(run: Run, option: str) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, {**PLAN, "_id": None})
    asked = ("--subject", "nobody-so-called", "--period", "2015", "--as-of", "2016-06-01")
    ran = run("check", "a.jsonl", option, "plan-exists", *OWN_BOOK, *asked)
    assert ran.status == 3
    assert "There is no subject “nobody-so-called” here" in ran.err + ran.out
    assert "None of those" not in ran.err


@pytest.mark.parametrize("lang", LANGS)
def test_whole_explanations(run: Run, golden: Golden, lang: str) -> None:
    activities = [
        {"id": "a1", "title": "Seminar", "sub_goals": [1, 3], "status": "completed"},
        {"id": "a2", "title": "Messe", "sub_goals": [2], "status": "cancelled"},
    ]
    report = {**REPORT, "activities": activities, "priorities": "Unge i syke-fraværet"}
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN, report)
    rules = ("report-covers-sub-goals", "later-years", "report-delivered", "effort-is-good")
    told = [
        run("check", "a.jsonl", "--explain", rule, "--period", "2015", "--subject",
            "council/rogaland", *OWN_BOOK, "--as-of", "2016-02-20", "--lang", lang).out
        for rule in rules
    ]  # fmt: skip
    golden(f"explanation.{lang}.txt", "\n".join(told).encode())


@pytest.mark.parametrize("lang", LANGS)
def test_places_in_a_rule_are_called_as_they_are_written(run: Run, book: Path, lang: str) -> None:
    """A rule's `when` is no field of a document, which people have another word for."""
    replace(
        book / "report-delivered.yaml", "subject: council-year", "subject: council-year\nwhen: {}"
    )
    assert ", when: " in run("rules", "test", "--rulebook", "trial-book", "--lang", lang).err
