"""Cells that are merged: each has what stands in its first place, and no other.

Merged ranges may be of any size and number; only cells that are there are looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from iacheck.forms.grids import Cell
from iacheck.language.places import Place
from iacheck.readers.excel.sheet import Budget, Sheet


def merge_ranges(sheet: Sheet, budget: Budget) -> list[Cell]:
    """Makes merged cells as large as they are; takes out and gives those that they cover."""
    covered = dict(_covered_cells(sheet, budget))
    for row, column in covered:
        del sheet.rows[row][column]
        if not sheet.rows[row]:
            del sheet.rows[row]
    for top, left, bottom, right in sheet.merged:
        cell = sheet.rows.get(top, {}).get(left)
        if cell is not None:
            sheet.rows[top][left] = replace(cell, rows=bottom - top + 1, columns=right - left + 1)
    return list(covered.values())


def _covered_cells(sheet: Sheet, budget: Budget) -> Iterator[tuple[tuple[int, int], Cell]]:
    """The cells that hold something, though a merged cell that begins before them covers them."""
    for top, left, bottom, right in sheet.merged:
        place = sheet.place(top, left)
        for row in _within(sheet.rows, top, bottom, budget, place):
            for column in _within(sheet.rows[row], left, right, budget, place):
                if (row, column) != (top, left):
                    yield (row, column), sheet.rows[row][column]


def _within(
    numbers: Collection[int], first: int, last: int, budget: Budget, place: Place
) -> Sequence[int]:
    """Those of the numbers that are between these two."""
    budget.steps(min(last - first + 1, len(numbers)), place)
    if last - first < len(numbers):
        return [number for number in range(first, last + 1) if number in numbers]
    return [number for number in numbers if first <= number <= last]
