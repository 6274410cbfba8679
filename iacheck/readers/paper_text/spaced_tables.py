"""Tables of plain text whose columns are parted by tabs, or stand below each other by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from iacheck.language.frozen import frozen

# By column from 1, what stands there.
_Cells = Mapping[int, str]

_CELL = re.compile(r"\S+(?: \S+)*")
_SPACES = re.compile(r"\S {2,}\S")
# What begins an item of a list, and no row of a table.
_MARK = re.compile(r"[-*+–—•‣◦·▪▫■□●○►➢✓\uf0b7\uf0a7#>|]|\d{1,2}[.)]|[a-zæøå]\)", re.IGNORECASE)
_BULLET = re.compile(r"[^\w\s]+(?:\s|\Z)")
# Headings, quotes and tables that Markdown has signs for.
_OTHER = re.compile(r"\A[#>]|\|")
_PAGE = re.compile(r"\.*\s*\d{1,3}")
_SIGNS = " *_"
# Between two rows: a title, and blank lines around it.
_MOST_BETWEEN = 3
_FEWEST_ROWS = 2
# Of two columns by spaces alone, as many rows are needed: two sentences may stand so by chance.
_FEWEST_OF_TWO = 3


@frozen
class SpacedTable:
    """Rows by the numbers of their lines, from 0, each with its cells by number of column."""

    rows: Mapping[int, _Cells]


def spaced_tables(lines: Sequence[str]) -> Iterator[SpacedTable]:
    """The tables in the lines of a text; what is not plainly one is none."""
    for run in _runs(lines, _MOST_BETWEEN):
        whole = _table(lines, run)
        # Two tables with a heading between them may be as different as they like.
        parts = [whole] if whole else [_table(lines, part) for part in _runs(lines, 0, run)]
        yield from filter(None, parts)


def _table(lines: Sequence[str], run: Sequence[int]) -> SpacedTable | None:
    """The table of the lines with these numbers, and of the titles between them, if it is one."""
    rows = {number: lines[number] for number in run}
    is_tabbed = all("\t" in line.strip() for line in rows.values())
    cells = _by_tabs(rows) if is_tabbed else _by_places(rows)
    if not cells or _is_list(cells):
        return None
    titles = {
        number: {1: lines[number].strip(_SIGNS + "\t")}
        for number in range(run[0], run[-1])
        if number not in rows and lines[number].strip()
    }
    return SpacedTable(dict(sorted({**cells, **titles}.items())))


def _runs(
    lines: Sequence[str], most_between: int, numbers: Iterable[int] | None = None
) -> Iterator[Sequence[int]]:
    """The numbers of lines with several columns that may be of one table."""
    run: list[int] = []
    for number in range(len(lines)) if numbers is None else numbers:
        bare = lines[number].strip()
        if _OTHER.search(bare) or not ("\t" in bare or _SPACES.search(bare)):
            continue
        between = lines[run[-1] + 1 : number] if run else ()
        if run and not (len(between) <= most_between and _may_go_on(between)):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _may_go_on(between: Sequence[str]) -> bool:
    """Whether no more than one title stands between two rows."""
    said = [line for line in between if line.strip()]
    is_title = not said or not (_MARK.match(said[0].strip()) or said[0].rstrip().endswith("."))
    return len(said) <= 1 and is_title


def _by_tabs(rows: Mapping[int, str]) -> Mapping[int, _Cells]:
    """The cells between single tabs, or between several where some of them only align."""
    parted = {number: line.rstrip().split("\t") for number, line in rows.items()}
    head = next(iter(parted.values()))
    is_single = all(map(str.strip, head))
    if not is_single or any(len(cells) > len(head) for cells in parted.values()):
        parted = {number: list(filter(str.strip, cells)) for number, cells in parted.items()}
        if len({*map(len, parted.values())}) != 1:
            return {}
    if len(parted) < _FEWEST_ROWS or max(map(len, parted.values())) < _FEWEST_ROWS:
        return {}
    return {
        number: {at: text.strip(_SIGNS) for at, text in enumerate(cells, 1) if text.strip(_SIGNS)}
        for number, cells in parted.items()
    }


def _by_places(rows: Mapping[int, str]) -> Mapping[int, _Cells]:
    """The cells that begin, or end, below each other."""
    found = {n: list(_CELL.finditer(line.expandtabs())) for n, line in rows.items()}
    columns = [cell.span() for cell in max(found.values(), key=len)]
    if len(rows) < (_FEWEST_OF_TWO if len(columns) == _FEWEST_ROWS else _FEWEST_ROWS):
        return {}
    placed: dict[int, _Cells] = {}
    for number, cells in found.items():
        at = [_column(cell.span(), columns) for cell in cells]
        if None in at or any(one >= after for one, after in pairwise(filter(None, at))):
            return {}
        told = zip(filter(None, at), cells, strict=True)
        placed[number] = {column: cell[0].strip(_SIGNS) for column, cell in told}
    return placed


def _column(span: tuple[int, int], columns: Sequence[tuple[int, int]]) -> int | None:
    """The number of the column that a cell stands in; None where it reaches into another."""
    start, end = span
    for number, (first, last) in enumerate(columns, 1):
        if start == first or end == last:
            before, after = columns[: number - 1], columns[number : number + 1]
            is_free = all(end <= one for one, _ in after) and all(start >= one for _, one in before)
            return number if is_free else None
    return None


def _is_list(rows: Mapping[int, _Cells]) -> bool:
    """Whether it is a list with marks or labels, or a table of contents."""
    if any(_BULLET.match(cells.get(1, "")) for cells in rows.values()):
        return True
    if max(map(max, rows.values())) > _FEWEST_ROWS:
        return False
    texts = [(cells.get(1, ""), cells.get(2, "")) for cells in rows.values()]
    return (
        all(label.endswith(":") for label, _ in texts)
        or any(_MARK.fullmatch(label) for label, _ in texts)
        or all(_PAGE.fullmatch(value) for _, value in texts)
    )
