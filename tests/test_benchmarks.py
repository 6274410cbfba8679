"""What the figures of speed are measured on: the council-years, the six rules, the last line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import page
import pytest
import speed
from figures import engine
from figures.council_years import CouncilYears
from figures.six_rules import MIXED_PERCENT, CouncilYear, Engine, by_hand, met_load, mixed_load

from iacheck.cli.loading import books_and_schemas
from iacheck.documents.document import Document
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.periods import Period
from iacheck.reports.charts import drawing


def documents(council_years: CouncilYears) -> tuple[Document, ...]:
    return tuple(Document(r.kind, r.body["_id"], r.body) for r in council_years.records())


def test_equal_council_years_give_equal_documents() -> None:
    years = CouncilYears(20, (2015, 2016))
    assert [*years.records()] == [*years.records()]
    assert [*years.records()] != [*CouncilYears(20, (2015, 2016), seed=1).records()]


@pytest.mark.parametrize("years", [(2015,), range(2015, 2019), range(2200, 2204)])
def test_documents_are_right_and_each_is_there_once(years: Sequence[int]) -> None:
    _, schemas = books_and_schemas(())
    made = documents(CouncilYears(25, years))
    assert [problem for document in made for problem in schemas.validate(document)] == []
    assert max(Counter(document.name for document in made).values()) == 1
    assert {d.body["period"] for d in made if d.kind == "report"} == {str(year) for year in years}


def test_five_percent_of_the_findings_are_deviations() -> None:
    books, schemas = books_and_schemas(())
    given = RunInput(documents(CouncilYears(40)), (), "named")
    as_of = Period(2017).last_day
    result = check(given, books, schemas, as_of, CaseSelection())
    findings = [finding.verdict for one in result.subjects for finding in one.findings]
    assert result.problems == ()
    assert 0.04 < findings.count("deviation") / len(findings) < 0.06
    assert findings.count("met") / len(findings) > 0.85


def broken(load: Sequence[CouncilYear]) -> list[list[int]]:
    return [by_hand(*one) for one in load]


@pytest.mark.parametrize("load", [met_load(30), mixed_load(30)])
def test_the_rules_say_what_the_function_by_hand_says(load: Sequence[CouncilYear]) -> None:
    judging = Engine()
    assert [judging.broken(case) for case in judging.cases(load)] == broken(load)


def test_a_load_is_met_or_mixed() -> None:
    assert broken(met_load(30)) == [[]] * 30
    found = [rule for rules in broken(mixed_load(100)) for rule in rules]
    assert round(len(found) / 6, 1) == MIXED_PERCENT
    assert {*found} == {1, 2, 3, 4, 5, 6}


def test_the_store_of_the_million_that_is_there_is_taken(tmp_path: Path) -> None:
    there = tmp_path / "million.db"
    measuring = speed.Measuring(tmp_path, quick=True, kept_million=there)
    assert measuring.million is None
    there.touch()
    assert speed.Measuring(tmp_path, kept_million=there).million == there


def test_what_is_measured_later_is_kept_beside_what_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept, found = tmp_path / "kept.json", {"value": 4.0}
    monkeypatch.setattr(engine, "vs_handwritten_met", lambda: found["value"])
    monkeypatch.setattr(engine, "vs_handwritten_mixed", lambda: 7.0)

    def run(*names: str, documents: int = 100) -> dict[str, float | None]:
        asked = ["--quick", "--only", ",".join(names), "--keep", str(kept)]
        speed.main([*asked, "--documents", str(documents)])
        figures = json.loads(kept.read_text("utf-8"))["figures"]
        return {name: one["value"] for name, one in figures.items() if one["value"] is not None}

    met, mixed = "engine_vs_handwritten_met", "engine_vs_handwritten_mixed"
    assert run(met) == {met: 4.0}
    assert run(mixed) == {met: 4.0, mixed: 7.0}
    found["value"] = 3.0
    assert run(met) == {met: 3.0, mixed: 7.0}
    # On more documents they are other figures.
    assert run(met, documents=200) == {met: 3.0}


def test_the_last_line_has_all_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engine, "COUNCIL_YEARS", 2)
    speed.main(["--quick", "--only", "engine_vs_handwritten_met,check_vs_read_mongodb"])
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [*last] == [
        "engine_vs_handwritten_met", "engine_vs_handwritten_mixed", "engine_vs_best_rule_engine",
        "check_vs_read_sqlite", "check_vs_read_mongodb", "scaling_1m_vs_10k", "peak_mb_1m",
        "import_vs_plain_sqlite", "import_vs_plain_mongodb", "version_start_vs_python",
        "small_check_vs_python", "docx_1000_vs_100",
    ]  # fmt: skip
    assert last.pop("engine_vs_handwritten_met") > 1
    assert {*last.values()} == {None}


def test_a_figure_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        speed.main(["--only", "speed_of_light"])
    assert "engine_vs_handwritten_met" in capsys.readouterr().err


def test_the_page_about_a_kept_run_is_up_to_date() -> None:
    run = json.loads((page.DOCS / "benchmarks.json").read_text("utf-8"))
    assert [*run["figures"]] == [*speed.FIGURES]
    assert (page.DOCS / "benchmarks.md").read_text("utf-8") == page.page(run), "run page.py"
    assert page.CHART.read_text("utf-8") == drawing(page.chart(run)) + "\n"


def test_the_chart_tells_how_many_figures_are_within_what_is_aimed_at() -> None:
    figures = {
        "small_check_vs_python": {"value": 50, "reach": 25, "parts": {}},
        "docx_1000_vs_100": {"value": 1.04, "reach": 1.3, "parts": {"a part": None}},
        "peak_mb_1m": {"value": None, "reach": 300, "parts": {}},
    }
    on = {"python": "3.11", "processor": "x86_64", "council_years": 10_000, "documents": 4}
    drawn = page.chart({"on": on, "figures": figures})
    assert [bar.written for bar in drawn.bars] == ["200 %", "80 %"]
    assert drawn.text == "1 of 2 figures measured are within what is aimed at."
    told = page.page({"on": on, "figures": figures})
    assert "10 000 council-years" in told
    assert "| a part | – |" in told
