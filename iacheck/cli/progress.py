"""A progress bar for a person at a terminal; nothing for a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from iacheck.cases.findings import SubjectFindings
from iacheck.readers.files.documents import Watched
from iacheck.readers.files.names import InputFile
from iacheck.reports.visible_text import without_line_breaks

_T = TypeVar("_T")
WatchedCases = Callable[[Iterable[SubjectFindings], int], Iterable[SubjectFindings]]
# Fewer cases are judged before anybody wonders how long it takes.
_MANY = 100
# Terminals that cannot go back in a line.
_STILL = ("dumb", "unknown")


def file_progress(*, quiet: bool) -> Watched:
    """What tells of files as they are read one by one: beside the output, gone when all are."""
    return _silent if quiet or not _can_move() else _with_files


def _can_move() -> bool:
    """Whether somebody looks at a terminal that can write over a line, and wants it."""
    if sys.stderr is None or not sys.stderr.isatty():
        return False
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in _STILL


def _silent(files: Sequence[InputFile]) -> Iterable[InputFile]:
    return files


def case_progress(*, quiet: bool) -> WatchedCases:
    """What tells of subjects as they are judged, where they are many; as `file_progress` does."""
    return _in_silence if quiet or not _can_move() else _with_cases


def _in_silence(judged: Iterable[SubjectFindings], _: int) -> Iterable[SubjectFindings]:
    return judged


def _with_cases(judged: Iterable[SubjectFindings], total: int) -> Iterable[SubjectFindings]:
    if total < _MANY:
        return judged
    return _with_progress_bar(judged, total, lambda one: f"{one.subject} {one.period}")


def _with_files(files: Sequence[InputFile]) -> Iterator[InputFile]:
    return _with_progress_bar(files, len(files), lambda file: file.path.name)


def _with_progress_bar(
    items: Iterable[_T], total: int, name_of: Callable[[_T], str]
) -> Iterator[_T]:
    from rich.console import Console  # noqa: PLC0415 - not needed where nobody looks
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    name = TextColumn("{task.fields[name]}", markup=False)
    with Progress(*columns, name, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, name="")
        for item in items:
            bar.update(task, name=without_line_breaks(name_of(item)))
            yield item
            bar.advance(task)
