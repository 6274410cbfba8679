"""What has changed since earlier runs: tables of what comes out, and laws over random histories."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.cases.findings import Verdict
from iacheck.follow_up.comparison import compare
from iacheck.follow_up.finding_changes import Change, FindingChanges
from iacheck.follow_up.run_records import FindingRecord, RunRecord
from iacheck.follow_up.untold import Untold
from iacheck.language.periods import Period

DAY = datetime.date(2016, 1, 1)
ONE = FindingRecord(
    "council/x", "has-plan", "B01", Period(2015), "deviation", "error", ("has-plan:k",)
)
MET = replace(ONE, verdict="met", keys=())
JUDGED = replace(MET, is_judged=True)
WAIVED = replace(ONE, verdict="waived")
UNKNOWN = replace(ONE, verdict="undetermined", keys=())
# So that a run tells of the year, whatever else it tells of.
OTHER = replace(MET, subject="council/other")
GONE_DUTY = replace(ONE, verdict="not_applicable", keys=())


def run(
    *findings: FindingRecord,
    predecessors: Mapping[str, tuple[str, ...]] | None = None,
    former_ids: Mapping[str, tuple[str, ...]] | None = None,
) -> RunRecord:
    return RunRecord(DAY, findings, predecessors or {}, former_ids or {})


def named(now: FindingRecord, *earlier: FindingRecord | None) -> tuple[str | None, int | None]:
    """The change of a finding, and its rounds, against runs with that finding alone, or nothing."""
    runs = [run(one or OTHER) for one in earlier]
    change = FindingChanges(run(now), runs).of(now)
    return change.name, change.rounds


@pytest.mark.parametrize(
    ("now", "earlier", "expected"),
    [
        pytest.param(ONE, [None], ("new", None), id="not there then"),
        pytest.param(ONE, [MET], ("new", None), id="met then"),
        pytest.param(ONE, [WAIVED], ("new", None), id="accepted then"),
        pytest.param(ONE, [UNKNOWN], ("new", None), id="could not be told then"),
        pytest.param(ONE, [ONE], ("unchanged", 1), id="as then"),
        pytest.param(ONE, [ONE, ONE, ONE], ("unchanged", 3), id="for three runs running"),
        pytest.param(ONE, [ONE, MET, ONE], ("unchanged", 1), id="since the last but one"),
        pytest.param(ONE, [ONE, None, ONE], ("unchanged", 1), id="with a run without it"),
        pytest.param(MET, [ONE], ("fixed", None), id="mended"),
        pytest.param(MET, [ONE, MET], (None, None), id="mended before"),
        pytest.param(MET, [UNKNOWN], (None, None), id="never deviated"),
        pytest.param(ONE, [ONE, MET], ("reopened", None), id="back again"),
        pytest.param(ONE, [ONE, MET, MET, UNKNOWN], ("reopened", None), id="back much later"),
        pytest.param(ONE, [ONE, JUDGED], ("new", None), id="judged met is not mended"),
        pytest.param(ONE, [ONE, UNKNOWN], ("new", None), id="unclear is not mended"),
        pytest.param(ONE, [replace(MET, was_fixed=True)], ("reopened", None), id="a file knows it"),
        pytest.param(JUDGED, [ONE], (None, None), id="judged met says so itself"),
        pytest.param(WAIVED, [ONE], (None, None), id="waived says so itself"),
        pytest.param(UNKNOWN, [ONE], (None, None), id="undetermined says so itself"),
        pytest.param(
            replace(ONE, verdict="not_due", keys=()), [ONE], (None, None), id="not due says so"
        ),
    ],
)
def test_each_row(now: FindingRecord, earlier: Any, expected: tuple[str | None, int]) -> None:
    assert named(now, *earlier) == expected


def test_violations_are_told_apart_by_key_within_a_period() -> None:
    change = FindingChanges(run(ONE), [run(replace(ONE, keys=("has-plan:k", "has-plan:gone")))]).of(
        ONE
    )
    assert change.earlier_keys == frozenset({"has-plan:k", "has-plan:gone"})


def test_from_one_year_to_another_findings_alone_are_compared() -> None:
    now = replace(ONE, period=Period(2016))
    assert FindingChanges(run(now), [run(ONE)]).of(now) == Change(
        "unchanged", 1, None, deviated=True
    )
    of_2017 = replace(ONE, period=Period(2017))
    changes = FindingChanges(run(now), [run(of_2017, replace(MET, rule="other"))])
    assert changes.of(now).name == "new"


@pytest.mark.parametrize("period", [Period(2016), Period(2015, 2)])
def test_what_is_told_of_other_periods_alone_makes_nothing_new(period: Period) -> None:
    changes = FindingChanges(run(ONE), [run(replace(ONE, period=period))])
    assert changes.of(ONE) == Change()
    assert changes.untold() == Untold((Period(2015),))


def test_a_subject_that_nothing_was_told_of_is_new_and_named() -> None:
    changes = FindingChanges(run(ONE, OTHER), [run(OTHER)])
    assert changes.of(ONE).name == "new"
    assert changes.untold() == Untold((), ("council/x",))
    now = run(ONE, predecessors={"council/x": ("council/other",)})
    assert FindingChanges(now, [run(OTHER)]).untold() == Untold()


def test_the_same_period_goes_before_an_earlier_one() -> None:
    now = replace(ONE, period=Period(2016))
    then = run(ONE, replace(MET, period=Period(2016)))
    assert FindingChanges(run(now), [then]).of(now).name == "new"


def test_rounds_of_several_years_kept_on_one_day_are_one_occasion() -> None:
    of_2016, of_2018 = (replace(ONE, period=Period(year)) for year in (2016, 2018))
    days = [datetime.date(2016, month, 15) for month in (1, 2, 3)]
    kept = [replace(run(one), as_of=then) for then in days for one in (ONE, of_2016)]
    changes = FindingChanges(run(ONE, of_2016), kept)
    for one in (ONE, of_2016):
        assert changes.of(one) == Change("unchanged", 3, frozenset(one.keys), deviated=True)
    # One that is about a later year alone says nothing of those before.
    stray = replace(run(of_2018), as_of=datetime.date(2016, 2, 20))
    with_stray = FindingChanges(run(ONE, of_2016), [*kept[:4], stray, *kept[4:]])
    assert all(with_stray.of(one).rounds == 3 for one in (ONE, of_2016))
    # Nor does one that is mended in one year make it mended in another.
    mended = [replace(run(replace(of_2016, verdict="met", keys=())), as_of=days[1])]
    half = FindingChanges(run(ONE, of_2016), [*kept[:3], *mended, *kept[4:]])
    assert (half.of(ONE).rounds, half.of(of_2016).rounds) == (3, 1)


def test_a_council_answers_for_those_that_it_took_over_from() -> None:
    new = replace(ONE, subject="council/new", period=Period(2016))
    merged = {"council/new": ("council/x", "council/y")}
    now = run(new, predecessors=merged)
    then = run(ONE, replace(MET, subject="council/y"))
    changes = FindingChanges(now, [then])
    assert (changes.of(new).name, changes.dropped()) == ("unchanged", ())
    # The other way round: it met the demand, and what was found on one of them is mended.
    met = replace(new, verdict="met", keys=())
    assert FindingChanges(run(met, predecessors=merged), [then]).of(met).name == "fixed"


def test_predecessors_that_are_still_judged_answer_themselves() -> None:
    new = replace(ONE, subject="council/new")
    now = run(new, MET, predecessors={"council/new": ("council/x",)})
    changes = FindingChanges(now, [run(ONE)])
    assert [changes.of(new).name, changes.of(MET).name] == ["new", "fixed"]


def test_predecessors_that_are_judged_in_an_earlier_period_are_answered_for_after_it() -> None:
    """A paper about both years says the same of the later one as a paper about it alone."""
    new = replace(ONE, subject="council/new", period=Period(2016))
    merged = {"council/new": ("council/x",)}
    for now in (run(new, predecessors=merged), run(ONE, new, predecessors=merged)):
        assert FindingChanges(now, [run(ONE)]).of(new) == Change("unchanged", 1, None, True)


def test_what_a_council_was_found_with_itself_goes_before_what_predecessors_were() -> None:
    met = replace(ONE, subject="council/new", period=Period(2016), verdict="met", keys=())
    now = run(met, predecessors={"council/new": ("council/x",)})
    assert FindingChanges(now, [run(ONE, met)]).of(met).name is None


def test_mergers_are_known_from_any_run_and_through_others() -> None:
    new = replace(ONE, subject="council/z", period=Period(2017))
    then = run(ONE, predecessors={"council/y": ("council/x",), "council/x": ("council/z",)})
    now = run(new, predecessors={"council/z": ("council/y",)})
    assert FindingChanges(now, [then]).of(new).name == "unchanged"


def test_a_rule_answers_for_its_former_ids() -> None:
    now = replace(ONE, rule="plan-exists", keys=("plan-exists:k",))
    then = replace(ONE, keys=("has-plan:k",))
    changes = FindingChanges(run(now, former_ids={"plan-exists": ("has-plan",)}), [run(then)])
    assert changes.of(now) == Change("unchanged", 1, frozenset({"plan-exists:k"}), deviated=True)
    assert changes.dropped() == ()


@pytest.mark.parametrize(
    ("now", "dropped"),
    [
        pytest.param([ONE], 0, id="still judged"),
        pytest.param([UNKNOWN], 0, id="cannot be told"),
        pytest.param([GONE_DUTY], 1, id="no duty any more"),
        pytest.param([replace(ONE, rule="other")], 1, id="the rule is gone"),
        pytest.param([replace(ONE, subject="council/y")], 1, id="the subject is gone"),
        pytest.param([replace(ONE, period=Period(2016))], 0, id="the next year is judged"),
        pytest.param([replace(ONE, period=Period(2014))], 0, id="the year is not asked for"),
        pytest.param([replace(ONE, period=Period(2016, 1))], 0, id="years are not asked for"),
        pytest.param([], 0, id="nothing is asked for"),
    ],
)
def test_what_is_judged_no_more(now: list[FindingRecord], dropped: int) -> None:
    assert len(FindingChanges(run(*now), [run(ONE, MET)]).dropped()) == dropped


@pytest.mark.parametrize("verdict", ["waived", "undetermined", "not_due", "error"])
def test_a_comparison_loses_nothing_that_deviated(verdict: Verdict) -> None:
    comparison = compare(run(ONE), run(replace(ONE, verdict=verdict, keys=())), {})
    (one,) = comparison.findings
    assert (one.change.name, one.finding.verdict, one.gone_keys) == (None, verdict, ONE.keys)


@pytest.mark.parametrize("period", [Period(2015), Period(2016)])
def test_what_is_no_duty_any_more_is_told_once(period: Period) -> None:
    comparison = compare(run(ONE), run(replace(GONE_DUTY, period=period)), {})
    assert (comparison.findings, comparison.dropped) == ((), (ONE,))


def test_a_comparison_tells_what_is_gone_from_a_finding() -> None:
    then = replace(ONE, keys=("has-plan:gone", "has-plan:k"))
    comparison = compare(run(then), run(replace(ONE, keys=("has-plan:k", "has-plan:new"))), {})
    (one,) = comparison.findings
    assert (one.new_keys, one.gone_keys) == (("has-plan:new",), ("has-plan:gone",))
    comparison = compare(run(then), run(replace(ONE, period=Period(2016))), {})
    (one,) = comparison.findings
    assert (one.new_keys, one.gone_keys) == ((), ())


VERDICTS: list[Verdict] = ["met", "deviation", "undetermined", "not_due", "waived"]
SUBJECTS = ("council/a", "council/b", "council/c")


@st.composite
def histories(draw: st.DrawFn) -> Sequence[RunRecord]:
    """Eight runs over three councils and two rules, the last of them perhaps after a merger."""
    runs = []
    merged_from = draw(st.integers(1, 9))
    for number in range(8):
        is_merged = number >= merged_from
        findings = [
            FindingRecord(subject, rule, rule, Period(2015 + number // 4), verdict, "error",
                          (f"{rule}:k",) if verdict == "deviation" else (),
                          verdict == "met" and draw(st.booleans()))
            for subject in (SUBJECTS[2:] if is_merged else SUBJECTS[:2])
            for rule in ("r", "s")
            if draw(st.integers(0, 9))
            for verdict in [draw(st.sampled_from(VERDICTS))]
        ]  # fmt: skip
        findings.append(replace(OTHER, period=Period(2015 + number // 4)))
        merged = {"council/c": SUBJECTS[:2]} if is_merged else {}
        runs.append(RunRecord(DAY + datetime.timedelta(number), tuple(findings), merged))
    return runs


def naive_change(verdicts: Sequence[tuple[Verdict, bool] | None]) -> str | None:
    """The row of the table for the last of a subject's verdicts on one rule, read one by one."""
    was_fixed, deviated, change = False, False, None
    for found in verdicts:
        verdict, is_judged = found or (None, False)
        change = None
        if verdict == "deviation":
            change = "unchanged" if deviated else "reopened" if was_fixed else "new"
        elif verdict == "met" and not is_judged and deviated:
            was_fixed, change = True, "fixed"
        deviated = verdict == "deviation"
    return change


@given(histories())
def test_a_history_read_at_once_is_that_read_one_by_one(runs: Sequence[RunRecord]) -> None:
    for number in range(1, 8):
        now = runs[number]
        if any(run.predecessors for run in runs[: number + 1]):
            break
        changes = FindingChanges(now, runs[:number])
        for one in now.findings:
            # A run in which nothing was found on it is told by nothing of the same period.
            told = [
                next(
                    (
                        (found.verdict, found.is_judged)
                        for found in run.findings
                        if (found.subject, found.rule) == (one.subject, one.rule)
                    ),
                    None,
                )
                for run in runs[: number + 1]
            ]
            assert changes.of(one).name == naive_change(told)


@given(histories())
def test_the_same_run_again_changes_nothing(runs: Sequence[RunRecord]) -> None:
    changes, again = FindingChanges(runs[-1], runs[:-1]), FindingChanges(runs[-1], runs)
    assert again.dropped() == ()
    for one in runs[-1].findings:
        before, after = changes.of(one), again.of(one)
        if one.verdict == "deviation":
            running = before.rounds or 0
            assert (after.name, after.rounds) == ("unchanged", running + 1)
        else:
            assert after.name is None


@given(histories())
def test_no_open_deviation_is_lost(runs: Sequence[RunRecord]) -> None:
    """What deviated last is answered for by a finding, or told to be dropped; not both."""
    *earlier, now = runs
    changes = FindingChanges(now, earlier)
    dropped = changes.dropped()
    for one in earlier[-1].findings:
        if one.verdict != "deviation" or not now.findings:
            continue
        heirs = {
            one.subject,
            *(s for s, before in now.predecessors.items() if one.subject in before),
        }
        answers = [f for f in now.findings if f.rule == one.rule and f.subject in heirs]
        assert bool(answers) != (one in dropped)
        for answer in answers:
            if answer.verdict == "deviation":
                assert changes.of(answer).name == "unchanged"
            elif answer.verdict == "met" and not answer.is_judged:
                assert changes.of(answer).name == "fixed"
