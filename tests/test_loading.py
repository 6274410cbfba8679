"""Loading a rule book: every mistake in it is reported at once, with its file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import SCHEMAS, TEXTS, say, write_book, written_rule

from iacheck import rulebooks
from iacheck.language.errors import CannotRun
from iacheck.language.problems import Problem
from iacheck.rulebooks import load_rulebooks, shipped_folders

# A rule book without mistakes, and what is told of it when a field is written otherwise: the
# fields, and behind `>` line, column, place and text of each problem.
FOLDER = Path(__file__).parent / "mistakes"
HEAD = (FOLDER / "rulebook.yaml").read_text("utf-8")
RULE = (FOLDER / "rule.yaml").read_text("utf-8")
ID = "council-meets"
FINE = written_rule("check: {present: report}", examples={
    "met": [{"report": {}}], "deviation": [{"case": {}, "violations": [{"missing": "report"}]}],
})  # fmt: skip


def rows(name: str) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for row in (FOLDER / name).read_text("utf-8").split("\n\n"):
        lines = row.splitlines()
        written = "".join(f"{line}\n" for line in lines if not line.startswith("> "))
        found.append((written, tuple(line[2:] for line in lines if line.startswith("> "))))
    return found


IN_RULE = rows("in-rule.txt")
IN_HEAD = rows("in-rulebook.txt")


def fields(text: str) -> dict[str, str]:
    """The lines of each outermost field, by its name."""
    blocks = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    return {block.partition(":")[0]: block for block in blocks}


def replaced(text: str, written: str) -> str:
    return "".join((fields(text) | fields(f"{written.rstrip()}\n")).values())


def without(text: str, *names: str) -> str:
    return "".join(block for name, block in fields(text).items() if name not in names)


def put(folder: Path, head: str | bytes = HEAD, **rules: str | bytes) -> Path:
    """A rule book called `book`; the rules by their ids, which are put in their place."""
    book = folder / "book"
    (book / "theme").mkdir(parents=True)
    as_bytes(book / "rulebook.yaml", head)
    for name, rule in (rules or {ID: RULE}).items():
        text = rule.replace(f"id: {ID}\n", f"id: {name}\n") if isinstance(rule, str) else rule
        as_bytes(book / "theme" / f"{name}.yaml", text)
    return book


def as_bytes(path: Path, content: str | bytes) -> None:
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def told(*folders: Path) -> list[str]:
    """What loading complains of: file, line, column, place and text."""
    with pytest.raises(CannotRun) as caught:
        load_rulebooks(folders, SCHEMAS)
    return [line(problem, folders[0]) for problem in caught.value.problems]


def line(problem: Problem, folder: Path) -> str:
    assert problem.level == "error"
    file = problem.file
    name = Path(file).relative_to(folder).as_posix() if file else None
    place = problem.place
    at = f"{name}:{place.line}:{place.column}" if place else name
    text = say(problem.message).replace(f"{folder}/", "")
    return " ".join(part for part in (at, problem.path, text) if part)


def full(said: str, own: str) -> str:
    """With the file's name where a table leaves it out."""
    if said.startswith("rulebook.yaml"):
        return said
    return f"{own}:{said}" if said[0].isdecimal() else f"theme/{said}"


def test_without_mistakes_it_loads(tmp_path: Path) -> None:
    (book,) = load_rulebooks([put(tmp_path)], SCHEMAS)
    assert [rule.id for rule in book.rules] == [ID]
    assert str(book.rules[0].first) == "2015"
    assert [party.id for party in book.parties] == ["LO", "NHO"]
    assert book.vocabulary.headings == {"experience": ("Erfaring",)}


@pytest.mark.parametrize(
    "written",
    ["due: {months_after: 3, day: 1}", 'due: "2016-03-01"', 'periods: {to: "2018"}', "needs: []"],
)
def test_other_ways_to_write_it(written: str, tmp_path: Path) -> None:
    assert load_rulebooks([put(tmp_path, **{ID: replaced(RULE, written)})], SCHEMAS)


@pytest.mark.parametrize(("written", "said"), IN_RULE)
def test_a_mistake_in_a_rule(written: str, said: tuple[str, ...], tmp_path: Path) -> None:
    book = put(tmp_path, **{ID: replaced(RULE, written)})
    assert told(book) == [full(one, f"theme/{ID}.yaml") for one in said]


@pytest.mark.parametrize(("written", "said"), IN_HEAD)
def test_a_mistake_in_the_rule_book(written: str, said: tuple[str, ...], tmp_path: Path) -> None:
    book = put(tmp_path, replaced(HEAD, written))
    assert told(book) == [full(one, "rulebook.yaml") for one in said]


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """A rule for each row of the table."""
    rules = {f"r-{i:02d}": replaced(RULE, written) for i, (written, _) in enumerate(IN_RULE)}
    book = put(tmp_path, **rules)
    (book / "theme" / "late.yml").write_text(RULE, "utf-8")
    expected = [
        "theme/late.yml A rule's file ends in .yaml; rename this one to late.yaml",
        *(
            full(one, f"theme/{id_}.yaml").replace(f"finds {ID}", f"finds {id_}")
            for id_, (_, said) in zip(rules, IN_RULE, strict=True)
            for one in said
        ),
    ]
    assert len(expected) > 60
    assert sorted(told(book)) == sorted(expected)


def test_mistakes_of_rules_are_told_even_if_the_rule_book_is_broken(tmp_path: Path) -> None:
    book = put(tmp_path, without(HEAD, "id"), a=replaced(RULE, "modality: must"), b="", c=RULE)
    assert told(book) == [
        "theme/b.yaml The file is empty",
        "rulebook.yaml:1:1 “id” is missing",
        "theme/a.yaml:4:1 /modality “must” is not allowed here; choose skal, bør, forventes or kan",
    ]


@pytest.mark.parametrize(
    "head",
    [
        'valid: {from: "2018-12-31", to: "2015-05-01"}',
        "due: [{subject: council-year, document: raport, by: $report_due}]",
    ],
)
def test_examples_are_not_blamed_for_what_is_wrong_with_the_book(head: str, tmp_path: Path) -> None:
    wrong = RULE.replace("violations: [{given: 1}]", "violations: [{given: 2}]")
    (problem,) = told(put(tmp_path, replaced(HEAD, head), **{ID: wrong}))
    assert problem.startswith("rulebook.yaml:")


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (["demand"], ["1:1 “demand” is missing"]),
        (["check", "examples"], ["1:1 “check” is missing", "1:1 “examples” is missing"]),
        (["when"], ["13:1 /applies_to “when” and “applies_to” belong together"]),
        (["applies_to"], ["13:1 /when “when” and “applies_to” belong together"]),
    ],
)
def test_missing_fields(gone: list[str], said: list[str], tmp_path: Path) -> None:
    book = put(tmp_path, **{ID: without(RULE, *gone)})
    assert told(book) == [f"theme/{ID}.yaml:{one}" for one in said]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty"),
        ("# nothing yet\n", "The file is empty"),
        (b"id: \xff", "1:5 The file is not in UTF-8 from here on; save it anew as UTF-8"),
        ("id: bl\u00e5\ntitle: r\u00e5d\n".encode("cp1252"),
         "1:7 The file is not in UTF-8 from here on; save it anew as UTF-8"),
        ("id: a\n".encode("utf-16"), "1:1 The file is in UTF-16; save it anew as UTF-8"),
        (f"{RULE}---\n{RULE}", "27:1 Another document begins here, behind ---, and a file holds "
         "one; take the line away, or make a file of its own of what follows"),
        ("- a\n- b\n", '1:1 The file holds ["a", "b"] where fields belong'),
        (RULE.replace("demand: B99", "demand: B99\ndemand: B98"),
         "3:1 /demand The field “demand” stands twice in one object, first in line 2; "
         "remove one of them"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used(content: str | bytes, said: str, tmp_path: Path) -> None:
    between = ":" if said[0].isdecimal() else " "
    book = put(tmp_path, **{ID: content})
    assert told(book) == [f"theme/{ID}.yaml{between}{said}"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("modality: skal\u00a0 # x\n", "4:15 here stands U+00A0"),
        ("modality: \u2009skal\n", "4:11 here stands U+2009"),
        ("modality: \u200bskal\n", "4:11 here stands U+200B"),
        ("when:\n \u00a0present: council\n", "14:2 here stands U+00A0"),
        ("periods: {from: “2015”}\n", "10:17 “ is a quotation mark of printed text"),
        ("periods: {from: ”2015”}\n", "10:17 ” is a quotation mark of printed text"),
        ("title: {nb: ‘Alt er bra’, nn: x, en: x}\n", "3:13 ‘ is a quotation mark of printed"),
        ('title: {nb: En plan", nn: x, en: x}\n', "3:20 a quotation mark closes here that was"),
        (
            "check: {count: {values: 'report.meetings[]', at_least: 300.000}}\n",
            "16:56 300.000 is read as 300, with decimals",
        ),
        ("title: {nb: RÃ¥det, nn: x, en: x}\n", "3:13 “Ã¥” is what a letter becomes"),
        ('title: {nb: x, nn: "MÃ¸ter", en: x}\n', "3:20 “Ã¸” is what a letter becomes"),
    ],
)
def test_signs_that_look_like_others(written: str, said: str, tmp_path: Path) -> None:
    (problem,) = told(put(tmp_path, **{ID: replaced(RULE, written)}))
    assert problem.startswith(f"theme/{ID}.yaml:{said}")


