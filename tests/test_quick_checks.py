"""The quick form of a check finds what is found at length; of ordinary cases it finds it."""

from __future__ import annotations

import copy
import dataclasses
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from naive.random_cases import Example, case_of, examples, random_case
from repeats import times

from iacheck.cases.case import Case
from iacheck.cases.findings import Finding
from iacheck.checks.outcome import Outcome, Undetermined
from iacheck.checks.quick import at_length
from iacheck.checks.rule import Rule
from iacheck.checks.texts import as_text, as_texts
from iacheck.judging.judge import judge
from iacheck.language.messages import message
from iacheck.language.periods import Period


def at_length_of(rule: Rule, case: Case) -> Finding:
    """The finding by what judges and tells; nothing that was made of the case is kept."""
    slow = dataclasses.replace(rule, check=dataclasses.replace(rule.check, quick=None))
    return judge(slow, dataclasses.replace(case))


def found_otherwise(rules: Sequence[Rule], case: Case) -> list[str]:
    return [rule.id for rule in rules if judge(rule, case) != at_length_of(rule, case)]


@pytest.mark.parametrize("part", range(4))
def test_of_examples_it_finds_what_is_found_at_length(part: int) -> None:
    for example in examples()[part::16]:
        case, world = case_of(example)
        assert found_otherwise(world.book.rules_for(case.kind), case) == [], example


@pytest.mark.parametrize("change", ["first year", "took over"])
def test_of_unusual_cases_it_finds_what_is_found_at_length(change: str) -> None:
    for example in examples()[::16]:
        case, world = case_of(example)
        rules = world.book.rules_for(case.kind)
        if change == "first year":
            case = dataclasses.replace(case, period=Period(1, case.period.half))
        else:
            case = dataclasses.replace(case, predecessors=(case,))
        assert found_otherwise(rules, case) == [], example


@pytest.mark.long
def test_of_random_cases_it_finds_what_is_found_at_length() -> None:
    chance = random.Random(2015)  # noqa: S311 - no secret
    for _ in range(times(25)):
        case, world = random_case(chance)
        assert found_otherwise(world.book.rules_for(case.kind), case) == []


# What belongs nowhere in a document, and is refused where documents are validated.
_JUNK: Sequence[Any] = (None, True, 0, -1, 1.0, 2.5, "", "–", "x", [], ["x"], [None], {}, {"id": 1})


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        if key not in ("_id", "period", "council", "party", "centre"):
            yield value, key
            if isinstance(part, dict | list):
                yield from _places(part)


@pytest.mark.long
def test_of_broken_documents_it_finds_what_is_found_at_length() -> None:
    chance = random.Random(15)  # noqa: S311 - no secret
    tried = 0
    while tried < times(60):
        example: Example = chance.choice(examples())
        roots = copy.deepcopy(dict(example.roots))
        places = [one for root in roots.values() if isinstance(root, dict) for one in _places(root)]
        for holder, key in chance.sample(places, min(2, len(places))):
            holder[key] = chance.choice(_JUNK)
        try:
            case, world = case_of(dataclasses.replace(example, roots=roots))
        except (AttributeError, TypeError, ValueError):
            continue  # no case is made of a document that is broken so
        tried += 1
        assert found_otherwise(world.book.rules_for(case.kind), case) == [], roots


def test_most_rules_tell_at_once_of_most_cases_that_they_hold() -> None:
    met = told = 0
    for example in examples()[::3]:
        case, world = case_of(example)
        for rule in world.book.rules_for(case.kind):
            if case.is_ordinary and judge(rule, case).verdict == "met":
                met += 1
                told += rule.quick is not None and rule.quick(case.values, case) is None
    assert met > 200
    assert told > 0.6 * met


def test_of_most_cases_that_deviate_it_tells_what_it_has_found() -> None:
    found = told = 0
    for example in examples()[::3]:
        case, world = case_of(example)
        for rule in world.book.rules_for(case.kind):
            if case.is_ordinary and rule.quick and judge(rule, case).verdict == "deviation":
                found += 1
                told += rule.quick(case.values, case) is not at_length
    assert found > 60
    assert told > 0.6 * found


def test_where_what_it_has_found_cannot_be_told_the_check_is_judged() -> None:
    def fails(_: object) -> Outcome:
        raise Undetermined(message("Not known"))

    case, world = case_of(examples()[0])
    for rule in world.book.rules_for(case.kind):
        check = dataclasses.replace(rule.check, quick=(lambda _, __: fails,))
        assert judge(dataclasses.replace(rule, check=check), case) == at_length_of(rule, case)


VALUES = st.one_of(
    st.text(max_size=3),
    st.integers(),
    st.booleans(),
    st.floats(),
    st.lists(st.integers()),
    st.none(),
)


@given(st.lists(VALUES) | st.lists(st.integers(-2, 2)) | st.lists(st.text(max_size=2)))
def test_values_together_have_the_forms_that_they_have_alone(values: list[Any]) -> None:
    assert as_texts(values) == {as_text(value) for value in values}
