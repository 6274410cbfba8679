"""Columns of parts of a year that are ticked: `Tiltak | Jan | Feb | Mars`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from iacheck.forms.free_form.drafts import DraftRecord
from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.sub_goal_columns import is_tick
from iacheck.forms.free_form.table_heads import Row, TableHead
from iacheck.forms.grids import Cell
from iacheck.forms.periods_in_words import is_period
from iacheck.forms.times import Time

# One alone is a column of what was done then.
_FEWEST = 2


def periods_of(head: TableHead) -> Mapping[int, Cell]:
    """The columns of a table whose headings are parts of a year, where there are several."""
    found = {at: cell for at, cell in head.others.items() if is_period(raw_text(cell.value))}
    return found if len(found) >= _FEWEST else {}


def take_periods(record: DraftRecord, row: Row, head: TableHead) -> TableHead:
    """Give a row's record the parts of the year that are ticked in it; the headings without these.

    Whatever else stands below one could tell anything, and all of them are left as they are.
    """
    periods = periods_of(head)
    ticked = {at: is_tick(row[at].value) for at in periods if at in row}
    if not periods or None in ticked.values():
        return head
    record.asked.add("when")
    named = [periods[at] for at in sorted(ticked) if ticked[at]]
    if named and "when" not in record.values:
        words = ", ".join(raw_text(cell.value) for cell in named)
        record.put("when", Time(when=words), row[min(at for at in ticked if ticked[at])].place)
    others = {at: cell for at, cell in head.others.items() if at not in periods}
    return replace(head, others=others)
