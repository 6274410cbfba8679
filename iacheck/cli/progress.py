"""A progress bar for a person at a terminal; nothing for a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

Watched = Callable[[Sequence[Path]], Iterable[Path]]


def file_progress(*, quiet: bool) -> Watched:
    """What tells of files as they are read one by one: beside the output, gone when all are."""
    return _silent if quiet or sys.stderr is None or not sys.stderr.isatty() else _with_progress_bar


def _silent(paths: Sequence[Path]) -> Iterable[Path]:
    return paths


def _with_progress_bar(paths: Sequence[Path]) -> Iterator[Path]:
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
        task = bar.add_task("", total=len(paths), name="")
        for path in paths:
            bar.update(task, name=path.name)
            yield path
            bar.advance(task)
