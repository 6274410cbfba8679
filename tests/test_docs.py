"""The documentation is true: its rules load, its messages are those of the program."""

from __future__ import annotations

import datetime
import json
import re
import runpy
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from building import write_book
from shipped import shipped

from iacheck import cli
from iacheck.cases.findings import VERDICTS, SubjectFindings
from iacheck.cases.subjects import Extent
from iacheck.checks import kinds
from iacheck.checks.compiler import Compiler
from iacheck.checks.path_compiler import Paths
from iacheck.checks.rule import RuleBook
from iacheck.cli import run
from iacheck.cli.check import FAIL_ON
from iacheck.cli.loading import books_and_schemas
from iacheck.documents.schemas import load_schemas
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.errors import CannotRun
from iacheck.language.language import language
from iacheck.language.periods import Period
from iacheck.readers import suffixes
from iacheck.readers.files.inputs import read_inputs
from iacheck.reports import formats
from iacheck.rulebooks import load_rulebooks

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GENERATE = runpy.run_path(str(DOCS / "generate.py"))
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [*DOCS.glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "README.md"]
SCHEMAS = load_schemas()
RULES = (DOCS / "rules.md").read_text("utf-8")
# Files and fragments are those that are written by hand.
BY_HAND = re.sub(r"<!-- generated: .*?<!-- /generated -->", "", RULES, flags=re.DOTALL)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"# (my-book/[\w/-]+\.yaml)\n")
MISTAKE = re.compile(
    r"^```yaml\n# in ([\w-]+\.yaml)\n(.*?)^```\n\n```text\n(.*?)\n```$", re.DOTALL | re.MULTILINE
)
BOOK = {
    found[1]: text
    for language_, text in BLOCK.findall(BY_HAND)
    if language_ == "yaml" and (found := FILE.match(text))
}
THIRD = "docs/third-rule-book/ia-2031-2034"


def told(error: CannotRun) -> list[str]:
    return [language("en").say(problem.message) for problem in error.problems]


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "my-book"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> RuleBook:
    folder = write(tmp_path_factory.mktemp("book"), BOOK)
    try:
        (loaded,) = load_rulebooks([folder], SCHEMAS)
    except CannotRun as error:
        pytest.fail(
            "\n".join(f"{p.file}: {t}" for p, t in zip(error.problems, told(error), strict=True))
        )
    return loaded


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_generated_parts_are_up_to_date(page: Path) -> None:
    text = page.read_text("utf-8")
    assert GENERATE["filled"](text) == text, "run: python docs/generate.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        if name.startswith(("http://", "https://")):
            continue
        path = (page.parent / name) if name else page
        assert path.exists(), target
        if anchor:
            assert anchor in set(anchors(path.read_text("utf-8"))), target


def anchors(text: str) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_rules_of_the_page_load_and_their_examples_agree(book: RuleBook) -> None:
    assert len(book.rules) == len(BOOK) - 1


@pytest.mark.parametrize("kind", kinds.kind_names())
def test_every_kind_has_its_section_its_parameters_and_a_rule(kind: str) -> None:
    sections = re.split(r"^### ", RULES, flags=re.MULTILINE)
    (section,) = [s for s in sections if s.startswith(f"`{kind}`\n")]
    assert f"<!-- generated: kind {kind} -->" in section
    rules = [yaml.safe_load(text) for _, text in BLOCK.findall(section) if FILE.match(text)]
    assert any(kind in set(kinds_in(rule["check"])) for rule in rules)


def kinds_in(source: Any) -> Iterator[str]:
    """The keys in a check, among which its kinds are."""
    if isinstance(source, dict):
        for name, value in source.items():
            yield name
            yield from kinds_in(value)
    elif isinstance(source, list):
        for value in source:
            yield from kinds_in(value)


def test_all_blocks_are_tried() -> None:
    tried = ("# my-book/", "# in ", "# terms of ", "# conditions on ", "# examples of ")
    for name, text in BLOCK.findall(BY_HAND):
        assert name != "yaml" or text.startswith(tried), text


def fragment(start: str) -> Any:
    (text,) = [t for _, t in BLOCK.findall(BY_HAND) if t.startswith(start)]
    return yaml.safe_load(text)


