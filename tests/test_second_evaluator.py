"""The program finds what a second evaluator finds, which is as plain as it can be."""

from __future__ import annotations

import random
import secrets
from collections import Counter

import pytest
from naive.random_cases import case_of, examples, random_case
from naive.rules import Told, judged
from naive.world import World
from repeats import REPEATS, times

from iacheck.cases.case import Case
from iacheck.cases.findings import VERDICTS
from iacheck.judging.judge import judge


def differences(case: Case, world: World) -> list[tuple[str, Told, Told]]:
    """The rules of which the two say otherwise, and what each of them says."""
    told = [
        (rule.id, Told.of(judge(rule, case)), judged(rule, world))
        for rule in world.book.rules_for(case.kind)
    ]
    return [one for one in told if one[1] != one[2]]


@pytest.mark.parametrize("part", range(4))
def test_of_examples_they_say_the_same(part: int) -> None:
    tried = examples()[part::16]
    assert len(tried) > 20
    for example in tried:
        assert differences(*case_of(example)) == [], example


@pytest.mark.long
def test_of_random_cases_they_say_the_same() -> None:
    # Where it takes long: others each time, and 100 000 rules on cases in `.ci/long`.
    is_sample = REPEATS == 1
    seed, number = (2015, 40) if is_sample else (secrets.randbits(32), times(110))
    chance = random.Random(seed)  # noqa: S311 - no secret
    verdicts: Counter[str] = Counter()
    for index in range(number):
        case, world = random_case(chance)
        assert differences(case, world) == [], (seed, index)
        verdicts.update(judge(rule, case).verdict for rule in world.book.rules_for(case.kind))
    # Whatever can be found without people's decisions is found.
    assert {*verdicts} == {*VERDICTS} - {"error", "waived"}
    assert verdicts.total() > (800 if is_sample else 2_500 * REPEATS)
