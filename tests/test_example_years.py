"""The constructed example years: what is planted in them is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_years import PAPER, PLAN, SOURCES, Example, checked
from example_years import example as checked_example

from iacheck.cli import run

YEARS = ("2015", "2012")
# What was demanded when the years were made: each is broken there, or in the parts of the parties'
# reports that stand beside the year. A later rule need not be.
DEMANDS = {
    ("2015",): {f"B{number:02}" for number in range(1, 29)},
    ("2012", PAPER.stem): {f"H{number:02}" for number in range(1, 22)},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("examples")


@pytest.fixture(scope="module")
def examples(folder: Path) -> dict[str, Example]:
    return {name: checked_example(name, folder) for name in SOURCES}


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


@pytest.mark.parametrize("name", [*YEARS, PAPER.stem])
def test_only_what_the_author_says_cannot_be_told_is_not_told(
    name: str, examples: dict[str, Example]
) -> None:
    not_told = examples[name].not_told()
    assert set(not_told) == examples[name].untold(), (
        f"what cannot be told stands under `undetermined` in examples/{name}-plants.yaml"
    )
    assert set(not_told.values()) == {"undetermined"}


@pytest.mark.parametrize("names", DEMANDS)
def test_every_demand_has_a_planted_deviation(
    names: tuple[str, ...], examples: dict[str, Example]
) -> None:
    planted = [
        plant
        for name in names
        for verdict in ("deviations", "waived")
        for plant in examples[name].plants.get(verdict, ())
    ]
    assert {plant["demand"] for plant in planted} >= DEMANDS[names]


def test_every_rule_that_binds_somebody_is_met_by_somebody(year: Example) -> None:
    assert year.met_by_nobody() == set(year.plants.get("met_by_nobody", ()))


def test_nothing_is_wrong_with_the_documents(example: Example) -> None:
    assert [problem for problem in example.result["problems"] if problem["level"] == "error"] == []


def test_there_are_no_other_notices_than_those_planted(examples: dict[str, Example]) -> None:
    told = {name: [p["document"] for p in e.result["problems"]] for name, e in examples.items()}
    assert told == {
        "2015": ["waiver/finnmark-2015-plan", "waiver/sogn-og-fjordane-2015-sekretariat"],
        # Meetings that are dated in the half-year after, and a scorecard that has changed since.
        "2012": ["panel_meeting/2012-H2", "report/hedmark-2012-H1", "judgement/troms-2012-H15"],
        PAPER.stem: [],
        PLAN.stem: [],
    }


def test_a_store_gives_the_same_result_as_the_files(year: Example, folder: Path) -> None:
    store = f"sqlite:{folder / year.name}.db"
    assert run(["import", str(SOURCES[year.name]), "--store", store]) == 0
    output = checked(year.plants, ["--store", store], folder / f"{year.name}-store.json")
    assert output == year.output


def test_the_paper_has_a_report_of_each_party(examples: dict[str, Example]) -> None:
    subjects = [subject["subject"] for subject in examples[PAPER.stem].result["subjects"]]
    assert subjects == [
        "party/AVdir", "party/Akademikerne", "party/Arbeidstilsynet", "party/FAD", "party/KS",
        "party/LO", "party/NHO", "party/Spekter", "party/Unio", "party/Virke", "party/YS",
    ]  # fmt: skip