def test_words_of_the_trade_on_the_page_are_added(tmp_path: Path) -> None:
    added = fragment("# in rulebook.yaml, for other words")
    (book,) = load_rulebooks([write_book(tmp_path / "added", **added)], SCHEMAS)
    assert book.trade_words["columns"]["activities"]["title"]["nn"] == ["Oppgåve"]


def compiler(book: RuleBook) -> Compiler:
    labels = book.rules[0].labels
    paths = Paths(SCHEMAS, "council-year")
    return Compiler(paths, kinds.find_kind, kinds.kind_names(), book.parameters, labels)


def test_paths_of_the_page_exist() -> None:
    rows = re.findall(r"^\| ((?:\w+-)+year) \| `([^`]+)` \|", RULES, re.MULTILINE)
    assert len(rows) > 5
    for subject, path in rows:
        assert Paths(SCHEMAS, subject).compile(path)


def test_terms_of_the_page_compile(book: RuleBook) -> None:
    compiling = compiler(book)
    for source in fragment("# terms of a council-year"):
        compiling.term(source)
    assert compiling.mistakes == []


def test_conditions_of_the_page_compile(book: RuleBook) -> None:
    compiling = compiler(book)
    for condition in fragment("# conditions on report.activities[]"):
        compiling.selection("report.activities[]", "values", condition)
    assert compiling.mistakes == []


def test_examples_of_the_page_agree(tmp_path: Path) -> None:
    name = "my-book/report/report-covers-sub-goals.yaml"
    blocks = [t for _, t in BLOCK.findall(BY_HAND) if t.startswith("# examples of")]
    examples = "\n".join(re.sub(r"^", "  ", text, flags=re.MULTILINE) for text in blocks)
    changed = replaced(BOOK[name], f"examples:\n{examples}\n")
    load_rulebooks([write(tmp_path, BOOK | {name: changed})], SCHEMAS)


def replaced(text: str, part: str) -> str:
    """A file of which the fields in `part` are replaced; as text, for it may be no YAML."""
    fields = {re.split(":", block, maxsplit=1)[0]: block for block in blocks_of(part)}
    kept = [b for b in blocks_of(text) if re.split(":", b, maxsplit=1)[0] not in fields]
    return "".join([*kept, *fields.values()])


def blocks_of(text: str) -> list[str]:
    return [block for block in re.split(r"^(?=\w)", text, flags=re.MULTILINE) if block]


@pytest.mark.parametrize(("file", "part", "messages"), MISTAKE.findall(BY_HAND))
def test_mistakes_are_told_as_the_page_says(
    file: str, part: str, messages: str, tmp_path: Path
) -> None:
    (name,) = [name for name in BOOK if name.endswith(f"/{file}")]
    needed = {n: t for n, t in BOOK.items() if n.endswith("/rulebook.yaml") or n == name}
    folder = write(tmp_path, needed | {name: replaced(BOOK[name], part)})
    with pytest.raises(CannotRun) as caught:
        load_rulebooks([folder], SCHEMAS)
    assert told(caught.value) == messages.split("\n")


def verdicts(judged: SubjectFindings) -> dict[str, str]:
    return {finding.rule.demand: finding.verdict for finding in judged.findings}


def test_a_rule_book_for_a_new_letter_is_yaml_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    books, schemas = books_and_schemas([Path(THIRD)])
    assert {path.suffix for path in Path(THIRD).rglob("*") if path.is_file()} == {".yaml"}
    reading = read_inputs([Path("docs/third-rule-book/documents")], books, schemas)
    assert reading.problems == ()
    given = RunInput(reading.documents, (), "named")
    as_of = Period(2031, 1).last_day.replace(month=9, day=1)
    result = check(given, books, schemas, as_of, CaseSelection())
    assert result.problems == ()
    assert {(str(s.subject), str(s.period)): verdicts(s) for s in result.subjects} == {
        ("council/dalene", "2031"): {"M01": "deviation", "M05": "deviation"},
        ("council/dalene", "2031-H1"): {"M02": "deviation", "M03": "met", "M04": "deviation"},
        ("council/kysten", "2031"): {"M01": "met", "M05": "met"},
        ("council/kysten", "2031-H1"): {"M02": "met", "M03": "deviation", "M04": "met"},
        ("party/LO", "2031-H1"): {"M06": "deviation"},
    }
    later = check(given, books, schemas, as_of, CaseSelection((Period(2033),), ("council/kysten",)))
    assert verdicts(later.subjects[-1])["M05"] == "undetermined"


