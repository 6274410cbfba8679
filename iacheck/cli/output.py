"""Writing results and messages: to the screen, or whole to a file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from iacheck.errors import CannotRun
from iacheck.language import Language
from iacheck.messages import Message, message
from iacheck.problems import Problem


def write(data: bytes, out: Path | None) -> None:
    """To the screen or, whole or not at all, to a file."""
    if out is None:
        stream = sys.stdout.buffer
        stream.write(data)
        stream.flush()
        return
    try:
        _replace(out, data)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CannotRun(
            [Problem(message("The file cannot be written: {why}", why=why), file=str(out))]
        ) from error


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a pipe or a device cannot be replaced
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def tell(text: Message, language: Language) -> None:
    """A line for the person at the keyboard."""
    click.echo(language.say(text))


def tell_problems(problems: Iterable[Problem], language: Language) -> None:
    """Each problem on a line of its own, beside the output and not in it."""
    from iacheck.reports.as_text import problem_line  # noqa: PLC0415 - slow to import

    for problem in problems:
        click.echo(problem_line(problem, language), err=True)
