"""The rows of a table below its headings, to the records that stand in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from iacheck.forms.free_form.drafts import Draft, DraftRecord, Remainder
from iacheck.forms.free_form.field_values import FieldReader, raw_text
from iacheck.forms.free_form.goal_texts import take_goal_of_heading, take_goal_of_row
from iacheck.forms.free_form.name_tails import take_tail
from iacheck.forms.free_form.outline import (
    ROW_RANK,
    Outline,
    could_tell,
)
from iacheck.forms.free_form.paper_years import PaperYears
from iacheck.forms.free_form.period_columns import take_periods
from iacheck.forms.free_form.remainder_lifts import USED
from iacheck.forms.free_form.row_doubts import doubt_blanks
from iacheck.forms.free_form.row_parts import may_name_several, rows_of
from iacheck.forms.free_form.second_heads import is_row_of_groups, with_second_row
from iacheck.forms.free_form.status_sentences import (
    take_status_of_heading,
)
from iacheck.forms.free_form.sub_goal_columns import take_ticks
from iacheck.forms.free_form.table_entries import TableEntries
from iacheck.forms.free_form.table_heads import (
    COUNTS,
    ESSENTIAL,
    Row,
    TableHead,
    find_head,
    is_remark,
    is_total,
    title_row,
    with_bare_columns,
)
from iacheck.forms.free_form.table_remainders import remark, row_remainder, whole_table
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.grids import Cell, Grid, shared_cell
from iacheck.language.content import has_content
from iacheck.language.messages import message

# What one cell can say for several rows that it is merged over; an amount is of all together.
_NOT_SHARED = frozenset(
    {
        "id", "number", "title", "text", "purpose", "money", "budget_nok", "cost_nok",
        "amount_nok", "participants",
    }
)  # fmt: skip
# The lists that one kind of document has alone.
_ONLY_KIND = {"goals": "plan", "funds": "report", "meetings": "report", "media": "report"}
_COSTS = frozenset({"money", "cost_nok"})
# What people write below what is meant again.
_DITTO = re.compile(r"[-–—\s]*(?:[\"”“″«»]|'')[-–—\s]*")


@dataclass(slots=True)
class TableRows:
    """Reads the rows of one table into a draft, under the headings of the outline.

    `head` are the headings that the rows stand below: those of the table before, until it has its
    own. `kinds` are those of the paper, which have some of the lists; `years` tells its years from
    others.
    """

    words: TradeWords
    values: FieldReader
    draft: Draft
    kinds: tuple[str, ...]
    years: PaperYears
    grid: Grid
    outline: Outline
    head: TableHead | None = None
    # The last entry, which a row without a name may go on with; the row of headings right above.
    _previous: DraftRecord | None = field(default=None, init=False)
    _headings: Row | None = field(default=None, init=False)
    # By column, what was said last, and how many cells say something.
    _said: dict[int, Cell] = field(default_factory=dict, init=False)
    _filled: Mapping[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self._filled = Counter(at for row in self.grid.rows.values() for at in row)

    def read(self) -> None:
        """Read all rows; a table whose entries tell nothing is noted as a whole."""
        has_entries, before = False, self._told()
        for number in sorted(self.grid.rows):
            row = self.grid.rows[number]
            if self._take_heads(number, row):
                continue
            self._headings = None
            if self._take_other(number, row):
                continue
            if self.head is not None and self._is_asked_for(self.head):
                has_entries = has_entries or _says_more_than_counts(row, self.head)
                self._entries_of(number, row, self.head)
        if has_entries and self.head is not None and self._told() == before:
            told = whole_table(self.grid, self.outline.context)
            parts = tuple(dict.fromkeys((*told.parts, self.head.table)))
            self.draft.unread.append(replace(told, parts=parts))

    def find_head(self, number: int) -> TableHead | None:
        """What a row says as headings."""
        rows = self.grid.rows
        is_narrow = all(len(row) < 2 for row in rows.values())
        return find_head(
            rows[number],
            self.words,
            self.outline.context,
            self.years,
            self.head,
            stands_alone=is_narrow and number < max(rows),
        )

    def title(self, title: Cell) -> None:
        """Go on below a heading in the table; what is none that is known stands below the last."""
        text, context = raw_text(title.value), self.outline.context
        heading = self.words.heading(text)
        label, _, goal = text.partition(":")
        is_goal = has_content(goal) and self.words.heading(label).section == "goals"
        if is_goal and "plan" in self.kinds:
            record = DraftRecord(title.place)
            record.put("text", goal.strip(), title.place)
            record.put("sub_goal", context.sub_goals, title.place)
            self.draft.goals.append(record)
        elif heading.is_known and not is_goal:
            self.outline.enter(ROW_RANK, text, heading)
            if "plan" in self.kinds:
                take_goal_of_heading(self.draft, text, title.place, self.words)
        else:
            self.outline.enter(ROW_RANK + 1, text, heading)
            parts = could_tell(context, lists_items=False)
            told = Remainder("text", title.place, text, parts, context.sub_goals)
            self.draft.unread.append(told)

    def _take_heads(self, number: int, row: Row) -> bool:
        """Take a row for headings, whole or in part; whether it is such a row."""
        found = self.find_head(number)
        second = None
        if self.head is not None and self._headings is not None:
            second = with_second_row(self.head, self._headings, row, self.words)
        if found is None and second is None:
            return False
        self._headings = row if found is not None else None
        self._previous = None
        self.head = with_bare_columns(second or found, self.grid, number, self.words)
        if self.head is not None:
            place = self.grid.place_of(number, 1)
            self.draft.list_places.setdefault(self.head.table, place)
        if second is None and found is not None and not self._is_asked_for(found):
            self._note_other(found)
        return True

    def _take_other(self, number: int, row: Row) -> bool:
        """Take a row that is no entry: a title, a goal, a remark; whether it is one."""
        head, grid, context = self.head, self.grid, self.outline.context
        is_of_remark = is_remark(row, grid, self.words)
        if (title := title_row(row, grid, head, self.words)) is not None:
            self.title(title)
            self._previous = None
        elif head is None and self._is_of_groups(number, row):
            return True
        elif not context.is_elsewhere and take_goal_of_row(
            self.draft, row, context, self.words, is_entry=head is not None
        ):
            self._previous = None
        elif head is None or context.is_elsewhere or is_of_remark:
            told = remark(grid.place_of(number, min(row)), row, context)
            is_entry = head is not None and not is_of_remark
            self.draft.unread.append(replace(told, sort="row") if is_entry else told)
        else:
            return False
        return True

    def _is_of_groups(self, number: int, row: Row) -> bool:
        """Whether a row only says what headings in the next have in common."""
        found = self.find_head(number + 1) if number + 1 in self.grid.rows else None
        return found is not None and is_row_of_groups(row, found, self.words)

    def _told(self) -> tuple[object, ...]:
        """What the draft holds: it changes with whatever a row tells, or is noted of one."""
        draft = self.draft
        records = sum(map(len, draft.records().values()))
        noted = len(draft.unread) + len(draft.notices)
        return records, noted, dict(draft.fields.places), dict(draft.fields.doubts)

    def _is_asked_for(self, head: TableHead) -> bool:
        only = _ONLY_KIND.get(head.table)
        return only is None or only in self.kinds

    def _note_other(self, head: TableHead) -> None:
        """Note a table of a list that the paper's documents do not have."""
        told = whole_table(self.grid, self.outline.context)
        # What amounts stand for may be activities; all else is plain where each column is known.
        is_plain = head.table != "funds" and not head.others
        self.draft.unread.append(replace(told, parts=()) if is_plain else told)

    def record(self, number: int, row: Row, head: TableHead) -> DraftRecord:
        """What a row tells."""
        grid = self.grid
        if row is not grid.rows[number]:
            grid = replace(grid, rows={**grid.rows, number: row})
        record = DraftRecord(grid.place_of(number, min(head.columns)))
        for at, column in head.columns.items():
            is_shared = column.field not in _NOT_SHARED
            cell = shared_cell(grid, number, at) if is_shared else row.get(at)
            if cell is not None and is_shared:
                cell = self._meant(cell, at)
            record.asked.add(column.field)
            if cell is not None:
                self.values.fill(record, column, cell.value, cell.place)
            record.places.setdefault(column.field, grid.place_of(number, at))
        take_ticks(record, grid, number, head.ticks)
        for at, heading in take_periods(record, row, head).others.items():
            if at in row and has_content(row[at].value):
                record.unknown.append(("column", heading.place, raw_text(heading.value)))
                record.beside.append((heading.place, raw_text(row[at].value)))
        return record

    def _meant(self, cell: Cell, at: int) -> Cell:
        """The cell, or the one above it that a mark of repetition stands for."""
        if _DITTO.fullmatch(raw_text(cell.value)):
            return self._said.get(at, cell)
        self._said[at] = cell
        return cell

    def _note_second_names(self, row: Row, head: TableHead) -> None:
        """Note the entries beside those of the first columns, where the headings come again."""
        columns = {
            at: self.words.column(raw_text(heading.value), head.table)
            for at, heading in head.others.items()
        }
        known = {one.field for one in head.columns.values()}
        again = {at: one.field for at, one in columns.items() if one and one.field in known}
        for at, name in again.items() if len({*again.values()}) > 1 else ():
            if at in row and name == ESSENTIAL[head.table]:
                text, sub_goals = raw_text(row[at].value), self.outline.context.sub_goals
                told = Remainder("cell", row[at].place, text, (head.table,), sub_goals)
                self.draft.unread.append(told)

    def _entries_of(self, number: int, row: Row, head: TableHead) -> None:
        """Read a row, or those that its cells are the lines of."""
        rows = rows_of(row, head)
        for one in rows:
            self._previous = self._entry(number, one, head)
        if len(rows) == 1 and may_name_several(row, head):
            place = row[head.essential].place
            told = message("The cell may name several activities; give each a row of its own")
            self.draft.notices.append((told, place))
            meant = self._previous.values.get("sub_goals", ()) if self._previous else ()
            text = raw_text(row[head.essential].value)
            self.draft.unread.append(Remainder("cell", place, text, ("activities",), meant))

    def _entry(self, number: int, row: Row, head: TableHead) -> DraftRecord | None:
        """Read a row below its headings; the entry that it is, or that the next may go on with."""
        grid, context, previous = self.grid, self.outline.context, self._previous
        if is_total(row, head, self.words):
            told = message("The row is taken for a total, and is no entry of its own")
            place = grid.place_of(number, min(row))
            self.draft.notices.append((told, place))
            if "report" in self.kinds and _adds_up_costs(row, head):
                self.draft.unread.append(row_remainder(place, row, (USED,)))
            return None
        record = self.record(number, row, head)
        if not _says_more_than_counts(row, head):
            return previous
        self._note_second_names(row, head)
        entries = TableEntries(self.words, self.draft, self.kinds, self.years)
        if (part := entries.not_counted(record, row, head)) is not None:
            self.draft.unread.append(row_remainder(record.place, row, part))
            return None
        if head.table == "activities" and "report" in self.kinds:
            take_status_of_heading(record, context)
        if head.table == "activities":
            take_tail(record, self.values, self.words)
        if head.table in ("activities", "goals"):
            doubt_blanks(record, grid, number, head, previous, self._filled)
        return entries.keep(record, head.table, row, context, previous)


def _adds_up_costs(row: Row, head: TableHead) -> bool:
    """Whether a total is of what activities cost, which may be all that was used."""
    fields = {column.field for at, column in head.columns.items() if at in row}
    return head.table == "activities" and not fields.isdisjoint(_COSTS)


def _says_more_than_counts(row: Row, head: TableHead) -> bool:
    """Whether a row is filled in, and not only numbered."""
    counts = {at for at, column in head.columns.items() if column.field in COUNTS}
    return not counts.issuperset(at for at, cell in row.items() if has_content(cell.value))
