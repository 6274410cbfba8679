"""Work in child processes of a warm one: each ends with its request, or at its limits.

On Linux and macOS a process that has loaded the rule books forks one for each request; elsewhere
each is started anew.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from iacheck.language.frozen import frozen
from iacheck.web.child_answer import ChildAnswer

# Why no answer came of a child: it took too long or too much, ended, or the program failed in it.
Failure = Literal["seconds", "memory", "ended", "failed"]
_WARM = "iacheck.web.warm"
# How long a child has to end those that it has started, once it is told to.
_GRACE = 1.0
_WARM_SECONDS = 300
_FILE_BYTES = 2**26


class ChildFailure(Exception):
    """No answer came of a child; `where` is the line of the program, if it failed there."""

    def __init__(self, failure: Failure, where: str = "") -> None:
        super().__init__(failure)
        self.failure = failure
        self.where = where


@frozen
class ChildLimits:
    """What a child may take: seconds by the clock and of its processor, bytes beside its own."""

    seconds: int
    memory: int


class Children:
    """Where children come from. One may be asked by several threads."""

    def __init__(self, limits: ChildLimits) -> None:
        forks = sys.platform != "win32"
        self._limits = limits
        self._context: Any = multiprocessing.get_context("forkserver" if forks else "spawn")
        if forks:
            self._context.set_forkserver_preload([_WARM])
        # Starting and ending them is for one thread at a time.
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        """Let all be loaded that children need, before anybody waits for one."""
        patient = Children(replace(self._limits, seconds=_WARM_SECONDS))
        with tempfile.TemporaryDirectory() as folder:
            patient.make(ChildAnswer, Path(folder), b"", "")

    def make(
        self, work: Callable[..., ChildAnswer], folder: Path, *arguments: object
    ) -> ChildAnswer:
        """What `work(*arguments)` makes in a child, whose files lie in `folder`.

        Raises ChildFailure where nothing comes of it.
        """
        receiving, sending = self._context.Pipe(duplex=False)
        task = (sending, self._limits, folder, work, arguments)
        with self._lock:
            process = self._context.Process(target=_work, args=task, daemon=True)
            process.start()
        sending.close()
        late = threading.Event()
        clock = threading.Timer(self._limits.seconds, _end_late, (late, process.pid))
        clock.start()
        try:
            told = json.loads(receiving.recv_bytes())
            body = receiving.recv_bytes()
        except (EOFError, OSError):
            raise ChildFailure("seconds" if late.is_set() else "ended") from None
        finally:
            clock.cancel()
            receiving.close()
            self._reap(process)
        if "failure" in told:
            raise ChildFailure(told["failure"], told["where"])
        return ChildAnswer(body, **told)

    def _reap(self, process: Any) -> None:
        process.join(_GRACE)
        _signal_group(process.pid, "SIGKILL")
        with self._lock:
            process.join()
            process.close()


def _end_late(late: threading.Event, pid: int) -> None:
    """Let a child end what it has started, and then end it."""
    late.set()
    _signal_group(pid, "SIGTERM")
    clock = threading.Timer(_GRACE, _signal_group, (pid, "SIGKILL"))
    clock.daemon = True
    clock.start()


def _signal_group(pid: int, name: str) -> None:
    if sys.platform == "win32":
        with suppress(OSError):
            os.kill(pid, signal.SIGTERM)
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, getattr(signal, name))


class _OutOfTime(BaseException):
    """The child is to end; nothing that waits for a program of its own catches it."""


def _work(
    sending: Connection,
    limits: ChildLimits,
    folder: Path,
    work: Callable[..., ChildAnswer],
    arguments: tuple[object, ...],
) -> None:
    """What a child does. Of a failure it tells the kind and the line, and nothing of its input."""
    try:
        _confine(limits, folder)
        made = work(*arguments)
        told = asdict(made)
        body = told.pop("body")
    except MemoryError:
        told, body = {"failure": "memory", "where": ""}, b""
    except _OutOfTime:
        told, body = {"failure": "seconds", "where": ""}, b""
    except Exception as error:  # noqa: BLE001 - told to the server, which tells who asked
        told, body = {"failure": "failed", "where": where_it_failed(error)}, b""
    with suppress(BrokenPipeError):
        sending.send_bytes(json.dumps(told).encode())
        sending.send_bytes(body)


def where_it_failed(error: BaseException) -> str:
    """`KeyError, iacheck/forms/days.py, line 12`: no text of an error, which may quote a paper."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    file = "/".join(Path(frames[-1].filename).parts[-3:])
    return f"{type(error).__name__}, {file}, line {frames[-1].lineno}"


def _confine(limits: ChildLimits, folder: Path) -> None:
    """Hold this process to its limits, its words to nobody, and its files to its folder."""
    os.chdir(folder)
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    nobody = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nobody, stream)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    os.setsid()
    for asked in (signal.SIGTERM, signal.SIGXCPU):
        signal.signal(asked, _end)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS counts what all processes share
        most = _own_bytes() + limits.memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _end(signum: int, frame: object) -> None:
    del signum, frame
    raise _OutOfTime


def _own_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGESIZE")
