"""Writing results and messages: to the screen, or whole to a file."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from iacheck.language.errors import CannotRun
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem
from iacheck.language.system_errors import why_not_written
from iacheck.reports.line_width import WIDTH, lines_of
from iacheck.reports.visible_text import without_line_breaks
from iacheck.reports.wording import UNSHOWABLE, problem_line, wrap_on_screen


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale, so that the same result gives the same bytes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=UNSHOWABLE)


def write_output(data: bytes | Iterable[bytes], out: Path | None) -> bool:
    """To the screen or, whole or not at all, to a file; whether it replaced an older one.

    What comes in parts is written as it comes.
    """
    parts = (data,) if isinstance(data, bytes) else data
    if out is None:
        for part in parts:
            _to_screen(part)
        return False
    try:
        was_there = out.is_file()
        _replace(out, parts)
    except OSError as error:
        told = message("The file cannot be written: {why}", why=why_not_written(error))
        raise CannotRun([Problem(told, file=str(out))]) from error
    return was_there


def write_all(files: Mapping[str, bytes], folder: Path) -> int:
    """Each file whole to a folder, which is made if need be; how many replaced an older one."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        told = message("The folder cannot be made: {why}", why=why_not_written(error))
        raise CannotRun([Problem(told, file=str(folder))]) from error
    return sum(write_output(data, folder / name) for name, data in files.items())


def is_screen() -> bool:
    """Whether a person looks at what is written."""
    return sys.stdout is not None and sys.stdout.isatty()


@contextlib.contextmanager
def lines_for(out: Path | None) -> Iterator[None]:
    """What is made meanwhile, and goes to a terminal, has lines of its width."""
    with lines_of(WIDTH if out is not None else _columns(sys.stdout)):
        yield


def _columns(stream: TextIO | None) -> int:
    """How long lines are that go there: as the terminal has it, or as everywhere else."""
    if stream is None or not stream.isatty():
        return WIDTH
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        # A terminal may not say how wide it is.
        return os.get_terminal_size(stream.fileno()).columns or WIDTH
    except OSError:
        return WIDTH


def tell(text: Message, language: Language) -> None:
    """A line for the person at the keyboard."""
    with lines_for(None):
        wrapped = wrap_on_screen(language.say(text))
    _to_screen(b"".join(map(_line, wrapped)))


def tell_problems(problems: Iterable[Problem], language: Language) -> None:
    """Each problem on a line of its own, beside the output and not in it."""
    for problem in problems:
        tell_beside(problem_line(problem, language))


def tell_beside(*lines: str) -> None:
    """Lines beside the output; if nobody can read them, there is nobody to tell."""
    if sys.stderr is None:
        return
    with lines_of(_columns(sys.stderr)):
        wrapped = [part for line in lines for part in wrap_on_screen(line)]
    try:
        sys.stderr.buffer.write(b"".join(map(_line, wrapped)))
        sys.stderr.flush()
    except OSError:
        _write_to_nobody(sys.stderr.fileno())


def discard_output() -> None:
    """What click could not write is dropped, or Python fails on it once more at the end."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        _write_to_nobody(sys.stdout.fileno())


def _to_screen(data: bytes) -> None:
    if sys.stdout is None:
        return  # the caller wants no output
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has had enough (`| head`). The work goes on, and its status counts.
        _write_to_nobody(sys.stdout.fileno())
    except OSError as error:
        _write_to_nobody(sys.stdout.fileno())
        raise CannotRun(
            message("The output cannot be written: {why}", why=why_not_written(error))
        ) from error


def _write_to_nobody(handle: int) -> None:
    """Drop what is buffered, or Python fails on it once more at the end."""
    nobody = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nobody, handle)
    os.close(nobody)


def _line(text: str) -> bytes:
    """One line, whatever names and texts it quotes; nothing in it is a command to a terminal."""
    return (without_line_breaks(text) + "\n").encode()


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    if path.exists() and not path.is_file():
        with path.open("wb") as file:  # a pipe or a device cannot be replaced
            file.writelines(parts)
        return
    import tempfile  # noqa: PLC0415 - only where a file is written

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
