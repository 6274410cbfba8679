"""What tests of paper blocks share: blocks as short tuples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from iacheck.forms.grids import Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock


def shown(blocks: Iterable[PaperBlock]) -> list[Any]:
    """A text as a text with what is said of it; a table as its rows, with spans where they are.

    Said of a text are its rank, `bold`, `item` and the bold words that it begins with.
    """
    return [_table(block) if isinstance(block, Grid) else _text(block) for block in blocks]


def _text(block: TextBlock) -> Any:
    said = (
        *(() if block.rank is None else (block.rank,)),
        *(("bold",) if block.is_bold else ()),
        *(("item",) if block.is_item else ()),
        *((f"lead-in: {block.lead_in}",) if block.lead_in else ()),
    )
    return (block.text, *said) if said else block.text


def _table(grid: Grid) -> dict[int, dict[int, Any]]:
    return {
        row: {
            column: cell.value
            if (cell.rows, cell.columns) == (1, 1)
            else (cell.value, cell.rows, cell.columns)
            for column, cell in cells.items()
        }
        for row, cells in grid.rows.items()
    }
