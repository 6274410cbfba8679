"""Rules that miss a body name what they did not know; councils under several names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from building import case, document, rule, say, seats
from commands import Ran, put
from shipped import shipped

from iacheck.cases.findings import Finding
from iacheck.checks.rule import Rule
from iacheck.judging.judge import judge

(JOINT,) = (r for book in shipped()[0] for r in book.rules if r.id == "joint-effort")
BODIES = "check: {covers: {values: 'report.activities[].partners[].side', all_of: [authority]}}"
SIDES = "all_of: [authority, employer]"
SEATS = f"check: {{covers: {{values: 'council.members[].organisation.side', {SIDES}}}}}"


def messages(made: Rule, *documents: Any, as_of: str = "2030-01-01") -> list[str]:
    finding: Finding = judge(made, case(*documents, as_of=as_of))
    assert finding.verdict == "deviation"
    return [say(violation.message) for violation in finding.violations]


def report(*partners: str) -> Any:
    return document("report", activities=[{"id": "a", "title": "x", "partners": list(partners)}])


def test_names_that_are_not_known_are_told() -> None:
    (told,) = messages(rule(BODIES), report("LO", "Sentralen og LO", "Sentralen", "Frivilligheten"))
    assert told.endswith("(not known as a party or centre: “Sentralen” and “Frivilligheten”)")


@pytest.mark.parametrize("partners", [(), ("LO",), ("–",), ("Hedmark",)])
def test_nothing_is_told_where_all_are_known(partners: tuple[str, ...]) -> None:
    (told,) = messages(rule(BODIES), report(*partners))
    assert "not known" not in told


def test_of_many_names_a_few_are_told() -> None:
    (told,) = messages(rule(BODIES), report(*(f"Sentral {letter}" for letter in "abcdefg")))
    assert "“Sentral e” and 2 more)" in told
    assert "Sentral f" not in told


def test_the_first_violation_tells_of_them() -> None:
    council = document("council", members=seats("LO", "Fylkeskommunen"))
    first, second = messages(rule(SEATS), council)
    assert "“Fylkeskommunen”" in first
    assert "Fylkeskommunen" not in second


def test_it_is_told_beside_the_day_of_what_may_change() -> None:
    council = document("council", members=seats("LO", "Fylkeskommunen"))
    first, second = messages(rule(SEATS), council, as_of="2015-06-30")
    assert first.endswith(
        "(not known as a party or centre: “Fylkeskommunen”) (as it stands on 30 June 2015)"
    )
    assert second.endswith("(as it stands on 30 June 2015)")


def test_a_rule_that_is_met_or_reads_no_body_tells_nothing() -> None:
    assert judge(rule(BODIES), case(report("NAV", "Sentralen"))).verdict == "met"
    (told,) = messages(rule("check: {present: report.priorities}"), report("Sentralen"))
    assert "Sentralen" not in told


def test_a_joint_effort_names_whom_it_did_not_know() -> None:
    activity = {
        "id": "a1", "title": "Kurs", "target": {"industries": ["transport"]},
        "responsible": "NAV", "partners": ["Sentralen for arbeidsliv"],
    }  # fmt: skip
    (told,) = messages(JOINT, document("report", activities=[activity]))
    assert "“Sentralen for arbeidsliv”" in told


PLAN = {"kind": "plan", "_id": "p", "council": "IA-rådet i Hedmark", "period": "2015"}
REPORT = {"kind": "report", "_id": "r", "council": "Hedmark fylke", "period": "2015"}
REGISTERED = {"kind": "council", "_id": "04", "name": "Rådet i Hedmark", "counties": ["04"],
              "aliases": ["Hedmark"]}  # fmt: skip


Subjects = Callable[..., dict[str, str]]


@pytest.fixture
def subjects(run: Callable[..., Ran], tmp_path: Path) -> Subjects:
    """The subjects of a check of documents: the name of each."""

    def named(*documents: Any, asked: str = "council") -> dict[str, str]:
        file = put(tmp_path, "all.jsonl", *documents)
        ran = run("check", file, "--subject", asked, "--as-of", "2016-06-01", "--format", "json")
        assert ran.status in {0, 1}, ran.err
        return {one["subject"]: one["name"] for one in json.loads(ran.out)["subjects"]}

    return named


def test_a_council_under_two_names_is_one_subject(subjects: Subjects) -> None:
    expected = {"council/hedmark": "IA-rådet i Hedmark"}
    assert subjects(PLAN, REPORT) == expected
    for asked in ("council/hedmark", "council/IA-råd Hedmark", "council/Hedmark fylke"):
        assert subjects(PLAN, REPORT, asked=asked) == expected


def test_a_registers_id_and_name_go_first(subjects: Subjects) -> None:
    assert subjects(PLAN, REPORT, REGISTERED) == {"council/04": "Rådet i Hedmark"}


def test_a_waiver_that_calls_the_council_otherwise_is_told_its_id(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    waiver = {"kind": "waiver", "_id": "w", "rule": "plan-exists", "period": "2015"}
    for called in ("council/Hedmark fylke", "council/IA-råd Hedmark"):
        file = put(tmp_path, "all.jsonl", PLAN, {**waiver, "subject": called})
        ran = run("check", file, "--as-of", "2016-06-01")
        assert "did you mean “council/hedmark”" in " ".join((ran.out + ran.err).split())