DEMAND = re.compile(r"^\| (M\d\d) \|.*\| ([\w ]+), P(\d) \| (\S+) \| (\S+) \|$", re.MULTILINE)


def test_the_list_of_demands_is_that_of_the_rule_book() -> None:
    (book,) = load_rulebooks([ROOT / THIRD], SCHEMAS)
    told = [
        (rule.head.demand, source.section, str(number), rule.head.modality, rule.subject)
        for rule in book.rules
        for source in rule.head.sources
        for number in source.paragraphs
    ]
    assert told == DEMAND.findall(RULES)
    letter = (DOCS / "third-rule-book" / "letter.md").read_text("utf-8")
    sections = dict.fromkeys(section for _, section, *_ in told)
    assert re.findall(r"^## (.+)$", letter, re.MULTILINE) == [*sections]


# The commands of a page are run one after the other in one folder.
COMMAND = re.compile(r"^\$ (iacheck .+)$", re.MULTILINE)


def commands(page: str) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    consoles = [block for name, block in BLOCK.findall(text) if name == "console"]
    return [found for block in consoles for found in COMMAND.findall(block)]


def shown_imports(text: str) -> list[tuple[str, str]]:
    """Each import of a page, in order, with what the page says that it prints, if it does."""
    consoles = "".join(f"{block}$ \n" for name, block in BLOCK.findall(text) if name == "console")
    return re.findall(r"^\$ (iacheck import [^\n]+)\n((?:(?!\$ ).*\n)*)", consoles, re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "docs/brukerveiledning.md"])
