"""The constructed examples: each checked, beside what is planted in it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from iacheck.cli import run

EXAMPLES = Path(__file__).parent.parent / "examples"
PAPER = EXAMPLES / "halvaarsrapport-2012-h2.md"
PLAN = EXAMPLES / "min-plan.json"
# Each with the file or folder that is checked; what is planted stands beside it.
SOURCES = {"2015": EXAMPLES / "2015", "2012": EXAMPLES / "2012", PAPER.stem: PAPER, PLAN.stem: PLAN}
# Rule, subject and period of a finding.
About = tuple[str, str, str]


@dataclass(frozen=True)
class Example:
    """A checked example, and what is planted in it."""

    name: str
    plants: dict[str, Any]
    output: bytes

    @cached_property
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

    def not_told(self) -> dict[About, str]:
        """What is neither met nor broken although it binds, each with its verdict."""
        told = {"met", "deviation", "waived", "not_applicable"}
        return {a: f["verdict"] for a, f in self.findings() if f["verdict"] not in told}

    def untold(self) -> set[About]:
        """What the example's author says cannot be told."""
        return {
            (rule, subject, self._period(group))
            for group in self.plants["undetermined"]
            for named in group["subjects"]
            for subject in self._subjects(named, self._period(group))
            for rule in group["rules"]
        }

    def met_by_nobody(self) -> set[str]:
        """The rules that bind somebody, and that nobody meets."""
        verdicts = {(rule, finding["verdict"]) for (rule, _, _), finding in self.findings()}
        binding = {rule for rule, verdict in verdicts if verdict != "not_applicable"}
        return {rule for rule in binding if (rule, "met") not in verdicts}

    def _subjects(self, named: str, period: str) -> list[str]:
        """The subject that is named, or all of a kind: `council`, `party`, `centre`."""
        if named not in {"council", "party", "centre"}:
            return [named]
        judged = [s["subject"] for s in self.result["subjects"] if s["period"] == period]
        return [subject for subject in judged if subject.startswith(f"{named}/")]

    def _period(self, plant: dict[str, Any]) -> str:
        """A plant's own period, else the only one of the example."""
        if "period" in plant:
            return str(plant["period"])
        (only,) = self.plants["periods"]
        return str(only)


def plants(name: str) -> dict[str, Any]:
    """What is planted in an example."""
    text = (EXAMPLES / f"{name}-plants.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def checked(planted: dict[str, Any], source: Sequence[str], out: Path) -> bytes:
    """The JSON result of one run, which must get through."""
    periods = [part for period in planted["periods"] for part in ("--period", str(period))]
    status = run([
        "check", *source, *periods, "--as-of", planted["as_of"],
        "--format", "json", "--fail-on", "never", "--out", str(out),
    ])  # fmt: skip
    assert status == 0
    return out.read_bytes()


def example(name: str, folder: Path) -> Example:
    """An example, checked with the shipped rule books."""
    planted = plants(name)
    # As a user would call it, and as a store would name the files.
    with contextlib.chdir(EXAMPLES):
        output = checked(planted, [SOURCES[name].name], folder / f"{name}.json")
    return Example(name, planted, output)
