"""One store for all years: each period is judged there as it is by itself."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from example_years import EXAMPLES, PAPER

from iacheck.cli import run

REAL = (
    Path(os.environ.get("IACHECK_SOURCES") or Path(__file__).parents[2] / "shared" / "sources")
    / "000_ae74517aeab01732.txt"
)
YEARS = {"2012": EXAMPLES / "2012", "2015": EXAMPLES / "2015"}
AS_OF = "2016-06-01"
# Of whom each source alone tells in each period: it brings their documents, or the register.
TOLD_BY: dict[str, dict[str, tuple[str, ...]]] = {
    "2012": {
        **dict.fromkeys(("2012-H1", "2012", "2013-H1"), ("council", "party", "centre", "national")),
        "2012-H2": ("council", "centre", "national"),
    },
    "2015": {"2015": ("council", "party", "centre", "national")},
    "paper": {"2012-H2": ("party",)},
}
PERIODS = sorted({period for told in TOLD_BY.values() for period in told})
Findings = dict[tuple[str, str], list[dict[str, Any]]]


def imported(sources: Sequence[Path], store: Path) -> str:
    """The address of a store that these have been imported into, one after the other."""
    address = f"sqlite:{store}"
    for source in sources:
        assert run(["import", str(source), "--store", address, "--quiet", "--lang", "en"]) == 0
    return address


def checked(store: str, out: Path) -> Findings:
    """All findings, by subject and period."""
    periods = [part for period in PERIODS for part in ("--period", period)]
    status = run([
        "check", "--store", store, *periods, "--as-of", AS_OF, "--format", "json",
        "--fail-on", "never", "--out", str(out),
    ])  # fmt: skip
    assert status == 0
    judged = json.loads(out.read_bytes())["subjects"]
    for violation in (v for one in judged for f in one["findings"] for v in f["violations"]):
        del violation["file"]  # the registers lie in both folders
    return {(one["subject"], one["period"]): one["findings"] for one in judged}


def told_by(name: str, found: Findings) -> Findings:
    """The findings of those of whom the source tells."""
    kinds = TOLD_BY[name]
    return {
        (subject, period): findings
        for (subject, period), findings in found.items()
        if subject.partition("/")[0] in kinds.get(period, ())
    }


@pytest.fixture(
    scope="module",
    params=["constructed", pytest.param("real", marks=[pytest.mark.sources, pytest.mark.slow])],
)
def sources(request: pytest.FixtureRequest) -> dict[str, Path]:
    return {**YEARS, "paper": PAPER if request.param == "constructed" else REAL}


@pytest.fixture(scope="module")
def alone(
    sources: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Findings]:
    folder = tmp_path_factory.mktemp("alone")
    return {
        name: told_by(
            name, checked(imported([source], folder / f"{name}.db"), folder / f"{name}.json")
        )
        for name, source in sources.items()
    }


# In the first order and the last each comes after each other; to try all of them takes long.
FIRST, *BETWEEN, LAST = itertools.permutations(TOLD_BY)
ORDERS = [FIRST, *(pytest.param(order, marks=pytest.mark.slow) for order in BETWEEN), LAST]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_every_period_is_judged_as_by_itself(
    order: tuple[str, ...],
    sources: dict[str, Path],
    alone: dict[str, Findings],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = imported([sources[name] for name in order], tmp_path / "all.db")
    told = "".join(capsys.readouterr())
    assert "Replaced" not in told
    assert "After this" not in told
    found = checked(store, tmp_path / "all.json")
    expected = {about: findings for one in alone.values() for about, findings in one.items()}
    assert set(found) == set(expected)
    for about, findings in expected.items():
        assert found[about] == findings, about
    assert sum(period == "2012-H2" and kind.startswith("party/") for kind, period in found) == 11


def test_both_years_have_the_same_registers() -> None:
    for name in ("councils.yaml", "parties.yaml"):
        first, second = (year / name for year in YEARS.values())
        assert first.read_bytes() == second.read_bytes()
