"""The tool that tells how much of the core's behaviour is tested, and the list that it goes by."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml
from mutants import Mutant, mutants_of
from mutation import EQUIVALENT, ROOT, Project, sample

CHANGES = [
    ("x < 5", ["x <= 5", "x >= 5", "x < 6"]),
    ("x == y", ["x != y"]),
    ("x is not None", ["x is None"]),
    ("x in y", ["x not in y"]),
    ("x and y", ["x", "y", "x or y"]),
    ("not x", ["x"]),
    ("x + 1", ["x - 1", "x + 2"]),
    ("x | y", ["x & y"]),
    ("True", ["False"]),
    ("'text'", ["'mutant'"]),
    ("x if y else z", ["x if True else z", "x if False else z"]),
    ("[x for x in y if z]", ["[x for x in y if True]"]),
    ("any(x)", ["all(x)"]),
    ("sorted(x, key=y)", ["list(x)", "sorted(x)"]),
    ("x.strip()", ["x"]),
    ("x.get(y, z)", ["x.get(y)"]),
    ("x.get(y, False)", ["x.get(y, True)"]),
    ("f(x, y=z)", ["f(x)"]),
    ("lambda x: y", ["lambda x: None"]),
    # What says nothing about behaviour, or is tested elsewhere.
    ("x", []),
    ("isinstance(x, int | Mapping)", []),
    ("message('The text')", []),
    ("plural_message('One', 'Several', n)", []),
    ("zip(x, y, strict=True)", []),
    ("cast('Mapping[str, int]', x)", []),
]


def mutants(folder: Path, source: str) -> list[Mutant]:
    (folder / "module.py").write_text(source, "utf-8")
    return list(mutants_of(folder, "module.py"))


@pytest.mark.parametrize(("expression", "expected"), CHANGES)
def test_each_small_change_is_made_alone(
    tmp_path: Path, expression: str, expected: list[str]
) -> None:
    found = mutants(tmp_path, f"def f(x, y, z, n):\n    value = {expression}\n")
    assert [m.change for m in found] == [f"value = {expression}  =>  value = {e}" for e in expected]
    assert {(m.place, m.line) for m in found} <= {("f", 2)}


STATEMENTS = '''"""What it is for."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from x import Y
NAME: Literal["a"] = "b"

class Thing:
    """A thing."""

    @decorated("a")
    def rest(self, given: "str", by=3) -> "int":
        """What is left."""
        for one in given:
            if one:
                continue
            self.left -= by
            tell(one)
            yield one
        raise Missing
        return given
