"""A paper of several periods: an annex for each, which is that of the period's own paper."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commands import COUNCIL, PLAN, REPORT, Ran, put
from lxml import etree
from paper_material import alone, council, documents_of, meeting, report
from paper_rounds import ENGLISH, EXAMPLES, sentences, words

from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang
from iacheck.language.periods import Period
from iacheck.reports import as_html, paper_formats
from iacheck.reports.blocks import Block, Heading, Items, NewPage, Paragraph, Table
from iacheck.reports.meeting.material import MeetingMaterial
from iacheck.reports.meeting.matrix import mark_of
from iacheck.reports.meeting.paper import paper
from iacheck.reports.wording import problem_line, problems_heading

Run = Callable[..., Ran]

AS_OF = "2013-02-15"
YEAR = ("2012-H1", "2012-H2", "2012")


@pytest.fixture(scope="module")
def year() -> MeetingMaterial:
    """A year with its halves, without the meetings of which there is a notice."""
    noted = ("panel_meeting/2012-H2", "report/hedmark-2012-H1")
    documents = [d for d in documents_of((EXAMPLES / "2012",)) if d.name not in noted]
    return meeting(documents, "2012", as_of=AS_OF)


def chapters(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """What stands below each heading of the first level, by its text."""
    found: dict[str, list[Block]] = {}
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            found[block.text] = []
        else:
            found[list(found)[-1]].append(block)
    return found


_ANNEX = re.compile(r"(?:Annex|Vedlegg) \d+: ")


def annexes(meeting: MeetingMaterial, lang: Lang = "en") -> list[list[Block]]:
    """What stands in the annex of each period."""
    found = chapters(paper(meeting, language(lang)).blocks)
    return [blocks for title, blocks in found.items() if _ANNEX.match(title)]


def plain(blocks: Iterable[Block], raised: int = 0) -> list[Block]:
    """The blocks with headings so much higher, and without numbers and what links point to."""
    return [
        replace(block, level=block.level - raised, anchor=None, text=_ANNEX.sub("", block.text))
        if isinstance(block, Heading)
        else block
        for block in blocks
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_an_annex_is_that_of_its_period_alone(year: MeetingMaterial, lang: Lang) -> None:
    assert [str(one.period) for one in year.materials] == list(YEAR)
    for blocks, one in zip(annexes(year, lang), year.materials, strict=True):
        of_its_own = list(paper(alone(one), language(lang)).blocks)
        del of_its_own[: of_its_own.index(NewPage()) + 1]
        while blocks[-1] == NewPage():  # before the next annex
            blocks.pop()
        assert plain(blocks, raised=1) == plain(of_its_own)


def test_the_counts_of_an_annex_are_those_of_its_period(year: MeetingMaterial) -> None:
    """Counted anew from the findings."""
    headlines = [line for line in sentences(paper(year, ENGLISH).blocks) if " judged for " in line]
    of_periods = zip(annexes(year), map(Period.parse, YEAR), headlines, strict=True)
    for blocks, period, headline in of_periods:
        judged = [one for one in year.result.subjects if one.period == period]
        expected: Counter[str] = Counter()
        for one in judged:
            expected.update(mark_of(finding) for finding in one.findings)
        del expected["not_applicable"]
        counted: Counter[str] = Counter()
        for table in blocks:
            if isinstance(table, Table) and table.caption.startswith("Checks by verdict"):
                marks = [_MARKS[column.heading] for column in table.columns[1:]]
                rows = [row for row in table.rows if words(row[0]) != "Together"]
                for row in rows:
                    counted.update(dict(zip(marks, map(number, row[1:]), strict=True)))
        assert +counted == +expected
        subjects = {str(one.subject) for one in judged}
        assert headline.startswith(f"Of the {len(subjects)} judged for ")


_MARKS = {
    "Errors": "error", "Warnings": "warning", "Info": "info", "Unclear": "undetermined",
    "Waived": "waived", "Not due": "not_due", "Met": "met", "Failed": "failed",
}  # fmt: skip


def number(cell: Any) -> int:
    written = words(cell)
    return 0 if written == "–" else int(written)


def test_the_first_page_and_the_contents_name_each_period(year: MeetingMaterial) -> None:
    made = paper(year, ENGLISH)
    assert made.title == "IA work, 2012: paper for the meeting"
    first, *others = chapters(made.blocks).items()
    assert first[0] == "In short"
    titles = ["First half of 2012", "Second half of 2012", "The year 2012"]
    headings = [block.text for block in first[1] if isinstance(block, Heading)]
    assert headings == titles
    opening, contents = first[1][-2:]
    assert isinstance(opening, Paragraph)
    assert isinstance(contents, Items)
    assert words(opening.text).startswith("In this paper: What the meeting is asked to decide · ")
    called = [f"Annex {number}: {title}" for number, title in enumerate(titles, 1)]
    assert [title for title, _ in others if title.startswith("Annex")] == called
    assert all(map(str.startswith, map(words, contents.items), called))
    assert all("Who has delivered · Everybody" in words(item) for item in contents.items[:3])
    links = [span.link for text in (opening.text, *contents.items) for span in text if span.link]
    anchors = [b.anchor for b in made.blocks if isinstance(b, Heading) and b.anchor]
    assert links == anchors[1:]
    assert len(set(anchors)) == len(anchors)
    page = etree.HTML(as_html.write(made))
    targets = {element.get("id") for element in page.iter() if element.get("id")}
    assert {f"#{link}" for link in links} <= {a.get("href") for a in page.iter("a")}
    assert set(links) <= targets


def test_no_heading_is_lower_than_formats_have_them(year: MeetingMaterial) -> None:
    levels = {block.level for block in paper(year, ENGLISH).blocks if isinstance(block, Heading)}
    assert levels == {1, 2, 3, 4}


def test_what_is_wrong_is_told_once_at_the_end() -> None:
    halves = [
        report("a", [7], period=half, submitted_on="2013-02-01") for half in ("2012-H1", "2012-H2")
    ]
    found = meeting([council("a"), *halves], "2012-H1", "2012-H2", as_of=AS_OF)
    blocks = paper(found, ENGLISH).blocks
    assert [problem.level for problem in found.result.problems].count("error") == 2
    told = sentences(blocks)
    assert told.count("2 problems with the documents; see the end.") == 1
    for problem in found.result.problems:
        assert told.count(problem_line(problem, ENGLISH)) == 1
    last = problems_heading(found.result.problems, ENGLISH)
    assert list(chapters(blocks))[-1] == last
    assert words(contents_of(blocks)[-1]) == last


def contents_of(blocks: Sequence[Block]) -> Sequence[Any]:
    """What stands in the list of annexes."""
    return next(block.items for block in blocks if isinstance(block, Items) and any(
        span.link for item in block.items for span in item))  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "named", "judged"),
    [
        (["2012-H2", "2012-H1"], ["2012-H1", "2012-H2"], ["2012-H1", "2012-H2"]),
        (["2012-H2", "2012", "2012-H2"], ["2012"], list(YEAR)),
        (["2015", "2012"], ["2012", "2015"], [*YEAR, "2015"]),
        (["2012-H1"], ["2012-H1"], ["2012-H1"]),
        # No rule book covers it: that is told as a problem.
        (["2009", "2012-H1"], ["2012-H1"], ["2012-H1"]),
    ],
)
def test_which_periods_a_paper_has(asked: list[str], named: list[str], judged: list[str]) -> None:
    halves = [report("a", period=half) for half in ("2012-H1", "2012-H2")]
    found = meeting([council("a"), *halves], *asked, as_of="2016-06-01")
    assert list(map(str, found.asked)) == named
    assert [str(one.period) for one in found.materials] == judged


def test_a_period_that_was_asked_for_and_in_which_nobody_was_judged() -> None:
    documents = [council("a", active={"from": "2012-01-01", "to": "2012-12-31"})]
    found = meeting(documents, "2012-H2", "2015", as_of="2016-06-01")
    told = chapters(paper(found, ENGLISH).blocks)
    assert "Nobody was to be judged for 2015." in sentences(told["In short"])
    (half,) = annexes(found)
    assert "Annex 1: Second half of 2012" in told
    assert len(half) > 10


# On the command line


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return put(tmp_path, "years.jsonl", COUNCIL, PLAN, REPORT, {**REPORT, "_id": "r-2016",
               "period": "2016", "submitted_on": "2017-02-10", "activities": []})  # fmt: skip


@pytest.mark.parametrize("format_", paper_formats())
def test_every_format_is_written(run: Run, file: Path, format_: str) -> None:
    ran = run("report", file, "--period", "2015", "--period", "2016", "--as-of", "2017-06-01",
              "--format", format_, "--out", "paper")  # fmt: skip
    assert ran.status == 0
    told = [line.partition(":")[0] for line in ran.err.splitlines()]
    assert told == ["Written", "2015", "2016"]
    assert Path("paper").stat().st_size > 1000


def test_the_tables_of_a_period_are_those_of_its_own_paper(run: Run) -> None:
    def tables(*periods: str) -> list[str]:
        options = (option for period in periods for option in ("--period", period))
        ran = run("report", EXAMPLES / "2012", *options, "--as-of", AS_OF, "--format", "md")
        assert ran.status == 0
        of_annexes = ran.out[ran.out.index("# Annex 1") :]
        return re.findall(r"(?:^\|.*\n)+", of_annexes, re.MULTILINE)

    first, second = tables("2012-H1"), tables("2012-H2")
    assert tables("2012-H1", "2012-H2") == [*first, *second]
    assert tables("2012")[: len(first) + len(second)] == [*first, *second]


def test_figures_are_those_of_the_check(run: Run, file: Path) -> None:
    periods = ("--period", "2015", "--period", "2016", "--as-of", "2017-06-01")
    result = json.loads(run("check", file, *periods, "--format", "json").out)
    told = run("report", file, *periods).out
    for one in result["subjects"]:
        found = Counter(f["severity"] for f in one["findings"] if f["verdict"] == "deviation")
        numbers = f"{found['error']} error{'s' * (found['error'] != 1)}"
        lines = " ".join(told.split())
        assert f"judged for {one['period']}, 1 has deviations: {numbers}" in lines


def test_list_paper_and_result_count_the_same(run: Run) -> None:
    """Whoever is judged in several periods is one, and an entry of each; that is said."""
    about = ("--period", "2012", "--as-of", AS_OF)
    text = run("check", EXAMPLES / "2012", *about, "--fail-on", "never").out
    result = json.loads(run("check", EXAMPLES / "2012", *about, "--format", "json").out)
    entries = result["summary"]["subjects"]
    bodies = len({one["subject"] for one in result["subjects"]})
    assert f"{bodies} subjects checked ({entries} counting each period by itself): " in text
    lines = run("report", EXAMPLES / "2012", *about).out.splitlines()
    front = " ".join(lines[: next(n for n, x in enumerate(lines) if "In this paper" in x)])
    front = " ".join(front.split())
    assert sum(map(int, re.findall(r"Of the (\d+) judged for", front))) == entries
    told = f"{bodies} were judged in all; counting each period by itself, {entries}."
    assert told in front
    one = run("check", EXAMPLES / "2012", "--period", "2012-H1", "--fail-on", "never").out
    assert "counting each period" not in one
