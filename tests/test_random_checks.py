"""Checks put together at random find the same with their quick forms and without any of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from building import case, document, say, surroundings, told, told_at_once, yaml
from repeats import times

from iacheck.cases.case import Case
from iacheck.checks.check import Check, KindModule
from iacheck.checks.compiler import Compiler
from iacheck.checks.scope import Scope
from iacheck.documents.document import Document

CHECKS = (
    'refers: {values: "report.activities[].plan_activity", in: "plan.activities[].id"}',
    'refers: {values: "report.activities[].title", in: "report.activities[].id", place: in}',
    'refers: {values: "report.coordinated_by", in: "plan.activities[].id"}',
    'count: {values: "report.activities[]", at_least: 2}',
    'count: {values: "report.activities[].sub_goals[]", at_most: 1}',
    'count: {values: "report.activities[].plan_activity", at_least: 2, absent: 0}',
    'count: {values: "report.activities[].title", at_least: 2, distinct: true}',
    "present: [report.priorities, report.coordinated_by]",
    'present: [first_of: [report.priorities, "plan.activities[]"], "report.activities[].title"]',
    "present: plan",
    'covers: {values: "report.activities[].plan_activity", all_of: [p1, p2]}',
    'covers: {values: "report.activities[].sub_goals[]", all_of: [1, 2]}',
    'covers: {values: "report.activities[].id", all_of: {path: "plan.activities[].id"}}',
    'mentions: {values: [report.priorities, "report.activities[].title"], any_of: [mål, "=x"]}',
    'compare: {left: {count: "report.activities[]"}, is: at_most, right: 2}',
    "delivered: {document: report, due: 2016-03-01, late: deviation}",
    'unique: {values: "report.activities[].title"}',
)
OF_ITEMS = (
    "present: item.title",
    "present: [item.title, item.plan_activity]",
    'present: [item.title, "item.sub_goals[]"]',
    'refers: {values: item.plan_activity, in: "plan.activities[].id"}',
    'count: {values: "item.sub_goals[]", at_least: 1}',
    'covers: {values: "item.sub_goals[]", all_of: [1]}',
    'mentions: {values: item.title, any_of: ["=x"]}',
    'each: {of: "item.sub_goals[]", check: {one_of: {values: item, of: [1, 2]}}}',
)
TEXTS = ("x", "–", " ", "p1", "p2", "P1", "p 1", "mål")


def put_together(chance: random.Random, checks: Sequence[str], depth: int) -> str:
    """A check of several of these, none of them or one."""
    if depth == 0 or chance.random() < 0.5:
        return f"{{{chance.choice(checks)}}}"
    parts = [put_together(chance, checks, depth - 1) for _ in range(chance.randint(2, 3))]
    listed = ", ".join(parts)
    forms = [f"{{all: [{listed}]}}", f"{{any: [{listed}]}}", f"{{not: {parts[0]}}}"]
    return chance.choice([*forms, f"{{all: {{of: [{listed}], place: report.priorities}}}}"])


def random_check(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return put_together(chance, CHECKS, 2)
    options = (", where: {title: {none_of: [x]}}", ", if_none: {nb: a, nn: b, en: c}", "", "")
    inner = put_together(chance, OF_ITEMS, 2)
    each = f'{{each: {{of: "report.activities[]", check: {inner}{chance.choice(options)}}}}}'
    both = f"[{each}, {{{chance.choice(CHECKS)}}}]"
    return chance.choice([each, each, f"{{any: {both}}}", f"{{all: {both}}}"])


def activities(chance: random.Random, *, with_gaps: bool) -> list[Any]:
    made: list[Any] = []
    for number in range(chance.randint(0, 4)):
        made.append({"id": chance.choice([f"a{number}", "p1"]), "title": chance.choice(TEXTS)})
        if chance.random() < 0.8:
            made[-1]["plan_activity"] = chance.choice(TEXTS)
        if chance.random() < 0.8:
            made[-1]["sub_goals"] = chance.sample([1, 2, 3], chance.randint(0, 3))
    if with_gaps and chance.random() < 0.4:
        made.insert(chance.randint(0, len(made)), None)
        made[0] = made[0] and {**made[0], "sub_goals": [None, 1.0, True, "1"]}
    return made


def random_case(chance: random.Random, *, with_gaps: bool) -> Case:
    found: list[Document] = []
    if chance.random() < 0.9:
        report = {name: chance.choice(TEXTS) for name in ("priorities", "coordinated_by")}
        done = activities(chance, with_gaps=with_gaps)
        day = chance.choice(["2016-02-01", "2016-03-01", "2016-04-01", None])
        found.append(document("report", activities=done, submitted_on=day, **report))
    if chance.random() < 0.85:
        found.append(document("plan", activities=activities(chance, with_gaps=with_gaps)))
    return case(*found, as_of=chance.choice(["2016-02-20", "2016-06-01"]))


def at_length_only(kinds: Callable[[str], KindModule | None]) -> Callable[[str], Any]:
    """The same kinds, whose checks have no quick form."""

    def kind(name: str) -> Any:
        module = kinds(name)
        if module is None:
            return None

        def compiled(given: Any, compiler: Compiler) -> Any:
            check = module.compile(given, compiler)
            if not isinstance(check, Check):
                return check
            return replace(check, quick=None, quick_items=None)

        return SimpleNamespace(**{**vars(module), "compile": compiled})

    return kind


def both_forms(written: str) -> tuple[Check, Check]:
    """The check as it is, and as it is without quick forms."""
    made: list[Check] = []
    for compiler in (surroundings().compiler("council-year") for _ in range(2)):
        if made:
            compiler.kinds = at_length_only(compiler.kinds)
        made.append(compiler.check(yaml(written)))
        assert not compiler.mistakes, (written, [say(one.message) for one in compiler.mistakes])
    return made[0], made[1]


@pytest.mark.parametrize("with_gaps", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_quick_forms_find_what_is_found_at_length(seed: int, with_gaps: bool) -> None:
    chance = random.Random(f"{seed} {with_gaps}")  # noqa: S311 - no secret
    found: Counter[str] = Counter()
    for _ in range(times(80)):
        written = random_check(chance)
        check, at_length = both_forms(written)
        for _ in range(5):
            of = random_case(chance, with_gaps=with_gaps)
            right = at_length.judge(Scope.of(of))
            told_of = written, [one.body for listed in of.documents.values() for one in listed]
            assert told(check.judge(Scope.of(of))) == told(right), told_of
            quick = told_at_once(check, of)
            assert quick is None or quick == right, told_of
            found["nothing" if quick is None else "holds" if quick == () else "told"] += 1
    # There is something to be found wrong.
    assert min(found["holds"], found["told"]) > 40 * times(1), found