'''


def test_statements_are_left_out_and_their_conditions_are_settled(tmp_path: Path) -> None:
    found = mutants(tmp_path, STATEMENTS)
    assert [(m.place, m.line, m.change) for m in found] == [
        ("module", 5, "NAME: Literal['a'] = 'b'  =>  NAME: Literal['a'] = 'mutant'"),
        ("Thing.rest", 11, "self, given: 'str', by=3  =>  self, given: 'str', by=4"),
        ("Thing.rest", 14, "one  =>  True"),
        ("Thing.rest", 14, "one  =>  False"),
        ("Thing.rest", 15, "continue  =>  break"),
        ("Thing.rest", 16, "self.left -= by  =>  pass"),
        ("Thing.rest", 16, "self.left -= by  =>  self.left += by"),
        ("Thing.rest", 17, "tell(one)  =>  pass"),
        ("Thing.rest", 18, "yield one  =>  yield from ()"),
        ("Thing.rest", 19, "raise Missing  =>  pass"),
        ("Thing.rest", 20, "return given  =>  return None"),
    ]


def test_the_code_of_a_mutant_has_its_one_change(tmp_path: Path) -> None:
    results = {}
    for mutant in mutants(tmp_path, "if 1 < 2:\n    value = 1\nif 1 < 2:\n    value += 4\n"):
        names: dict[str, object] = {"value": 10}
        exec(mutant.code(tmp_path), names)  # noqa: S102
        results[mutant.change] = names["value"]
    assert results["1 < 2  =>  1 >= 2"] == 14
    assert results["1 < 2  =>  1 >= 2  #2"] == 1
    assert results["value = 1  =>  value = 2"] == 6


@pytest.fixture(scope="module")
def names_of_the_core() -> list[str]:
    return [mutant.name for mutant in Project().mutants()]


def test_every_mutant_of_the_core_has_a_name_of_its_own(names_of_the_core: list[str]) -> None:
    assert len(names_of_the_core) == len(set(names_of_the_core)) > 4000


def test_what_is_listed_as_equivalent_is_a_mutant_and_has_a_reason(
    names_of_the_core: list[str],
) -> None:
    listed = yaml.safe_load((ROOT / EQUIVALENT).read_text("utf-8"))
    assert Project().equivalent() - set(names_of_the_core) == set()
    assert len(Project().equivalent()) == len(listed)
    assert all(len(one["why"].split()) > 3 for one in listed)


def test_a_sample_stays_what_it_is_where_other_mutants_come_and_go(tmp_path: Path) -> None:
    found = mutants(tmp_path, "value = [1, 2, 3, 4, 5, 6, 7, 8]\n")
    drawn = sample(found, 1, 4)
    assert sample(found[::-1], 1, 4) == drawn
    assert sample(found, 2, 4) != drawn
    assert sample([m for m in found if m != drawn[0]], 1, 3) == drawn[1:]


PROGRAM = """
def left(given, used):
    while used > 0:
        given -= 1
        used -= 1
    return max(given, 0)
"""
TESTS = """
from program.core.money import left

def test_left():
    assert left(5, 2) == 3
"""
ONCE = """
def test_once():
    from pathlib import Path
    left(5, 2)
    Path(__file__).with_name("been-here").touch(exist_ok=False)
"""
NOTHING_LEFT = """
def test_nothing_is_left():
    assert left(1, 2) == 0
"""
LISTED = """
- place: program/core/money.py, left
  change: return max(given, 0)  =>  return max(given, 1)
  why: Nobody has ever used all of it.
"""


# Each mutant has a pytest of its own, which would import them all.
NO_PLUGINS = "[pytest]\naddopts = " + " ".join(
    f"-p no:{plugin.name}" for plugin in entry_points(group="pytest11")
)


def tried(root: Path, *arguments: str, tests: str = TESTS, listed: str = "[]") -> tuple[int, str]:
    """The exit status and the output of the tool, in a project with this one function.

    What computes for a second is taken to have no end.
    """
    files = {
        "program/core/money.py": PROGRAM,
        "tests/test_money.py": tests,
        "pytest.ini": NO_PLUGINS,
        EQUIVALENT: listed,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    code = (
        "import sys; from pathlib import Path; import covering_tests; "
        "from mutation import Project, main; covering_tests._SECONDS = 1; "
        f"sys.exit(main({arguments!r}, Project(Path({str(root)!r}), ['program/core'])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        text=True,
        timeout=240,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_the_share_that_tests_notice_decides(tmp_path: Path) -> None:
    status, out = tried(tmp_path, "--least", "93")
    assert status == 1
    assert out.startswith("13 of 13 mutants, seed 1; 0 equivalent\n")
    survivor = "program/core/money.py, left: return max(given, 0)  =>  return max(given, 1)"
    assert f"survived: program/core/money.py:6\n    {survivor}\n" in out
    assert out.endswith("\n12 of 13 killed: 92.3 % (2 no end)\n")
    status, out = tried(tmp_path, "--only", "max", tests=TESTS + NOTHING_LEFT)
    assert (status, out.splitlines()[-1]) == (0, "3 of 3 killed: 100.0 % (all by tests)")
    status, out = tried(tmp_path, "--only", "max", "--mutants", "1", listed=LISTED)
    assert (status, out.splitlines()[0]) == (0, "1 of 2 mutants, seed 1; 1 equivalent")


@pytest.mark.slow
def test_where_nothing_can_be_told(tmp_path: Path) -> None:
    other = LISTED.replace("given, 1", "given, 2")
    status, out = tried(tmp_path, listed=other)
    name = "program/core/money.py, left: return max(given, 0)  =>  return max(given, 2)"
    assert (status, out) == (2, f"Listed as equivalent, but no mutant: {name}\n")
    for _ in range(2):  # Nothing is kept of the first time that the second could go by.
        status, out = tried(tmp_path, tests=TESTS.replace("== 3", "== 4"))
        assert status == 2
        assert out.splitlines()[-1] == "There are tests that fail without any change."


@pytest.mark.slow
def test_a_test_that_fails_without_any_change_kills_nothing(tmp_path: Path) -> None:
    survivor = ("--only", "max(given, 1)")
    status, out = tried(tmp_path / "one", *survivor, tests=TESTS + ONCE)
    assert status == 1
    *_, passed_over, share = out.splitlines()
    test = "tests/test_money.py::test_once"
    assert passed_over == f"Passed over, for it fails here without any change: {test}"
    assert share == "0 of 1 killed: 0.0 % (all by tests)"
    others = ONCE.replace("def test_once", "def test_a") + NOTHING_LEFT
    status, out = tried(tmp_path / "two", *survivor, tests=TESTS + others)
    assert (status, out.splitlines()[-1]) == (0, "1 of 1 killed: 100.0 % (all by tests)")
