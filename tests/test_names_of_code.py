"""A name means one thing in the whole package, and says what it gives."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "iacheck"

# Names that several modules share because each has the same part to play.
SHARED = {
    "Parameters": "checks/kinds",  # what a rule's author writes under a kind's name
    "compile": "checks/kinds",
    "read": "readers",  # a format of input
    "render": "reports",  # a format of output
    "render_parts": "reports",  # one that can be made in parts
    "write": "reports",  # a format that can write any paper
    "blocks": "reports/meeting/parts",  # a part of the paper
    "main": "",  # what a program does when it is started
}
# A function that is called by a bare participle does not say what it gives.
PARTICIPLE = re.compile(
    r"[a-z]+ed|said|told|shown|kept|found|given|made|written|put|sent|met|left|held|meant|spoken"
    r"|drawn|understood|known|built|taken|seen"
)


Trees = dict[str, ast.Module]


@pytest.fixture(scope="module")
def trees() -> Trees:
    """Each module of the package, by its file."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def definitions(trees: Trees) -> dict[str, dict[str, ast.stmt]]:
    """Public types and functions by name: where each is defined, and how."""
    found: dict[str, dict[str, ast.stmt]] = defaultdict(dict)
    for where, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                found[node.name][where] = node
    return found


def test_a_name_means_one_thing(trees: Trees) -> None:
    several = {name: sorted(where) for name, where in definitions(trees).items() if len(where) > 1}
    assert {name: where for name, where in several.items() if name not in SHARED} == {}
    assert set(several) == set(SHARED)
    for name, room in SHARED.items():
        assert all(where.startswith((room, "readers/pdf_child")) for where in several[name])


def test_no_function_is_named_by_a_bare_participle(trees: Trees) -> None:
    assert [
        f"{where}: {name}"
        for name, found in definitions(trees).items()
        for where, node in found.items()
        if isinstance(node, ast.FunctionDef) and PARTICIPLE.fullmatch(name)
    ] == []


def test_docstrings_say_what_is_returned(trees: Trees) -> None:
    """None begins as a riddle does, with what it is about or when it is said."""
    riddles = re.compile(r"(Of|Said of|As|For|In sentences|That) ")
    assert [
        f"{where}: {text.splitlines()[0]}"
        for where, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if (text := ast.get_docstring(node)) and riddles.match(text)
    ] == []
