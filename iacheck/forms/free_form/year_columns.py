"""Amounts of several years side by side: those of the paper's own years, and the others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from iacheck.forms.free_form.drafts import Remainder
from iacheck.forms.free_form.excerpts import excerpt
from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.paper_years import PaperYears
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.grids import Cell, Grid
from iacheck.language.frozen import frozen

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_AMOUNT = re.compile(r"\d\d")


@frozen
class YearColumns:
    """A table without the columns of other years, and these; no table where none is of its own."""

    grid: Grid | None
    others: tuple[Remainder, ...]


def year_columns(grid: Grid, years: PaperYears, words: TradeWords) -> YearColumns:
    """The columns of the years of the paper, where a row names a year above each of several.

    Where the years of the paper are not known, none of the columns is known to be its own.
    """
    for number in sorted(grid.rows):
        named = _years_of(grid, number, words)
        if named:
            others = {at for at in named if not years.years or years.names_others(named[at])}
            if len(others) == len(named):
                return YearColumns(None, ())
            told = tuple(_column(grid, number, at) for at in sorted(others))
            return YearColumns(_without(grid, number, named, others), told)
    return YearColumns(grid, ())


def _years_of(grid: Grid, number: int, words: TradeWords) -> Mapping[int, str]:
    """The headings with a year in a row that names several of them; none in all other rows.

    Only amounts are parted so: an activity has a status in one year and in the next.
    """
    texts = {at: raw_text(cell.value) for at, cell in sorted(grid.rows[number].items())}
    named = {at: text for at, text in texts.items() if len(set(_YEAR.findall(text))) == 1}
    rest = texts.keys() - named.keys()
    is_first = rest <= {min(texts)}
    label = words.column(texts[min(texts)], "activities") if rest else None
    if not is_first or (label is not None and label.field == "title"):
        return {}
    below = [row for at, row in grid.rows.items() if at > number]
    is_of_amounts = all(
        any(at in row and _AMOUNT.search(raw_text(row[at].value)) for row in below) for at in named
    )
    several = {one for text in named.values() for one in _YEAR.findall(text)}
    begins = any(min(row) < min(named) for row in below) if named else False
    return named if len(several) > 1 and begins and is_of_amounts else {}


def _column(grid: Grid, number: int, at: int) -> Remainder:
    """A column of another year, with the labels of its rows."""
    heading = grid.rows[number][at]
    below = (row for one, row in sorted(grid.rows.items()) if one > number and at in row)
    said = (f"{raw_text(row[min(row)].value)} {raw_text(row[at].value)}" for row in below)
    return Remainder("column", heading.place, excerpt([raw_text(heading.value), *said]))


def _without(grid: Grid, number: int, named: Mapping[int, str], others: Collection[int]) -> Grid:
    """The table without columns; a heading over several years stands over the one that is left."""
    width = max(map(max, grid.rows.values()))
    kept = [at for at in range(1, width + 1) if at not in others]
    rows: dict[int, dict[int, Cell]] = {}
    for one, row in grid.rows.items():
        cells = dict(_over_kept(row, kept)) if one < number else row
        if one == number:
            # A year alone is no heading of what stands below it.
            cells = {at: cell for at, cell in row.items() if not _is_bare(named.get(at, ""))}
        moved = {kept.index(at) + 1: cell for at, cell in cells.items() if at in kept}
        if moved:
            rows[one] = moved

    return Grid(grid.name, rows, lambda row, at: grid.place_of(row, kept[min(at, len(kept)) - 1]))


def _over_kept(row: Mapping[int, Cell], kept: list[int]) -> Iterator[tuple[int, Cell]]:
    """The headings above the years, each over the first column that is left of its own."""
    starts = sorted(row)
    for at, after in zip(starts, [*starts[1:], max(kept) + 1], strict=True):
        own = [one for one in kept if at <= one < after]
        if own:
            yield own[0], replace(row[at], columns=min(row[at].columns, len(own)))


def _is_bare(text: str) -> bool:
    return _YEAR.fullmatch(text.strip(" .:")) is not None
