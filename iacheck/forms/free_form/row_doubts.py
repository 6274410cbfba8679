"""What rows of a table leave to the one above them: blank cells, and rows without a name."""

from __future__ import annotations

from collections.abc import Mapping

from iacheck.forms.free_form.drafts import Doubt, DraftRecord
from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.table_heads import COUNTS, Row, TableHead
from iacheck.forms.grids import Grid
from iacheck.language.messages import message

# The heading of a column, and a cell below it.
_WITH_HEADING = 2
# What may stand once for the rows below it.
_HEADS_GROUPS = frozenset({"sub_goals", "sub_goal", "goal_words"})


def doubt_blanks(
    record: DraftRecord,
    grid: Grid,
    number: int,
    head: TableHead,
    previous: DraftRecord | None,
    filled: Mapping[int, int],
) -> None:
    """A sub-goal, or goal, that stands above a blank cell may be meant there too.

    Nor does a blank cell say how it went, where it is to answer that, or where its whole column
    is blank: then colours may tell. `filled` counts the cells of each column that are not.
    """
    for at, column in head.columns.items():
        name = column.field
        if name == "carried_out" and not _has_status(record):
            told = message("Nothing says whether it was carried out; write yes or no")
            record.doubt("status", told, grid.place_of(number, at), "")
        elif name == "status" and not _has_status(record) and filled.get(at, 0) < _WITH_HEADING:
            told = message("The column is blank, and colours are not read; write the status out")
            record.doubt("status", told, grid.place_of(number, at), "")
        is_told = name in record.values or name in record.doubts
        if name in _HEADS_GROUPS and not is_told and previous is not None:
            above = previous.values.get(name)
            if above is not None or name in previous.doubts:
                told = message("The cell is blank below one that is filled; fill it in too")
                record.doubt(name, told, grid.place_of(number, at), "")
                if _told_by(previous, name):
                    record.doubt("sub_goals", told, grid.place_of(number, at), "")


def _told_by(record: DraftRecord, name: str) -> bool:
    """Whether a field is where the sub-goals of a record stand too: “Delmål 1: Lavere fravær”."""
    places = record.places
    return name == "goal_words" and name in places and places.get("sub_goals") == places[name]


def _has_status(record: DraftRecord) -> bool:
    return "status" in record.values or "status" in record.doubts


def doubt_continued(previous: DraftRecord, record: DraftRecord, row: Row) -> None:
    """What a row without a name tells may be told of the entry above it."""
    told = message("The row has no name, and may go on with the entry above; write it there")
    for name in (*record.values, *record.doubts):
        if name not in COUNTS and previous.values.get(name) != record.values.get(name):
            place = record.places.get(name, record.place)
            said = (raw_text(cell.value) for cell in row.values() if cell.place == place)
            previous.doubts.setdefault(name, Doubt(told, place, next(said, "")))
