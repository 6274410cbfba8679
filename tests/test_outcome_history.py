"""The history of a check on a body over several runs."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.cases.findings import VERDICTS, Verdict
from iacheck.follow_up.outcome_history import outcome_histories
from iacheck.follow_up.run_records import FindingRecord, RunRecord
from iacheck.language.periods import Period

DAY = datetime.date(2016, 1, 1)
ONE = FindingRecord("council/x", "has-plan", "B01", Period(2015), "deviation", "error")


def run(*findings: FindingRecord) -> RunRecord:
    return RunRecord(DAY, findings)


def test_a_rule_that_was_met_all_the_time_has_no_history() -> None:
    met = replace(ONE, verdict="met")
    assert outcome_histories([run(met), run(met)], {}) == ()


def test_what_was_not_judged_in_a_run_is_left_open_there() -> None:
    (told,) = outcome_histories([run(ONE), run(), run(replace(ONE, verdict="met"))], {})
    assert told.outcomes == ("deviation", None, "met")


def test_a_rule_goes_on_under_its_new_id_and_into_the_next_year() -> None:
    later = replace(ONE, rule="plan-exists", period=Period(2016), demand="C01", verdict="waived")
    (told,) = outcome_histories([run(ONE), run(later)], {"plan-exists": ("has-plan",)})
    assert (told.rule, told.demand, told.period) == ("plan-exists", "C01", Period(2016))
    assert told.outcomes == ("deviation", "waived")
    assert told.periods == (Period(2015), Period(2016))


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_periods_in_a_run_the_latest_counts_and_halves_stand_apart(order: int) -> None:
    before = replace(ONE, period=Period(2014), verdict="met")
    half = replace(ONE, period=Period(2015, 1))
    told = outcome_histories([run(*(ONE, before, half)[::order])], {})
    assert {one.period: one.outcomes for one in told} == {
        Period(2015): ("deviation",), Period(2015, 1): ("deviation",),
    }  # fmt: skip


FINDINGS = st.builds(
    lambda subject, rule, year, verdict: FindingRecord(
        f"council/{subject}", rule, "B01", Period(year), verdict, "error"
    ),
    st.sampled_from("abc"), st.sampled_from(("r1", "r2")), st.integers(2014, 2016),
    st.sampled_from(VERDICTS),
)  # fmt: skip
RUNS = st.lists(
    st.lists(FINDINGS, max_size=8, unique_by=lambda f: (f.subject, f.rule, f.period)).map(
        lambda found: run(*found)
    ),
    min_size=1,
    max_size=8,
)


@given(RUNS)
def test_every_question_has_one_history_that_says_what_the_runs_say(runs: list[RunRecord]) -> None:
    told = outcome_histories(runs, {})
    questions = [(one.subject, one.rule) for one in told]
    assert len(set(questions)) == len(questions)

    def of_run(found: RunRecord, subject: str, rule: str) -> Verdict | None:
        same = [f for f in found.findings if (f.subject, f.rule) == (subject, rule)]
        return max(same, key=lambda f: f.period).verdict if same else None

    asked = {(f.subject, f.rule) for found in runs for f in found.findings}
    for subject, rule in asked:
        outcomes = tuple(of_run(found, subject, rule) for found in runs)
        deviated = bool({"deviation", "waived"} & set(outcomes))
        assert ((subject, rule) in questions) == deviated
        if deviated:
            (one,) = [t for t in told if (t.subject, t.rule) == (subject, rule)]
            assert one.outcomes == outcomes
