"""Which tests reach a line of the program, and running some of them with a module changed."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType
from typing import Any

import coverage
import pytest

# A test may take so many times as long as it did when it was recorded, and some seconds.
_TIMES, _SECONDS = 10, 10
# Before the first of them pytest starts and collects; a busy machine takes its time for it.
_STARTING_S = 30
_BYTES = 4 * 2**30


@dataclass(frozen=True, slots=True)
class Record:
    """The tests that pass: the seconds that each takes, and which reach a line of a module."""

    seconds: Mapping[str, float]
    reaching: Mapping[str, Mapping[int, Sequence[str]]]

    def tests(self, module: str, lines: range) -> list[str]:
        """Those that reach one of the lines, then the module's others; the fastest first."""
        reaching = self.reaching.get(module, {})
        near = {test for line in lines for test in reaching.get(line, ())}
        others = {test for tests in reaching.values() for test in tests} - near
        return [test for tests in (near, others) for test in sorted(tests, key=self._order)]

    def _order(self, test: str) -> tuple[float, str]:
        return self.seconds[test], test


@dataclass(frozen=True, slots=True)
class Change:
    """Another code for a module than its file has; Python asks it before it looks for the file."""

    module: str
    path: Path
    code: CodeType

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != self.module:
            return None
        return spec_from_file_location(name, self.path, loader=_Changed(self))


class _Changed(SourceFileLoader):
    def __init__(self, change: Change) -> None:
        super().__init__(change.module, str(change.path))
        self._code = change.code

    def get_code(self, _name: str) -> CodeType:
        return self._code


def recorded(root: Path, folders: Iterable[Path], kept: Path) -> Record:
    """The record of the project as it is: the one that is kept, or one made now.

    Raises `ValueError` where a test fails.
    """
    digest = _digest(root)
    if not kept.is_file() or json.loads(kept.read_text("utf-8"))["digest"] != digest:
        recorder = _Recorder([f"{folder}/*" for folder in folders])
        if _in_a_process(lambda: recorder.run(root, kept, digest), None) != pytest.ExitCode.OK:
            raise ValueError("There are tests that fail without any change.")
    read = json.loads(kept.read_text("utf-8"))
    names = list(read["seconds"])
    return Record(
        read["seconds"],
        {
            module: {int(line): [names[i] for i in tests] for line, tests in lines.items()}
            for module, lines in read["reaching"].items()
        },
    )


def _digest(root: Path) -> str:
    """Changes with every file that tests may read."""
    digest = hashlib.sha256()
    shown = (entry for entry in root.iterdir() if not entry.name.startswith("."))
    for entry in sorted(shown):
        for path in [entry, *sorted(entry.rglob("*"))]:
            if path.is_file() and path.suffix not in {".pyc", ".mo"}:
                digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


class _Recorder:
    """A plugin of pytest that measures each test."""

    def __init__(self, measured: Sequence[str]) -> None:
        self._coverage = coverage.Coverage(None, config_file=False, include=measured)
        self._seconds: dict[str, float] = defaultdict(float)
        self._passed: dict[str, bool] = {}

    def run(self, root: Path, kept: Path, digest: str) -> int:
        self._coverage.start()
        status = _pytest([], self)
        self._coverage.stop()
        seconds = {test: self._seconds[test] for test, passed in self._passed.items() if passed}
        number = {test: i for i, test in enumerate(seconds)}
        data = self._coverage.get_data()
        reaching = {
            Path(file).relative_to(root).as_posix(): {
                line: sorted(number[test] for test in tests if test in number)
                for line, tests in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        if status != pytest.ExitCode.OK:
            return status  # What stopped on its way would be taken for all there is.
        kept.parent.mkdir(exist_ok=True)
        written = {"digest": digest, "seconds": seconds, "reaching": reaching}
        kept.write_text(json.dumps(written), "utf-8")
        return status

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._coverage.switch_context(item.nodeid)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._seconds[report.nodeid] += report.duration
        passed = report.outcome == "passed" and self._passed.get(report.nodeid, True)
        self._passed[report.nodeid] = passed


def failing_test(
    tests: Sequence[str], seconds: Mapping[str, float], change: Change | None = None
) -> str | None:
    """The first of the tests that fails, with a module changed; None where none does.

    Where a test never ends, or the program cannot even be imported, it says so.
    """
    chosen = _Chosen(tests, seconds)
    receive, send = get_context("fork").Pipe(duplex=False)

    def run() -> int:
        if change is not None:
            sys.meta_path.insert(0, change)
        status = _pytest(sorted({test.partition("::")[0] for test in tests}), chosen)
        send.send(chosen.failed)
        return status

    allowed = _STARTING_S + sum(map(chosen.limit, tests))
    status = _in_a_process(run, allowed)
    failed: str | None = receive.recv() if receive.poll() else None
    if status in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        return None
    if failed is not None:
        return failed
    return "no end" if status is None or status < 0 else "no import"


@dataclass
class _Chosen:
    """A plugin of pytest that runs some tests in their order, each within its time."""

    tests: Sequence[str]
    seconds: Mapping[str, float]
    failed: str | None = field(default=None, init=False)

    def limit(self, test: str) -> float:
        """The seconds of computing after which a test is taken to have no end."""
        return _TIMES * self.seconds[test] + _SECONDS

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        place = {test: i for i, test in enumerate(self.tests)}
        items[:] = sorted(
            (item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid]
        )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        # Not the time that passes: others work on the machine too.
        signal.setitimer(signal.ITIMER_PROF, self.limit(item.nodeid))
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.failed is None:
            self.failed = report.nodeid


def _pytest(files: Sequence[str], plugin: object) -> int:
    with TemporaryDirectory() as folder:
        options = ["-x", "-q", "-p", "no:cacheprovider", "--basetemp", f"{folder}/tests"]
        return int(pytest.main([*options, *files], plugins=[plugin]))


def _in_a_process(run: Callable[[], int], seconds: float | None) -> int | None:
    """What is returned in a process of its own; below 0 where it was ended, None after its time."""

    def limited() -> None:
        if seconds is not None:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, sys.stdout.fileno())
            os.dup2(nothing, sys.stderr.fileno())
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        # Shells let what runs in the background pass over it; there are tests that interrupt.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.exit(run())

    process: Any = get_context("fork").Process(target=limited)
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return int(process.exitcode)
