"""What is imported where: one way through the rooms, heavy libraries only where they are needed."""

from __future__ import annotations

import ast
import functools
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from commands import COUNCIL, OWN_BOOK, REPORT, environ, put
from shipped import shipped

from iacheck import __version__, readers
from iacheck.rulebooks import load_rulebooks

PACKAGE = Path(__file__).parent.parent / "iacheck"
FILES = sorted(PACKAGE.rglob("*.py"))
DRIVERS = {"pymongo", "bson"}
HEAVY = DRIVERS | {"iacheck.readers", "jsonschema", "babel", "rich", "yaml"}
# Runs the program as its users do, and says behind its own output what it has imported.
RUN = """
import atexit, sys
atexit.register(lambda: print("IMPORTED", *sys.modules))
from iacheck.__main__ import main
sys.exit(main())
"""


def imported(cwd: Path, *arguments: str | Path) -> tuple[str, set[str]]:
    """What a command prints, and the modules that it has imported."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        cwd=cwd,
        env=environ({}) | {"PYTHONPATH": str(PACKAGE.parent)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode in {0, 1}, done.stderr.decode()
    output, _, names = done.stdout.decode().rpartition("IMPORTED ")
    return output, set(names.split())


@pytest.mark.slow
def test_the_version_imports_no_command_line(tmp_path: Path) -> None:
    for asked in ("--version", "-V"):
        output, names = imported(tmp_path, asked)
        assert output == f"iacheck {__version__}\n"
        assert {name for name in names if name.startswith("iacheck")} == {
            "iacheck",
            "iacheck.__main__",
        }
        assert not names & (HEAVY | {"click", "dataclasses", "importlib.metadata", "urllib"})


@pytest.mark.slow
def test_a_self_check_of_a_file_imports_no_database_driver(tmp_path: Path) -> None:
    file = put(tmp_path, "own.jsonl", COUNCIL, REPORT)
    output, names = imported(tmp_path, "check", file, *OWN_BOOK)
    assert "IA-rådet i Rogaland" in output
    assert "iacheck.readers" in names
    assert not names & DRIVERS


def test_a_self_check_of_a_file_imports_no_more_than_its_format_needs(tmp_path: Path) -> None:
    file = put(tmp_path, "own.jsonl", COUNCIL, REPORT)
    _, schemas = shipped()
    load_rulebooks((), schemas)  # so that the rule books have been tried
    _, names = imported(tmp_path, "check", file, "--period", "2015", "--fail-on", "never")
    of_folder = {module.name for module in pkgutil.iter_modules(readers.__path__)}
    imported_readers = {name for name in of_folder if f"iacheck.readers.{name}" in names}
    assert imported_readers & {"jsonlines", "docx", "pdf", "xlsx", "eml", "html"} == {"jsonlines"}
    # What is right needs no explanation, and what is installed no command that installs it.
    assert not names & {"jsonschema", "urllib.request", "lxml"}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
        ".__init__"
    )


@functools.cache
def imports(path: Path, *, whole: bool) -> tuple[str, ...]:
    """What a module imports; with `whole`, what functions in it import later, too."""
    return tuple(_imports(ast.parse(path.read_text("utf-8")).body, whole=whole))


def _imports(nodes: list[ast.stmt], *, whole: bool) -> Iterator[str]:
    """Imports for type checkers alone are left out."""
    rest: list[ast.AST] = [*nodes]
    while rest:
        node = rest.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if whole:
            rest += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


ARCHITECTURE = (PACKAGE.parent / "docs" / "architecture.md").read_text("utf-8")
# The rooms, in order of import.
ROOMS = re.findall(r"^\| `(\w+)` \|", ARCHITECTURE, re.MULTILINE)


def room_of(module: str) -> str:
    return module.split(".")[1]


def test_the_rooms_are_those_of_the_architecture() -> None:
    folders = {path.relative_to(PACKAGE).parts[0] for path in FILES if path.parent != PACKAGE}
    assert sorted(ROOMS) == sorted(folders)
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_imports_run_one_way_through_the_rooms() -> None:
    """A module imports from its own room, and from those that stand before it."""
    modules = {module_name(path) for path in FILES}
    between = [
        (module_name(path), name)
        for path in FILES
        if path.parent != PACKAGE
        for name in imports(path, whole=True)
        if name in modules - {"iacheck"} and room_of(name) != room_of(module_name(path))
    ]
    assert len(between) > len(modules)
    assert [
        f"{module} imports {name}"
        for module, name in between
        if ROOMS.index(room_of(name)) > ROOMS.index(room_of(module))
    ] == []


def test_only_the_store_knows_the_database_drivers() -> None:
    using = {
        path.relative_to(PACKAGE).parts[0]
        for path in FILES
        for name in imports(path, whole=True)
        if name.partition(".")[0] in DRIVERS
    }
    assert using == {"store"}


def test_no_module_imports_itself_in_a_circle() -> None:
    modules = {module_name(path): path for path in FILES}
    graph = {
        module: {name for name in imports(path, whole=False) if name in modules and name != module}
        for module, path in modules.items()
    }
    assert sum(map(len, graph.values())) > len(modules)
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle
