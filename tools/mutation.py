"""How much of what the core does is tested: the share of its mutants that make a test fail.

Run `.ci/mutation`. It draws a sample of the mutants of the core (`mutants.py`), and for each runs
tests until one fails: those that reach the changed line, then those that reach its module, the
fastest first. Which test reaches which line is recorded by running all of them once, and again when
the project has changed. What makes a mutant fail must pass without it, or it is passed over.

Each mutant has a process of its own, which imports the program anew: a rule book that was compiled
before the change would hide it. No file is changed, so that what a test starts is as it was. A
mutant that nothing can tell from the program stands in `equivalent_mutants.yaml` with the reason,
and is not drawn.

The exit status is 1 where too few were killed, and 2 where that cannot be told: a test fails when
all are run, or what is listed as equivalent is no mutant.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from covering_tests import Change, Record, failing_test, recorded
from mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[1]
CORE = tuple(f"iacheck/{room}" for room in ("checks", "judging", "cases", "documents"))
EQUIVALENT = "tools/equivalent_mutants.yaml"
_RECORD = ".mutation/record.json"
# What many tests import, and no mutant changes.
_IMPORTED_ONCE = ("click", "jinja2", "lxml.etree", "pydantic", "pymongo")
# Whatever fails does so among the fastest tests, mostly: it does not wait until all are collected.
_PORTIONS = (20, 200)


@dataclass(frozen=True, slots=True)
class Project:
    """A program with its tests, and the folders of it where mutants are made."""

    root: Path = ROOT
    core: Sequence[str] = CORE

    def mutants(self) -> Iterator[Mutant]:
        """Every mutant of the core, by module and line."""
        for folder in self.core:
            for path in sorted((self.root / folder).rglob("*.py")):
                yield from mutants_of(self.root, path.relative_to(self.root).as_posix())

    def equivalent(self) -> frozenset[str]:
        """The names of the mutants that nothing can tell from the program."""
        listed = yaml.safe_load((self.root / EQUIVALENT).read_text("utf-8"))
        return frozenset(f"{one['place']}: {one['change']}" for one in listed)

    def record(self) -> Record:
        """Which tests reach which lines."""
        return recorded(
            self.root, [self.root / folder for folder in self.core], self.root / _RECORD
        )


@dataclass
class Trials:
    """Tries mutants on the tests of a project, and knows which of the tests can be trusted."""

    project: Project
    record: Record
    trusted: set[str] = field(default_factory=set, init=False)
    # They pass where all tests are run, but not where tests are tried here.
    passed_over: set[str] = field(default_factory=set, init=False)

    def killer(self, mutant: Mutant) -> str | None:
        """The test that the mutant makes fail, or what else shows that it is there."""
        lines = range(mutant.line, mutant.last_line + 1)
        tests = self.record.tests(mutant.module, lines)
        path = self.project.root / mutant.module
        name = mutant.module.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
        change = Change(name, path, mutant.code(self.project.root))
        killers = (self._killer_in(part, change) for part in _portions(tests))
        return next((killer for killer in killers if killer is not None), None)

    def _killer_in(self, tests: Sequence[str], change: Change) -> str | None:
        """The first of the tests that fails with the change, and would not without."""
        left = [test for test in tests if test not in self.passed_over]
        while True:
            killer = failing_test(left, self.record.seconds, change)
            if killer is None or killer not in left or self._is_trusted(killer):
                return killer
            left.remove(killer)

    def _is_trusted(self, test: str) -> bool:
        if test not in self.trusted:
            fails = failing_test([test], self.record.seconds) is not None
            (self.passed_over if fails else self.trusted).add(test)
        return test in self.trusted


def _portions(tests: Sequence[str]) -> Iterator[Sequence[str]]:
    first = 0
    for last in (*_PORTIONS, len(tests)):
        if first < min(last, len(tests)):
            yield tests[first:last]
        first = last


def sample(mutants: Iterable[Mutant], seed: int, number: int) -> list[Mutant]:
    """The first of the mutants in the seed's order, which others that come or go do not change."""

    def place(mutant: Mutant) -> bytes:
        return hashlib.sha256(f"{seed} {mutant.name}".encode()).digest()

    return sorted(mutants, key=place)[:number]


def main(arguments: Sequence[str] | None = None, project: Project | None = None) -> int:
    """Draw a sample, try it, and tell the share."""
    asked = _parser().parse_args(arguments)
    project = project or Project()
    all_mutants = list(project.mutants())
    listed = project.equivalent()
    if gone := listed - {mutant.name for mutant in all_mutants}:
        _tell(*(f"Listed as equivalent, but no mutant: {name}" for name in sorted(gone)))
        return 2
    candidates = [m for m in all_mutants if m.name not in listed and asked.only in m.name]
    drawn = sample(candidates, asked.seed, asked.mutants)
    _tell(f"{len(drawn)} of {len(candidates)} mutants, seed {asked.seed}; {len(listed)} equivalent")
    os.chdir(project.root)
    sys.path.insert(0, str(project.root))
    os.environ["CI"] = "1"  # Laws are tried on the same cases each time.
    # What somebody asks of his own tests, such as their coverage, is not asked of these.
    for name in [name for name in os.environ if name.startswith(("PYTEST_", "COV"))]:
        del os.environ[name]
    for name in _IMPORTED_ONCE:
        importlib.import_module(name)
    try:
        return _try(drawn, project, asked.least)
    except ValueError as failure:
        _tell(str(failure))
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mutants", type=int, default=400, help="how many are drawn (400)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others (1)")
    parser.add_argument("--only", default="", help="text in the names of those that are drawn from")
    parser.add_argument("--least", type=float, default=95, help="percent that must be killed (95)")
    return parser


def _try(drawn: Sequence[Mutant], project: Project, least: float) -> int:
    trials = Trials(project, project.record())
    killers: Counter[str] = Counter()
    for i, mutant in enumerate(drawn, 1):
        killer = trials.killer(mutant)
        if killer is None:
            _tell(f"{i}: survived: {mutant.module}:{mutant.line}", f"    {mutant.name}")
        else:
            killers[killer] += 1
            if i % 20 == 0:
                _tell(f"{i}: {killers.total()} killed")
    _tell(
        *(
            f"Passed over, for it fails here without any change: {test}"
            for test in sorted(trials.passed_over)
        )
    )
    share = 100 * killers.total() / len(drawn)
    others = [(killer, n) for killer, n in killers.items() if killer not in trials.trusted]
    no_test = ", ".join(f"{n} {killer}" for killer, n in others)
    _tell(f"{killers.total()} of {len(drawn)} killed: {share:.1f} % ({no_test or 'all by tests'})")
    return int(share < least)


def _tell(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