@pytest.mark.parametrize(
    "nb",
    [
        "“Kurs” er avlyst",
        '"«Kurs»"',
        '"“Kurs”"',
        "100\u00a0000 kroner",
        "ÅRÃS",
        "nb er «x»",
    ],
)
def test_signs_that_may_stand_in_texts(nb: str, tmp_path: Path) -> None:
    rule = replaced(RULE, f"title: {{nb: {nb}, nn: x, en: x}}\n")
    assert load_rulebooks([put(tmp_path, **{ID: rule})], SCHEMAS)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    book = put(tmp_path, "\ufeff" + HEAD, **{ID: "\ufeff" + RULE})
    assert load_rulebooks([book], SCHEMAS)[0].rules


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    book = put(tmp_path)
    (book / "theme" / "folder.yaml").mkdir()
    assert told(book) == ["theme/folder.yaml Cannot be read: it is a folder"]


def test_a_folder_without_a_rule_book(tmp_path: Path) -> None:
    assert told(tmp_path) == [
        ". There is no rule book in this folder: rulebook.yaml is missing; name a folder that "
        "has one"
    ]


def test_ids_are_those_of_file_and_folder(tmp_path: Path) -> None:
    book = put(tmp_path, replaced(HEAD, "id: other"), **{ID: RULE})
    (book / "theme" / "copy.yaml").write_text(RULE, "utf-8")
    assert told(book) == [
        "rulebook.yaml:1:1 /id The rule book other lies in the folder book; they must be the same",
        f"theme/copy.yaml:1:1 /id The rule {ID} stands in copy.yaml; name the file {ID}.yaml",
        f"theme/{ID}.yaml:1:1 /id Two rules have the id {ID}; the other stands in theme/copy.yaml",
    ]


def test_an_id_is_of_small_letters(tmp_path: Path) -> None:
    book = put(tmp_path, **{"Council meets": RULE})
    assert told(book) == [
        "theme/Council meets.yaml:1:1 /id “Council meets” is not small letters a–z and digits, "
        "with hyphens between words"
    ]


@pytest.mark.parametrize("check", ["presnt: report", "present: {value: report}", "all: [x: 1]"])
def test_placeholders_that_an_unread_check_would_fill_are_not_told_of(
    check: str, tmp_path: Path
) -> None:
    texts = "{nb: '{missing}', nn: '{missing}', en: '{missing}'}"
    rule = replaced(RULE, f"check: {{{check}}}\nviolation: {texts}\n")
    assert not [one for one in told(put(tmp_path, **{ID: rule})) if "placeholder" in one]


