"""The constructed example years: what is planted in them is found, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from iacheck.cli import run
from iacheck.cli.loading import books_and_schemas, read_inputs

EXAMPLES = Path(__file__).parent.parent / "examples"
PAPER = EXAMPLES / "halvaarsrapport-2012-h2.md"
# Each with the file or folder that is checked; what is planted stands beside it.
SOURCES = {"2015": EXAMPLES / "2015", "2012": EXAMPLES / "2012", PAPER.stem: PAPER}
YEARS = ("2015", "2012")
DEMANDS = {
    "2015": {f"B{number:02}" for number in range(1, 29)},
    "2012": {f"H{number:02}" for number in range(1, 22)},
}
# Broken by everybody whom they bind: the state as employer, which has a seat in no council, is
# missing in each; and of the nation's demands each is broken in the only year there is.
NEVER_MET = {
    "2015": {
        "organisations-have-seats",
        "councils-invited-to-gathering",
        "councils-attended-gathering",
    },
    "2012": set[str](),
}
# Rule, subject and period of a finding.
About = tuple[str, str, str]


@dataclass(frozen=True)
class Example:
    """A checked example, and what is planted in it."""

    name: str
    plants: dict[str, Any]
    output: bytes
    folder: Path

    @property
    def result(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.output)
        return loaded

    def findings(self) -> Iterator[tuple[About, dict[str, Any]]]:
        for subject in self.result["subjects"]:
            for finding in subject["findings"]:
                yield (finding["rule"], subject["subject"], subject["period"]), finding

    def found(self, verdict: str) -> set[tuple[str, ...]]:
        """Demand, rule, subject, period and key of every violation with this verdict."""
        return {
            (finding["demand"], *about, violation["key"])
            for about, finding in self.findings()
            if finding["verdict"] == verdict
            for violation in finding["violations"]
        }

    def planted(self, verdict: str) -> set[tuple[str, ...]]:
        """The same for what is planted."""
        return {
            (plant["demand"], plant["rule"], plant["subject"], self._period(plant), key)
            for plant in self.plants.get(verdict, ())
            for key in plant["keys"]
        }

    def untold(self) -> set[About]:
        """What the example's author says cannot be told."""
        return {
            (rule, subject, self._period(group))
            for group in self.plants["undetermined"]
            for subject in group["subjects"]
            for rule in group["rules"]
        }

    def _period(self, plant: dict[str, Any]) -> str:
        """A plant's own period, else the only one of the example."""
        if "period" in plant:
            return str(plant["period"])
        (only,) = self.plants["periods"]
        return str(only)


def checked(plants: dict[str, Any], source: Iterable[str], out: Path) -> bytes:
    """The JSON result of one run, which must get through."""
    periods = [part for period in plants["periods"] for part in ("--period", str(period))]
    status = run([
        "check", *source, *periods, "--as-of", plants["as_of"],
        "--format", "json", "--fail-on", "never", "--out", str(out),
    ])  # fmt: skip
    assert status == 0
    return out.read_bytes()


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Example]:
    folder = tmp_path_factory.mktemp("examples")
    made = {}
    for name, source in SOURCES.items():
        text = (EXAMPLES / f"{name}-plants.yaml").read_text(encoding="utf-8")
        plants = yaml.safe_load(text)
        output = checked(plants, [str(source)], folder / f"{name}.json")
        made[name] = Example(name, plants, output, folder)
    return made


@pytest.fixture(params=SOURCES)
def example(request: pytest.FixtureRequest, examples: dict[str, Example]) -> Example:
    return examples[request.param]


@pytest.fixture(params=YEARS)
def year(request: pytest.FixtureRequest, examples: dict[str, Example]) -> Example:
    return examples[request.param]


def test_every_planted_deviation_is_found_and_no_other(example: Example) -> None:
    assert example.found("deviation") == example.planted("deviations")


def test_every_planted_waiver_hides_its_deviation_and_no_other(example: Example) -> None:
    assert example.found("waived") == example.planted("waived")


def test_only_what_the_author_says_cannot_be_told_is_not_told(example: Example) -> None:
    told = {"met", "deviation", "waived", "not_applicable"}
    others = {about: f["verdict"] for about, f in example.findings() if f["verdict"] not in told}
    assert set(others) == example.untold()
    assert set(others.values()) == {"undetermined"}


def test_every_demand_has_a_planted_deviation(year: Example) -> None:
    assert {plant["demand"] for plant in year.plants["deviations"]} == DEMANDS[year.name]


def test_every_rule_is_met_by_somebody(year: Example) -> None:
    met = {rule for (rule, _, _), finding in year.findings() if finding["verdict"] == "met"}
    assert {rule for (rule, _, _), _ in year.findings()} - met == NEVER_MET[year.name]


def test_nothing_is_wrong_with_the_documents(example: Example) -> None:
    assert [problem for problem in example.result["problems"] if problem["level"] == "error"] == []


def test_waivers_that_hide_nothing_are_the_only_notices(examples: dict[str, Example]) -> None:
    told = {name: [p["document"] for p in e.result["problems"]] for name, e in examples.items()}
    assert told == {
        "2015": ["waiver/finnmark-2015-plan", "waiver/sogn-og-fjordane-2015-sekretariat"],
        "2012": [],
        PAPER.stem: [],
    }


def test_a_store_gives_the_same_result_as_the_files(year: Example) -> None:
    store = f"sqlite:{year.folder / year.name}.db"
    assert run(["import", str(SOURCES[year.name]), "--store", store]) == 0
    output = checked(year.plants, ["--store", store], year.folder / f"{year.name}-store.json")
    assert output == year.output


def test_the_paper_has_a_report_of_each_party(examples: dict[str, Example]) -> None:
    subjects = [subject["subject"] for subject in examples[PAPER.stem].result["subjects"]]
    assert subjects == [
        "party/AVdir", "party/Akademikerne", "party/Arbeidstilsynet", "party/FAD", "party/KS",
        "party/LO", "party/NHO", "party/Spekter", "party/Unio", "party/Virke", "party/YS",
    ]  # fmt: skip


def test_the_paper_and_the_year_hold_the_same_reports() -> None:
    books, schemas = books_and_schemas(())
    data = EXAMPLES / "2012" / "party-reports-2012-h2.json"
    paper, year = (
        {
            report.name: report.body["sections"]
            for report in read_inputs([path], books, schemas).documents
        }
        for path in (PAPER, data)
    )
    assert len(paper) == 11
    assert paper == year


def test_a_council_finds_what_its_own_plan_lacks(tmp_path: Path) -> None:
    plants = {"periods": ["2016"], "as_of": "2016-02-01"}
    output = checked(plants, [str(EXAMPLES / "min-plan.json")], tmp_path / "min-plan.json")
    own = Example("min-plan", plants, output, tmp_path)
    assert {(demand, key) for demand, *_, key in own.found("deviation")} == {
        ("B02", "plan-activities-have-dates:a2:end"),
        ("B02", "plan-goal-references-exist:a3:m4"),
        ("B03", "plan-covers-sub-goals:3"),
        ("B05", "work-rests-on-evidence:research"),
        ("B22", "activities-have-targets:a3"),
    }
