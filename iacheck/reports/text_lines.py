"""Lines, headings and tables of texts for a screen, or for a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from iacheck.reports.line_width import line_width
from iacheck.reports.wording import UNSHOWABLE, wrap

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def as_bytes(lines: Iterable[str]) -> bytes:
    """A text of these lines."""
    return "".join(f"{line}\n" for line in lines).encode(errors=UNSHOWABLE)


def heading_lines(heading: str, mark: str) -> list[str]:
    """A heading, and below it the mark as often as the heading is long."""
    lines = wrap(heading, 0, 2)
    return [*lines, mark * min(max(map(len, lines)), line_width())] if mark and lines else lines


def new_table() -> Table:
    """An empty table, with a line below its headings."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - slow
    from rich.table import Table  # noqa: PLC0415 - slow

    return Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)


def fits(table: Table) -> bool:
    """Whether the lines have room for the table with all its words whole."""
    from rich.measure import Measurement  # noqa: PLC0415 - slow

    console = _console(io.StringIO())
    # As wide as it likes, or what is measured is cut to the lines.
    ample = console.options.update(width=sys.maxsize)
    return Measurement.get(console, ample, table).minimum <= line_width()


def table_lines(table: Table) -> list[str]:
    """The lines of a table, without colours."""
    output = io.StringIO()
    _console(output).print(table)
    lines = (line.rstrip() for line in output.getvalue().split("\n"))
    return [line for line in lines if line]


def _console(output: io.StringIO) -> Console:
    from rich.console import Console  # noqa: PLC0415 - slow

    return Console(
        file=output,
        width=line_width(),
        force_terminal=False,
        color_system=None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
    )