def test_an_import_prints_what_the_page_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(DOCS / "eksempel", tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("IACHECK_STORE", raising=False)
    imports = shown_imports((ROOT / page).read_text("utf-8"))
    last = max(number for number, (_, told) in enumerate(imports) if told)
    for line, told in imports[: last + 1]:
        assert exit_status(line) == 0, line
        output, errors = capfd.readouterr()
        assert not told or told.split() == (errors + output).split(), line


def exit_status(line: str) -> int:
    return run(shlex.split(line)[1:])


def test_commands_about_the_third_rule_book_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    lines = [line for line in commands("rules.md") if "third-rule-book" in line]
    assert [exit_status(line) for line in lines] == [0, 0, 0, 1]
    assert capfd.readouterr().err == ""


def test_commands_about_a_kind_of_document_of_one_s_own_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    lines = [line for line in commands("rules.md") if "own-kind" in line]
    assert [exit_status(line) for line in lines] == [0, 0, 1, 0]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("page", ["brukerveiledning.md", "results.md"])
def test_commands_run_as_the_page_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(DOCS / "eksempel", tmp_path, dirs_exist_ok=True)
    shutil.copy(ROOT / "examples" / "handlingsplan.docx", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("IACHECK_STORE", raising=False)
    for line in commands(page):
        given = exit_status(line)
        output, errors = capfd.readouterr()
        assert given in {0, 1}, f"{line}\n{output}{errors}"


@pytest.mark.parametrize("paper", ["rapport-epost.txt", "rapport.txt"])
def test_the_papers_of_the_guide_are_read_in_full(
    paper: str, capfd: pytest.CaptureFixture[str]
) -> None:
    file = DOCS / "eksempel" / "2016" / paper
    assert file.read_text("utf-8").strip() in (DOCS / "brukerveiledning.md").read_text("utf-8")
    assert run(["read", str(file), "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    (document,) = found["documents"]
    told = {"coordinated_by", "submitted_via", "submitted_on", "priorities", "meetings", "funds"}
    assert told <= document.keys()
    assert len(document["activities"]) == 2
    assert (found["unread"], found["problems"]) == ([], [])


def test_the_guide_has_every_command_and_option() -> None:
    guide = (DOCS / "brukerveiledning.md").read_text("utf-8")
    tried = {line.split()[1] for line in commands("brukerveiledning.md")}
    for path, command in every_command(cli.commands, "iacheck"):
        assert f"`{path}`" in guide
        assert path.split()[1] in tried
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.name != "help":
                assert parameter.opts[0] in guide, (path, parameter.opts)


@pytest.mark.parametrize("format_", formats())
def test_the_guide_says_what_every_format_is_for(format_: str) -> None:
    guide = (DOCS / "brukerveiledning.md").read_text("utf-8")
    assert re.search(rf"^\| `{format_}` \| .+ \|$", guide, re.MULTILINE)
    assert f"`{format_}`" in (DOCS / "results.md").read_text("utf-8")


def every_command(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from every_command(inner, f"{path} {name}")


def test_the_guide_judges_as_it_says() -> None:
    """No report is a deviation; the waiver covers one until it ends; the judgement holds."""
    books, schemas = shipped()

    def verdicts_on(day: str, *paths: str, extent: Extent = "named") -> dict[str, str]:
        reading = read_inputs([DOCS / "eksempel" / path for path in paths], books, schemas)
        assert reading.problems == ()
        given = RunInput(reading.documents, (), extent)
        result = check(given, books, schemas, datetime.date.fromisoformat(day), CaseSelection())
        return {f.rule.id: f.verdict for s in result.subjects for f in s.findings}

    early = verdicts_on("2016-03-15", "2015/raad.yaml", "2015/plan-2015.yaml", extent="everybody")
    assert early["report-delivered"] == "deviation"
    before, after = (verdicts_on(day, "2015") for day in ("2016-03-15", "2017-01-01"))
    waived = [rule for rule, verdict in before.items() if verdict == "waived"]
    assert waived == ["report-covers-sub-goals"]
    assert after["report-covers-sub-goals"] == "deviation"
    judged = verdicts_on("2013-03-01", "2012")
    assert judged["party-report-tells-measures-and-results"] == "deviation"


@pytest.mark.parametrize("page", ["brukerveiledning.md", "results.md"])
def test_every_verdict_severity_and_status_is_explained(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    assert all(f"`{verdict}`" in text for verdict in VERDICTS)
    assert all(f"`{limit}`" in text for limit in FAIL_ON)
    assert re.findall(r"^\| (\d) \|", text, re.MULTILINE) == ["0", "1", "2", "3", "4"]


def test_every_kind_of_document_and_format_has_its_row() -> None:
    text = (DOCS / "dokumenter.md").read_text("utf-8")
    intro, _, tables = text.partition("<!-- generated")
    assert set(re.findall(r"^\| `(\w+)` \|", intro, re.MULTILINE)) == set(SCHEMAS.kinds)
    assert set(re.findall(r"^## `(\w+)`$", tables, re.MULTILINE)) == set(SCHEMAS.kinds)
    (row_of,) = re.findall(r"^\| filnavn .*?\n\n", intro, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`(\.\w+)`", row_of)) == set(suffixes())


def test_the_first_command_of_the_readme_fills_one_screen_and_says_where_the_lists_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    first, second, *_ = re.findall(
        r"^```(?:sh|bash|console)\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    )
    # What comes after it is about Word and Excel files.
    assert "pip install -q -c constraints.txt '.[all]'" in first
    assert "pytest" in second
    shutil.copytree(ROOT / "examples" / "2015", tmp_path / "examples" / "2015")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("IACHECK_STORE", raising=False)
    lines = []
    for command in re.findall(r"\.venv/bin/(iacheck [^&\n]+)", first):
        assert exit_status(command) == 0
        lines += capfd.readouterr().out.splitlines()
    assert len(lines) < 40
    assert any("B16" in line for line in lines)
    assert lines[-1] == "Lista til hver ligger i avvik"
    assert len([*(tmp_path / "avvik").iterdir()]) > 20


def test_windows_has_its_own_commands() -> None:
    for page in (README, (DOCS / "brukerveiledning.md").read_text("utf-8")):
        assert "py -m venv .venv\n.venv\\Scripts\\pip install " in page
        assert "[all]'" in page
