"""A progress bar for a person at a terminal; nothing for a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from iacheck.readers.files.documents import Watched
from iacheck.readers.files.names import InputFile
from iacheck.reports.visible_text import without_line_breaks

# Terminals that cannot go back in a line.
_STILL = ("dumb", "unknown")


def file_progress(*, quiet: bool) -> Watched:
    """What tells of files as they are read one by one: beside the output, gone when all are."""
    return _silent if quiet or not _can_move() else _with_progress_bar


def _can_move() -> bool:
    """Whether somebody looks at a terminal that can write over a line, and wants it."""
    if sys.stderr is None or not sys.stderr.isatty():
        return False
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in _STILL


def _silent(files: Sequence[InputFile]) -> Iterable[InputFile]:
    return files


def _with_progress_bar(files: Sequence[InputFile]) -> Iterator[InputFile]:
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
        task = bar.add_task("", total=len(files), name="")
        for file in files:
            bar.update(task, name=without_line_breaks(file.path.name))
            yield file
            bar.advance(task)
