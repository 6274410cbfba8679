"""Lines, headings and tables of texts for a screen, or for a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
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


# Between columns, and before the first.
_BETWEEN, _BEFORE = "  ", " "
# All signs up to here that can be seen are as wide as a letter.
_LAST_LATIN = "\u024f"


def short_table(headings: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> list[str]:
    """The lines of a table in which each row has one line; none where it does not go so.

    Behind the first columns, so many of `texts`, numbers stand to the right. It is as rich makes
    it, which takes longer to import than a check of one file takes to judge: tables that it alone
    can lay out are left to it.
    """
    lines = [headings, *rows]
    if not all(map(_is_plain, (cell for line in lines for cell in line))):
        return []
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    whole = sum(widths) + len(_BETWEEN) * (len(widths) - 1)
    # As before the first column, rich has a space behind the last.
    if len(_BEFORE) + whole + len(_BEFORE) > line_width():
        return []

    def in_line(cells: Sequence[str]) -> str:
        placed = (
            cell.ljust(width) if index < texts else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"{_BEFORE}{_BETWEEN.join(placed)}".rstrip()

    return [in_line(headings), f"{_BEFORE}{'─' * whole}", *map(in_line, rows)]


def _is_plain(text: str) -> bool:
    """Whether it is as wide as it has signs, and is shown as it is."""
    seen = text.replace("\u00a0", "x")  # stands between thousands
    return seen.isprintable() and max(text, default="") <= _LAST_LATIN and text == text.strip()


def table_of_numbers(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table of names, periods and numbers; none where there is no room for it."""
    lines = short_table(headings, rows, texts=2)
    if lines:
        return lines
    from rich.text import Text  # noqa: PLC0415 - slow

    who, period, *others = headings
    table = new_table()
    table.add_column(who, overflow="fold")
    table.add_column(period, no_wrap=True)
    for heading in others:
        # What is measured does not know that a heading of two words is not parted.
        table.add_column(heading, justify="right", no_wrap=True, min_width=len(heading))
    for name, *cells in rows:
        table.add_row(Text(name), *cells)
    return table_lines(table) if fits(table) else []


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