def test_placeholders_are_told_of_beside_an_unread_condition(tmp_path: Path) -> None:
    texts = "{nb: x, nn: x, en: '{missing}'}"
    rule = replaced(RULE, f"when: {{presnt: council}}\nremedy: {texts}\n")
    assert told(put(tmp_path, **{ID: rule})) == [
        f"theme/{ID}.yaml:13:8 /when/presnt There is no kind “presnt”; did you mean “present”?",
        f"theme/{ID}.yaml:19:24 /remedy/en Nothing fills the placeholder {{missing}}; "
        "choose expected, given, period or subject",
    ]


def test_rules_come_in_order_of_demand_and_books_in_order_of_validity(tmp_path: Path) -> None:
    late = write_book(tmp_path / "late", {**FINE, "demand": "B02"}, {**FINE, "id": "a"},
                      {**FINE, "id": "b", "demand": "B01"})  # fmt: skip
    early = write_book(tmp_path / "early", FINE, valid={"from": "2010-01-01", "to": "2015-04-30"})
    books = load_rulebooks([late, early], SCHEMAS)
    assert [(book.id, [rule.id for rule in book.rules]) for book in books] == [
        ("early", ["tried"]),
        ("late", ["a", "b", "tried"]),
    ]


@pytest.mark.parametrize(
    ("first", "last", "clash"),
    [
        ("2010-01-01", "2015-04-30", False),
        ("2010-01-01", "2015-05-01", True),
        ("2018-12-31", "2020-01-01", True),
        ("2019-01-01", "2020-01-01", False),
    ],
)
def test_one_rule_in_two_books_that_may_overlap(
    first: str, last: str, clash: bool, tmp_path: Path
) -> None:
    ours = write_book(tmp_path / "ours", FINE)
    more = {**FINE, "id": "only-here"}
    theirs = write_book(tmp_path / "theirs", FINE, more, valid={"from": first, "to": last})
    if not clash:
        assert len(load_rulebooks([ours, theirs], SCHEMAS)) == 2
        return
    with pytest.raises(CannotRun) as caught:
        load_rulebooks([theirs, ours], SCHEMAS)
    (problem,) = caught.value.problems
    said = say(problem.message)
    earlier, later = (ours, theirs) if first > "2015-05-01" else (theirs, ours)
    assert (problem.file, problem.path) == (str(later / "theme" / "tried.yaml"), "/id")
    assert said.startswith(f"Two rules have the id tried, here and in {earlier}/theme/tried.yaml")
    assert f"write takes_over: {{{earlier.name}: [tried]}} in {later}/rulebook.yaml" in said


def test_two_books_of_one_id(tmp_path: Path) -> None:
    ours = write_book(tmp_path / "a" / "book", FINE)
    theirs = write_book(tmp_path / "b" / "book", valid={"from": "2031-01-01", "to": "2031-12-31"})
    with pytest.raises(CannotRun) as caught:
        load_rulebooks([ours, theirs], SCHEMAS)
    assert [say(p.message) for p in caught.value.problems] == [
        f"Two rule books have the id book; the other is {ours}/rulebook.yaml"
    ]


def test_mistakes_of_several_books_come_together(tmp_path: Path) -> None:
    first = write_book(tmp_path / "first", {**FINE, "modality": "must"})
    second = write_book(tmp_path / "second", title={**TEXTS, "nn": ""})
    with pytest.raises(CannotRun) as caught:
        load_rulebooks([first, second], SCHEMAS)
    files = [Path(problem.file or "").name for problem in caught.value.problems]
    assert files == ["tried.yaml", "rulebook.yaml"]


def test_without_a_folder_the_shipped_books_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [folder.name for folder in shipped_folders()] == ["ia-2010-2013", "ia-2014-2018"]
    monkeypatch.setattr(rulebooks, "shipped_folders", lambda: shipped_folders()[:1])
    assert [book.id for book in load_rulebooks([], SCHEMAS)] == ["ia-2010-2013"]


def test_the_checksum_is_of_names_and_bytes(tmp_path: Path) -> None:
    def checksum(name: str, rule: str, **more: str) -> str:
        (book,) = load_rulebooks([put(tmp_path / name, **{ID: rule}, **more)], SCHEMAS)
        return book.sha256

    same = checksum("a", RULE)
    assert checksum("b", RULE) == same
    assert len({same, checksum("c", RULE + "\n"), checksum("d", RULE, more=RULE)}) == 3
