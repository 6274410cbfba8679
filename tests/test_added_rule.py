"""A rule added to a shipped book: the pages follow, and an example needs what it breaks there."""

from __future__ import annotations

import json
import re
import runpy
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from building import written_rule
from example_years import EXAMPLES, example

from iacheck.checks.rule import RuleBook
from iacheck.documents.schemas import Schemas, load_schemas
from iacheck.rulebooks import load_rulebooks, shipped_folders

DOCS = Path(__file__).parent.parent / "docs"
GENERATE = runpy.run_path(str(DOCS / "generate.py"))
LETTER = {
    "document": "brev-2015-05", "section": "Rapportering fra IA-rådene", "paragraphs": [1],
}  # fmt: skip
# Met in all of 2015 by those who have a plan; the drafts of the README and of the guide break it.
THREE_GOALS = """
when: {present: plan}
applies_to: {nb: x, nn: x, en: x}
check: {count: {values: "plan.goals[]", at_least: 3}}
examples:
  met: [{plan: {goals: [{id: a}, {id: b}, {id: c}]}}]
  deviation: [{case: {plan: {}}, violations: [{given: 0, expected: 3}]}]
"""
# Binds nobody before 2016.
LATER = """
periods: {from: "2016"}
check: {present: plan}
examples:
  met: [{case: {plan: {}}, period: "2016"}]
  deviation: [{case: {}, period: "2016", violations: [{missing: plan}]}]
"""
ADDED = [
    written_rule(THREE_GOALS, id="plan-has-three-goals", demand="B29", sources=[LETTER]),
    written_rule(LATER, id="plan-from-2016", demand="B30", sources=[LETTER]),
]


@pytest.fixture(scope="module", autouse=True)
def added_rules_are_shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """In place of the shipped rule books: copies with two rules more, each in its one file."""
    folder = tmp_path_factory.mktemp("rules")
    for shipped in shipped_folders():
        shutil.copytree(shipped, folder / shipped.name)
    for rule in ADDED:
        path = folder / "ia-2014-2018" / "plan" / f"{rule['id']}.yaml"
        path.write_text(json.dumps(rule, ensure_ascii=False), encoding="utf-8")
    books = load_rulebooks([*folder.iterdir()], load_schemas())

    def loaded(folders: Sequence[Path], schemas: Schemas) -> tuple[RuleBook, ...]:
        return load_rulebooks(folders, schemas) if folders else books

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("iacheck.cli.loading.load_rulebooks", loaded)
        yield


def test_the_generated_parts_of_the_pages_follow() -> None:
    changed = {}
    for page in GENERATE["pages"]():
        text = page.read_text("utf-8")
        if (made := GENERATE["filled"](text)) != text:
            changed[page.name] = made
    assert set(changed) == {"README.md", "brukerveiledning.md"}
    assert all("B29" in made for made in changed.values())
    assert "VARSEL B29" in changed["brukerveiledning.md"]


def test_the_example_year_needs_no_plants_where_nobody_breaks_it(tmp_path: Path) -> None:
    year = example("2015", tmp_path)
    assert {"plan-has-three-goals", "plan-from-2016"} <= {rule for (rule, *_), _ in year.findings()}
    assert year.found("deviation") == year.planted("deviations")
    assert set(year.not_told()) == year.untold()
    assert year.met_by_nobody() == set(year.plants["met_by_nobody"])


def test_what_it_breaks_is_all_that_is_to_be_planted(tmp_path: Path) -> None:
    plan = example("min-plan", tmp_path)
    broken = plan.found("deviation") - plan.planted("deviations")
    assert broken == {
        ("B29", "plan-has-three-goals", "council/rogaland", "2016", "plan-has-three-goals")
    }
    plan.plants["deviations"].append({
        "demand": "B29", "rule": "plan-has-three-goals", "subject": "council/rogaland",
        "keys": ["plan-has-three-goals"],
    })  # fmt: skip
    assert plan.found("deviation") == plan.planted("deviations")


def test_no_page_counts_demands_by_hand() -> None:
    pages = [*GENERATE["pages"](), DOCS.parent / "CHANGELOG.md", EXAMPLES / "README.md"]
    for page in pages:
        by_hand = GENERATE["_BLOCK"].sub("", page.read_text("utf-8"))
        assert not re.search(
            r"\b[BH]\d\d ?[-–] ?[BH]\d\d|\d (rules|demands|regler|krav)\b", by_hand
        )
