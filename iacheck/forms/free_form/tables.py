"""A table of a paper to the records that stand in its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from iacheck.forms.free_form.drafts import Draft, DraftRecord, Remainder
from iacheck.forms.free_form.field_values import FieldReader, raw_text
from iacheck.forms.free_form.goal_texts import take_goal_of_heading, take_goal_of_row
from iacheck.forms.free_form.label_tables import LabelTable
from iacheck.forms.free_form.outline import (
    ROW_RANK,
    Context,
    Outline,
    begins_with_sub_goal,
    could_tell,
)
from iacheck.forms.free_form.paper_years import PaperYears
from iacheck.forms.free_form.row_doubts import doubt_blanks
from iacheck.forms.free_form.row_parts import may_name_several, rows_of
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
    is_text_with_amount,
    is_total,
    title_row,
    with_bare_columns,
    with_second_row,
)
from iacheck.forms.free_form.table_remainders import remark, row_remainder, whole_table
from iacheck.forms.free_form.trade_words import ColumnMeaning, TradeWords
from iacheck.forms.free_form.turned_tables import turned_table
from iacheck.forms.free_form.year_columns import year_columns
from iacheck.forms.grids import Cell, Grid, shared_cell
from iacheck.forms.paper_blocks import TextBlock
from iacheck.language.content import has_content
from iacheck.language.messages import message

# What one cell can say for several rows that it is merged over; an amount is of all together.
_NOT_SHARED = frozenset(
    {
        "id", "number", "title", "text", "purpose", "money", "budget_nok", "cost_nok",
        "amount_nok", "participants",
    }
)  # fmt: skip

_TWO = 2
_PURPOSE, _AMOUNT = ColumnMeaning("purpose"), ColumnMeaning("amount_nok")
# The lists that one kind of document has alone.
_ONLY_KIND = {"goals": "plan", "funds": "report", "meetings": "report", "media": "report"}
# “Side 2 av 5”
_PAGE = re.compile(r"(?:(?:side|page|s\.)\s*)?\d{1,3}(?:\s*(?:av|of|/)\s*\d{1,3})?", re.IGNORECASE)
# What people write below what is meant again.
_DITTO = re.compile(r"[-–—\s]*(?:[\"”“″«»]|'')[-–—\s]*")


@dataclass(slots=True)
class TableReader:
    """Reads tables into a draft; `kinds` are those of the paper, which have some of the lists.

    `years` tells its years from others.
    `before` are the headings of the table before, which one without any may go on with.
    """

    words: TradeWords
    values: FieldReader
    draft: Draft
    kinds: tuple[str, ...]
    years: PaperYears
    before: TableHead | None = None
    _heading: str = field(default="", init=False)
    _above: dict[int, Cell] = field(default_factory=dict, init=False)
    _filled: Mapping[int, int] = field(default_factory=dict, init=False)

    def read(self, grid: Grid, outline: Outline, above: DraftRecord | None = None) -> None:
        """Read a table that stands where the outline is; what cannot be read is noted.

        `above` is the activity whose name stands right above it.
        """
        context = outline.context
        parted = year_columns(grid, self.years, self.words)
        self.draft.unread += parted.others
        whole, grid = grid, parted.grid or grid
        turned = turned_table(grid, self.words)
        if turned is not None and turned.grid is not None and not context.is_elsewhere:
            for title in turned.titles:
                self._title(title, outline)
            grid, context = turned.grid, outline.context
        self._above.clear()
        self._filled = Counter(at for row in grid.rows.values() for at in row)
        is_unsure = parted.grid is None or (turned is not None and turned.grid is None)
        if context.is_elsewhere or is_unsure:
            self.draft.unread.append(whole_table(whole, context))
            self.before = None
        elif any(self._head(grid, number, context, None) for number in grid.rows):
            self._rows(grid, outline, None)
        elif (head := self._bare_accounts(grid, context)) is not None:
            self.draft.list_places.setdefault(head.table, grid.place_of(min(grid.rows), 1))
            self._rows(grid, outline, head)
            self.before = None
        elif LabelTable(self.words, self.values, self.draft, self.kinds).read(grid, context, above):
            self.before = None
        elif self.before is not None and self._goes_on(grid, self.before, context):
            self._rows(grid, outline, self.before)
        else:
            self.draft.unread.append(whole_table(grid, context))
            self.before = None
        outline.leave(ROW_RANK)

    def _bare_accounts(self, grid: Grid, context: Context) -> TableHead | None:
        """Accounts without headings: under one of accounts, each row is a text and an amount."""
        columns = sorted(self._filled)
        if "report" not in self.kinds or context.section != "funds" or len(columns) != _TWO:
            return None
        named = self.words.column(context.heading, "funds")
        if named is not None and named.field == "budget":
            return None  # what was meant to be spent
        first, last = columns
        head = TableHead("funds", {first: _PURPOSE, last: _AMOUNT}, {})
        rows = [row for row in grid.rows.values() if not is_remark(row, grid, self.words)]
        is_each = all(len(row) == _TWO and is_text_with_amount(row, head) for row in rows)
        return head if len(rows) >= _TWO and is_each else None

    @property
    def _entries(self) -> TableEntries:
        return TableEntries(self.words, self.draft, self.kinds, self.years)

    def leave_off(self, block: TextBlock) -> None:
        """Whatever stands between two tables, the second has headings of its own.

        But for what a page begins with, and for headings of sub-goals.
        """
        if self.before is None:
            return
        text, heading = block.text.strip(), self.words.heading(block.text)
        is_of_page = (
            not has_content(text)
            or self.words.is_courtesy(text)
            or self.words.is_title(text)
            or _PAGE.fullmatch(text) is not None
        )
        if not (is_of_page or begins_with_sub_goal(text, heading)):
            self.before = None

    def _rows(self, grid: Grid, outline: Outline, head: TableHead | None) -> None:
        """Read the rows of a table below its headings, which may be those of the one before."""
        previous: DraftRecord | None = None
        is_below_head = False
        has_entries, before = False, self._told()
        for number in sorted(grid.rows):
            row, context = grid.rows[number], outline.context
            found = self._head(grid, number, context, head)
            second = with_second_row(head, row, self.words) if head and is_below_head else None
            is_below_head = found is not None
            if found is not None or second is not None:
                head, previous = with_bare_columns(second or found, grid, number, self.words), None
                if head is not None:
                    self.draft.list_places.setdefault(head.table, grid.place_of(number, 1))
                if second is None and found is not None and not self._is_asked_for(found):
                    self._note_other(found, grid, context)
            elif (title := title_row(row, grid, head, self.words)) is not None:
                self._title(title, outline)
                previous = None
            elif not context.is_elsewhere and take_goal_of_row(
                self.draft, row, context, self.words, is_entry=head is not None
            ):
                previous = None
            elif head is None or context.is_elsewhere or is_remark(row, grid, self.words):
                told = remark(grid.place_of(number, min(row)), row, context)
                is_entry = head is not None and not is_remark(row, grid, self.words)
                self.draft.unread.append(replace(told, sort="row") if is_entry else told)
            elif self._is_asked_for(head):
                has_entries = has_entries or _says_more_than_counts(row, head)
                previous = self._several(grid, number, head, context, previous)
        if has_entries and head is not None and self._told() == before:
            told = whole_table(grid, outline.context)
            parts = tuple(dict.fromkeys((*told.parts, head.table)))
            self.draft.unread.append(replace(told, parts=parts))
        self.before, self._heading = head, outline.context.heading

    def _told(self) -> tuple[object, ...]:
        """What the draft holds: it changes with whatever a row tells, or is noted of one."""
        draft = self.draft
        records = sum(map(len, draft.records().values()))
        noted = len(draft.unread) + len(draft.notices)
        return records, noted, dict(draft.fields.places), dict(draft.fields.doubts)

    def _head(
        self, grid: Grid, number: int, context: Context, before: TableHead | None
    ) -> TableHead | None:
        """What a row of a table says as headings."""
        is_narrow = all(len(row) < 2 for row in grid.rows.values())
        return find_head(
            grid.rows[number],
            self.words,
            context,
            self.years,
            before,
            stands_alone=is_narrow and number < max(grid.rows),
        )

    def _goes_on(self, grid: Grid, head: TableHead, context: Context) -> bool:
        """Whether a table without headings goes on with the columns of the one before.

        It is as wide, stands where such a list may, and all that is in it can be read so.
        """
        width = max(max(row) for row in grid.rows.values())
        # Another heading that says nothing known begins another list.
        is_here = context.heading == self._heading or (
            context.section == head.table or context.has_activities
        )
        if width != head.width or width < 2 or not is_here:
            return False
        records = [
            self._record(grid, number, head)
            for number, row in grid.rows.items()
            if title_row(row, grid, head, self.words) is None
            and not (is_total(row, head, self.words) or is_remark(row, grid, self.words))
        ]
        must = {ESSENTIAL[head.table]}
        return bool(records) and all(
            must < record.values.keys() and not record.doubts for record in records
        )

    def _title(self, title: Cell, outline: Outline) -> None:
        """Go on below a heading in the table; what is none that is known stands below the last."""
        text, context = raw_text(title.value), outline.context
        heading = self.words.heading(text)
        label, _, goal = text.partition(":")
        is_goal = has_content(goal) and self.words.heading(label).section == "goals"
        if is_goal and "plan" in self.kinds:
            record = DraftRecord(title.place)
            record.put("text", goal.strip(), title.place)
            record.put("sub_goal", context.sub_goals, title.place)
            self.draft.goals.append(record)
        elif heading.is_known and not is_goal:
            outline.enter(ROW_RANK, text, heading)
            if "plan" in self.kinds:
                take_goal_of_heading(self.draft, text, title.place, self.words)
        else:
            outline.enter(ROW_RANK + 1, text, heading)
            parts = could_tell(context, lists_items=False)
            told = Remainder("text", title.place, text, parts, context.sub_goals)
            self.draft.unread.append(told)

    def _is_asked_for(self, head: TableHead) -> bool:
        only = _ONLY_KIND.get(head.table)
        return only is None or only in self.kinds

    def _note_other(self, head: TableHead, grid: Grid, context: Context) -> None:
        """Note a table of a list that the paper's documents do not have."""
        told = whole_table(grid, context)
        # What amounts stand for may be activities; all else is plain where each column is known.
        is_plain = head.table != "funds" and not head.others
        self.draft.unread.append(replace(told, parts=()) if is_plain else told)

    def _record(self, grid: Grid, number: int, head: TableHead) -> DraftRecord:
        """What a row tells."""
        row = grid.rows[number]
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
        for at, heading in head.others.items():
            if at in row and has_content(row[at].value):
                record.unknown.append(("column", heading.place, raw_text(heading.value)))
                record.beside.append((heading.place, raw_text(row[at].value)))
        return record

    def _meant(self, cell: Cell, at: int) -> Cell:
        """The cell, or the one above it that a mark of repetition stands for."""
        if _DITTO.fullmatch(raw_text(cell.value)):
            return self._above.get(at, cell)
        self._above[at] = cell
        return cell

    def _several(
        self,
        grid: Grid,
        number: int,
        head: TableHead,
        context: Context,
        previous: DraftRecord | None,
    ) -> DraftRecord | None:
        """Read a row, or those that its cells are the lines of; the last entry of it."""
        row = grid.rows[number]
        rows = rows_of(row, head)
        for one in rows:
            parted = replace(grid, rows={**grid.rows, number: one}) if len(rows) > 1 else grid
            previous = self._row(parted, number, head, context, previous)
        if len(rows) == 1 and may_name_several(row, head):
            place = row[head.essential].place
            told = message("The cell may name several activities; give each a row of its own")
            self.draft.notices.append((told, place))
            meant = previous.values.get("sub_goals", ()) if previous else ()
            text = raw_text(row[head.essential].value)
            self.draft.unread.append(Remainder("cell", place, text, ("activities",), meant))
        return previous

    def _row(
        self,
        grid: Grid,
        number: int,
        head: TableHead,
        context: Context,
        previous: DraftRecord | None,
    ) -> DraftRecord | None:
        """Read a row below its headings; the entry that it is, or that it may go on with."""
        row = grid.rows[number]
        if is_total(row, head, self.words):
            told = message("The row is taken for a total, and is no entry of its own")
            self.draft.notices.append((told, grid.place_of(number, min(row))))
            return None
        record = self._record(grid, number, head)
        if not _says_more_than_counts(row, head):
            return previous
        if (part := self._entries.not_counted(record, row, head)) is not None:
            self.draft.unread.append(row_remainder(record.place, row, part))
            return None
        if head.table == "activities" and "report" in self.kinds:
            take_status_of_heading(record, context)
        if head.table in ("activities", "goals"):
            doubt_blanks(record, grid, number, head, previous, self._filled)
        return self._entries.keep(record, head.table, row, context, previous)


def _says_more_than_counts(row: Row, head: TableHead) -> bool:
    """Whether a row is filled in, and not only numbered."""
    counts = {at for at, column in head.columns.items() if column.field in COUNTS}
    return not counts.issuperset(at for at, cell in row.items() if has_content(cell.value))
