"""What is imported when: heavy libraries only where they are needed, and no cycle."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from commands import COUNCIL, OWN_BOOK, REPORT, environ, put

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


def test_the_version_imports_nothing_heavy(tmp_path: Path) -> None:
    output, names = imported(tmp_path, "--version")
    assert "iacheck" in output
    assert "iacheck.__main__" in names
    assert not names & HEAVY


def test_a_self_check_of_a_file_imports_no_database_driver(tmp_path: Path) -> None:
    file = put(tmp_path, "own.jsonl", COUNCIL, REPORT)
    output, names = imported(tmp_path, "check", file, *OWN_BOOK)
    assert "IA-rådet i Rogaland" in output
    assert "iacheck.readers" in names
    assert not names & DRIVERS


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
        ".__init__"
    )


def imports(nodes: list[ast.stmt], *, whole: bool) -> Iterator[str]:
    """What statements import; with `whole`, what functions in them import later, too."""
    for node in nodes:
        for inner in ast.walk(node) if whole else [node]:
            if isinstance(inner, ast.Import):
                yield from (alias.name for alias in inner.names)
            elif isinstance(inner, ast.ImportFrom):
                assert inner.level == 0, "imports are absolute"
                yield str(inner.module)
                yield from (f"{inner.module}.{alias.name}" for alias in inner.names)


def test_only_the_store_knows_the_database_drivers() -> None:
    using = {
        path.relative_to(PACKAGE).parts[0]
        for path in FILES
        for name in imports(ast.parse(path.read_text("utf-8")).body, whole=True)
        if name.partition(".")[0] in DRIVERS
    }
    assert using == {"store"}


def test_no_module_imports_itself_in_a_circle() -> None:
    modules = {module_name(path): path for path in FILES}
    graph = {
        module: {
            name
            for name in imports(ast.parse(path.read_text("utf-8")).body, whole=False)
            if name in modules and name != module
        }
        for module, path in modules.items()
    }
    assert sum(map(len, graph.values())) > len(modules)
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle
