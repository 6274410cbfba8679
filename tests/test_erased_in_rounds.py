"""A round whose documents were erased is judged again as far as it can be, never by guessing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commands import COUNCIL, PLAN, put
from follow_ups import ONE_SUB_GOAL, Follow, Run


def test_what_was_erased_is_said_and_never_guessed(follow: Follow) -> None:
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    id_ = follow.kept("2016-04-01")
    follow.removed("report/r-2015", "--erase")
    ran = follow.check("--round", id_)
    erased = "Erased since the round was kept: report/r-2015; what rests on it is undetermined"
    assert erased in ran.err
    (council,) = (one for one in json.loads(ran.out)["subjects"] if "rogaland" in one["subject"])
    verdicts = {one["rule"]: one["verdict"] for one in council["findings"]}
    reasons = {one["rule"]: one["reason"] for one in council["findings"]}
    assert verdicts["plan-exists"] == "met"
    assert verdicts["report-covers-sub-goals"] == "undetermined"
    assert (
        "What the outcome rested on has been erased (report/r-2015); the round said: not met"
        in (reasons["report-covers-sub-goals"])
    )
    assert all(verdict != "deviation" for verdict in verdicts.values())


def test_the_paper_says_of_an_erased_report_that_it_was_erased(follow: Follow) -> None:
    """And not that none came; of a council of which none came, it says that."""
    other = {**COUNCIL, "_id": "oslo", "name": "IA-rådet i Oslo"}
    third = {**COUNCIL, "_id": "troms", "name": "IA-rådet i Troms"}
    report = {**ONE_SUB_GOAL, "_id": "t-2015", "council": "troms"}
    follow.comes(COUNCIL, other, third, PLAN, ONE_SUB_GOAL, report)
    id_ = follow.kept("2016-04-01")
    paper = ("report", "--round", id_, "--format", "md", "--lang", "en", *follow.store)
    assert "erased" not in follow.run(*paper).out
    follow.removed("report/r-2015", "--erase")
    told = follow.run(*paper).out
    assert "| IA-rådet i Rogaland | report erased | – | – | – | – |" in told
    assert "| IA-rådet i Oslo | no report | – | – | – | – |" in told
    assert "IA-rådet i Rogaland | no report" not in told
    assert "nothing is told of it here: the report of IA-rådet i Rogaland." in told
    # Nobody owes what came and was erased.
    (overdue,) = [line for line in told.splitlines() if "Delivery for 2015" in line]
    assert "IA-rådet i Oslo" in overdue
    assert "IA-rådet i Rogaland" not in overdue
    follow.removed("report/t-2015", "--erase")
    told = follow.run(*paper).out
    assert (
        "There is no report from a council to count. Erased since the round was kept, so that "
        "nothing is told of it here: the report of IA-rådet i Rogaland and IA-rådet i Troms."
    ) in told


def test_the_account_of_a_party_that_was_erased_is_said_to_be(run: Run, tmp_path: Path) -> None:
    store = ("--store", f"sqlite:{tmp_path / 'ia.db'}")
    put(tmp_path, "all.jsonl", COUNCIL, {**ACCOUNT, "party": "LO"})
    assert run("import", "all.jsonl", *store).status == 0
    kept = run("round", "keep", "--period", "2012-H2", "--as-of", "2013-03-01", *store)
    assert kept.status == 0, kept.err
    gone = run("store", "remove", "party_report/ny", "--reason", "x", "--erase", *store)
    assert gone.status == 0, gone.err
    told = run("report", "--round", "2012-H2-2013-03-01", "--format", "md", *store).out
    assert told.count("The report has been erased since the round was kept.") == 1
    assert told.count("No report has come.") > 1


def test_a_council_that_was_erased_is_judged_as_far_as_the_round_knows(
    run: Run, tmp_path: Path
) -> None:
    store = ("--store", f"sqlite:{tmp_path / 'ia.db'}")
    seat = {"organisation": "LO", "from": "2015-01-01"}
    former = {
        **COUNCIL,
        "_id": "former",
        "name": "Det forrige",
        "active": {"from": "2010-05-01", "to": "2014-12-31"},
    }
    put(tmp_path, "all.jsonl", former, {**COUNCIL, "members": [seat], "successor_of": ["former"]},
        PLAN, ONE_SUB_GOAL)  # fmt: skip
    assert run("import", "all.jsonl", *store).status == 0
    about = ("--period", "2015", "--as-of", "2016-04-01")
    assert run("round", "keep", *about, *store).status == 0
    check = ("check", "--round", "2015-2016-04-01", "--fail-on", "never", "--format", "json")
    then = json.loads(run(*check, *store).out)
    assert run(
        "store", "remove", "council/rogaland", "--reason", "x", "--erase", *store
    ).status == 0  # fmt: skip
    ran = run(*check, *store)
    assert ran.status == 0, ran.err
    now = json.loads(ran.out)
    council, same = (by_subject(told)["council/rogaland"] for told in (then, now))
    assert (same["name"], same["predecessors"]) == (council["name"], council["predecessors"])
    assert [f["rule"] for f in same["findings"]] == [f["rule"] for f in council["findings"]]
    for one, other in zip(council["findings"], same["findings"], strict=True):
        assert other["verdict"] in (one["verdict"], "undetermined")
    assert any("has been erased" in (one["reason"] or "") for one in same["findings"])
    # Nobody is told to mend what is not known any more.
    assert concerns(now) < concerns(then)


CENTRE = {
    "kind": "centre", "_id": "senter", "name": "Senteret (konstruert)", "county": "11",
    "quality_system": {"in_use_from": "2012-02-01", "states": ["what"]},
    "coaches": [{"position_percent": 50, "from": "2012-01-01"}],
}  # fmt: skip
PARTY = {
    "kind": "party", "_id": "NY", "name": "Nykommeren (konstruert)", "side": "employer",
    "active": {"from": "2012-07-01"},
}  # fmt: skip
# Overrides what the agreement calls it.
RENAMED = {"kind": "party", "_id": "LO", "name": "Omdøpt (konstruert)", "side": "employee"}
ACCOUNT = {
    "kind": "party_report", "_id": "ny", "party": "NY", "period": "2012-H2", "form": "simplified",
    "submitted_on": "2013-01-10", "sections": [],
}  # fmt: skip


def test_parties_and_centres_that_were_erased_are_judged_as_far_as_the_round_knows(
    run: Run, tmp_path: Path
) -> None:
    """They keep their names, and no figure or side of theirs is made up."""
    store = ("--store", f"sqlite:{tmp_path / 'ia.db'}")
    seat = {"organisation": "Nykommeren (konstruert)", "from": "2010-01-01"}
    council = {**COUNCIL, "centre": "senter", "members": [seat]}
    put(tmp_path, "all.jsonl", council, CENTRE, PARTY, RENAMED, ACCOUNT)
    assert run("import", "all.jsonl", *store).status == 0
    kept = run("round", "keep", "--period", "2012", "--as-of", "2013-03-01", *store)
    assert kept.status == 0, kept.err
    check = ("check", "--round", "2012-2013-03-01", "--fail-on", "never", "--format", "json")
    then = json.loads(run(*check, *store).out)
    for name in ("centre/senter", "party/NY", "party/LO"):
        gone = run("store", "remove", name, "--reason", "x", "--erase", *store)
        assert gone.status == 0, gone.err
    ran = run(*check, *store)
    assert ran.status == 0, ran.err
    assert "centre/senter, party/LO and party/NY; what rests on them is undetermined" in ran.err
    now = json.loads(ran.out)
    assert now["problems"] == then["problems"]
    assert len(now["subjects"]) == len(then["subjects"])
    for one, other in zip(then["subjects"], now["subjects"], strict=True):
        about = ("subject", "name", "period")
        assert [one[name] for name in about] == [other[name] for name in about]
        for found, again in zip(one["findings"], other["findings"], strict=True):
            if again["verdict"] == "undetermined" != found["verdict"]:
                assert "has been erased" in again["reason"]
            else:
                assert (again["verdict"], again["reason"], again["violations"]) == (
                    found["verdict"], found["reason"], found["violations"],
                )  # fmt: skip
    of_centre = {f["rule"]: f["verdict"] for f in by_subject(now)["centre/senter"]["findings"]}
    assert of_centre["full-time-coach"] == "undetermined"
    text = run(*check[:-2], *store)
    assert text.status == 0, text.err
    assert "Senteret (konstruert)" in text.out


def by_subject(told: dict[str, Any]) -> dict[str, Any]:
    return {one["subject"]: one for one in told["subjects"]}


def concerns(told: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (one["subject"], concern["subject"], concern["key"])
        for one in told["subjects"]
        for concern in one["concerns"]
    }
