"""Tables of a paper: what each is of, and which goes on with the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from iacheck.forms.free_form.drafts import Draft, DraftRecord
from iacheck.forms.free_form.field_values import FieldReader, raw_text
from iacheck.forms.free_form.goal_texts import take_goal_of_row
from iacheck.forms.free_form.label_tables import LabelTable
from iacheck.forms.free_form.outline import (
    ROW_RANK,
    Context,
    Outline,
    begins_with_sub_goal,
)
from iacheck.forms.free_form.paper_years import PaperYears
from iacheck.forms.free_form.table_heads import (
    ESSENTIAL,
    TableHead,
    is_remark,
    is_text_with_amount,
    is_total,
    title_row,
)
from iacheck.forms.free_form.table_remainders import row_remainder, whole_table
from iacheck.forms.free_form.table_rows import TableRows
from iacheck.forms.free_form.trade_words import ColumnMeaning, TradeWords
from iacheck.forms.free_form.turned_tables import turned_table
from iacheck.forms.free_form.year_columns import year_columns
from iacheck.forms.grids import Cell, Grid
from iacheck.forms.paper_blocks import TextBlock
from iacheck.language.content import has_content

_TWO = 2
_PURPOSE, _AMOUNT = ColumnMeaning("purpose"), ColumnMeaning("amount_nok")
# “Side 2 av 5”
_PAGE = re.compile(r"(?:(?:side|page|s\.)\s*)?\d{1,3}(?:\s*(?:av|of|/)\s*\d{1,3})?", re.IGNORECASE)


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

    def read(self, grid: Grid, outline: Outline, above: DraftRecord | None = None) -> None:
        """Read a table that stands where the outline is; what cannot be read is noted.

        `above` is the activity whose name stands right above it.
        """
        parted = year_columns(grid, self.years, self.words)
        self.draft.unread += parted.others
        whole, grid = grid, parted.grid or grid
        turned = turned_table(grid, self.words)
        is_unsure = parted.grid is None or (turned is not None and turned.grid is None)
        if outline.context.is_elsewhere or is_unsure:
            self._unread(whole, outline)
        elif turned is not None and turned.grid is not None:
            self._turned(turned.titles, turned.grid, outline)
        else:
            self._upright(grid, outline, above)
        outline.leave(ROW_RANK)

    def _upright(self, grid: Grid, outline: Outline, above: DraftRecord | None) -> None:
        """Read a table by what it is: of headings, of accounts, of labels, or what goes on."""
        context, rows = outline.context, self._rows(grid, outline)
        labels = LabelTable(self.words, self.values, self.draft, self.kinds)
        if any(map(rows.find_head, grid.rows)):
            self._read(rows)
        elif (head := self._bare_accounts(grid, context)) is not None:
            self.draft.list_places.setdefault(head.table, grid.place_of(min(grid.rows), 1))
            self._read(self._rows(grid, outline, head))
            self.before = None
        elif (head := self._bare_goals(grid, context)) is not None:
            self._read(self._rows(grid, outline, head))
            self.before = None
        elif self._goals_by_labels(grid, context) or labels.read(grid, context, above):
            self.before = None
        elif self.before is not None and self._goes_on(grid, self.before, outline):
            self._read(self._rows(grid, outline, self.before))
        else:
            self._unread(grid, outline)

    def _turned(self, titles: Sequence[Cell], grid: Grid, outline: Outline) -> None:
        """Read a table that stood on its side, below its titles."""
        rows = self._rows(grid, outline)
        for title in titles:
            rows.title(title)
        self._read(rows)

    def _rows(self, grid: Grid, outline: Outline, head: TableHead | None = None) -> TableRows:
        return TableRows(
            self.words, self.values, self.draft, self.kinds, self.years, grid, outline, head
        )

    def _read(self, rows: TableRows) -> None:
        """Read the rows of a table, which the next one may go on with."""
        rows.read()
        self.before, self._heading = rows.head, rows.outline.context.heading

    def _unread(self, grid: Grid, outline: Outline) -> None:
        self.draft.unread.append(whole_table(grid, outline.context))
        self.before = None

    def _bare_accounts(self, grid: Grid, context: Context) -> TableHead | None:
        """Accounts without headings: under one of accounts, each row is a text and an amount."""
        columns = sorted({at for row in grid.rows.values() for at in row})
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

    def _bare_goals(self, grid: Grid, context: Context) -> TableHead | None:
        """Goals without headings: below one of goals, each row is a sub-goal and a text."""
        if "plan" not in self.kinds or context.section != "goals":
            return None
        for row in grid.rows.values():
            named = raw_text(row[1].value) if row.keys() == {1, _TWO} else ""
            if not begins_with_sub_goal(named, self.words.heading(named)):
                return None
        return TableHead("goals", {1: ColumnMeaning("sub_goal"), _TWO: ColumnMeaning("text")}, {})

    def _goals_by_labels(self, grid: Grid, context: Context) -> bool:
        """Read a table in which each row is a goal beside its label: `Mål: | Lavere fravær`."""
        rows = [row for _, row in sorted(grid.rows.items())]
        is_of_goals = "plan" in self.kinds and all(
            len(row) == _TWO
            and self.words.heading(raw_text(row[min(row)].value)).section == "goals"
            for row in rows
        )
        for row in rows if is_of_goals else ():
            if not take_goal_of_row(self.draft, row, context, self.words, is_entry=False):
                told = row_remainder(row[min(row)].place, row, ("goals",), context.sub_goals)
                self.draft.unread.append(told)
        return is_of_goals

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

    def _goes_on(self, grid: Grid, head: TableHead, outline: Outline) -> bool:
        """Whether a table without headings goes on with the columns of the one before.

        It is as wide, stands where such a list may, and all that is in it can be read so.
        """
        context = outline.context
        width = max(max(row) for row in grid.rows.values())
        # Another heading that says nothing known begins another list.
        is_here = context.heading == self._heading or (
            context.section == head.table or context.has_activities
        )
        if width != head.width or width < 2 or not is_here:
            return False
        rows = self._rows(grid, outline)
        records = [
            rows.record(number, row, head)
            for number, row in grid.rows.items()
            if title_row(row, grid, head, self.words) is None
            and not (is_total(row, head, self.words) or is_remark(row, grid, self.words))
        ]
        must = {ESSENTIAL[head.table]}
        return bool(records) and all(
            must < record.values.keys() and not record.doubts for record in records
        )
