"""A table of a paper to the records that stand in its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from iacheck.forms.columns import normalised_label
from iacheck.forms.free_form.drafts import Draft, DraftRecord, Remainder
from iacheck.forms.free_form.field_values import FieldReader, as_text
from iacheck.forms.free_form.outline import ROW_RANK, Context, Outline, could_tell
from iacheck.forms.free_form.trade_words import ColumnMeaning, TradeWords
from iacheck.forms.grids import Cell, Grid, shared_cell
from iacheck.language.content import has_content
from iacheck.language.messages import message

# What a table must have a column for, to be a list of such records.
_ESSENTIAL = {
    "activities": "title",
    "goals": "text",
    "funds": "amount_nok",
    "meetings": "held_on",
    "media": "outlet",
    "evidence": "title",
}
# What one cell can say for several rows that it is merged over; an amount is of all together.
_NOT_SHARED = frozenset(
    {
        "id", "number", "title", "text", "purpose", "money", "budget_nok", "cost_nok",
        "amount_nok", "participants",
    }
)  # fmt: skip
_AMOUNTS = frozenset({"money", "budget_nok", "cost_nok", "amount_nok", "budget", "participants"})
_COUNTS = frozenset({"id", "number"})
# “Sum kr”, “Totalt”, “I alt”, in the form in which labels are compared.
_TOTAL = re.compile(r"(?:sum|totalt?|ialt|tilsammen|samla|samlet)(?:kr|kroner|budsjett|kostnad)?")
# A row over the whole width that is longer is a text, and no heading.
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class TableHead:
    """The row with the headings: of which list the table is, and what each column is.

    `others` are the columns with a heading that is not known.
    """

    table: str
    columns: Mapping[int, ColumnMeaning]
    others: Mapping[int, Cell]

    def column_of(self, field: str) -> int | None:
        return next((at for at, column in self.columns.items() if column.field == field), None)


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads tables into a draft; `has_funds` tells that accounts are asked for."""

    words: TradeWords
    values: FieldReader
    draft: Draft
    has_funds: bool

    def read(self, grid: Grid, outline: Outline) -> None:
        """Read a table that stands where the outline is; what cannot be read is noted."""
        head: TableHead | None = None
        for number in sorted(grid.rows):
            row = grid.rows[number]
            found = self._head(row, outline.context)
            title = None if found else _title_row(row, grid, head, self.words)
            if found is not None:
                head = found
            elif title is not None:
                text = as_text(title.value)
                outline.enter(ROW_RANK, text, self.words.heading(text))
            elif head is not None and self._is_asked_for(head):
                self._row(grid, number, head, outline.context)
        is_read = self._labelled(grid) if head is None else self._is_asked_for(head)
        if not is_read:
            self.draft.unread.append(_whole(grid, outline.context))
        outline.leave(ROW_RANK)

    def _is_asked_for(self, head: TableHead) -> bool:
        return head.table != "funds" or self.has_funds

    def _head(self, row: Mapping[int, Cell], context: Context) -> TableHead | None:
        """What a row says as headings; None where it is none of a list that is known."""
        if any(not isinstance(cell.value, str) for cell in row.values()):
            return None
        heads = [head for table in self.words.tables if (head := self._as_head(row, table))]
        if not heads:
            return None
        section = "activities" if context.has_activities else context.section
        return max(heads, key=lambda head: (head.table == section, len(head.columns)))

    def _as_head(self, row: Mapping[int, Cell], table: str) -> TableHead | None:
        columns: dict[int, ColumnMeaning] = {}
        others: dict[int, Cell] = {}
        for at, cell in row.items():
            column = self.words.column(as_text(cell.value), table)
            if column is None or column.field in {known.field for known in columns.values()}:
                others[at] = cell
            else:
                columns[at] = column
        fields = {column.field for column in columns.values()}
        if _ESSENTIAL[table] not in fields or (len(fields) < 2 and (others or table == "funds")):
            return None
        if table == "funds" and "purpose" not in fields:
            # What amounts are for stands in the first column, also without a heading.
            columns = {1: ColumnMeaning("purpose")} | columns if 1 not in columns else columns
        return TableHead(table, columns, others)

    def _row(self, grid: Grid, number: int, head: TableHead, context: Context) -> None:
        row = grid.rows[number]
        if _is_total(row, head):
            told = message("The row is taken for a total, and is no entry of its own")
            self.draft.notices.append((told, grid.place_of(number, min(row))))
            return
        record = DraftRecord(grid.place_of(number, min(head.columns)))
        said = [at for at, cell in row.items() if has_content(cell.value)]
        for at, column in head.columns.items():
            is_shared = column.field not in _NOT_SHARED
            cell = shared_cell(grid, number, at) if is_shared else row.get(at)
            record.asked.add(column.field)
            if cell is not None:
                self.values.fill(record, column, cell.value, cell.place)
        for at in said:
            if at in head.others:
                heading = head.others[at]
                record.unknown.append((heading.place, as_text(heading.value)))
        counts = {at for at, column in head.columns.items() if column.field in _COUNTS}
        if not counts.issuperset(said):
            self._keep(record, head.table, row, context)

    def _keep(
        self, record: DraftRecord, table: str, row: Mapping[int, Cell], context: Context
    ) -> None:
        """Put a row's record where it belongs; one without what it must have is not read."""
        named = record.values.get("title" if table == "activities" else "purpose")
        fund = self.words.fund(named) if isinstance(named, str) else None
        amounts = {name: record.values[name] for name in record.values if name in _AMOUNTS}
        only_amounts = record.values.keys() - _AMOUNTS - _COUNTS <= {"title", "purpose"}
        if fund is not None and only_amounts and (table == "funds" or amounts):
            self._fund(fund, record)
        elif _ESSENTIAL[table] in record.values:
            if table in ("activities", "goals"):
                under_context(record, table, context)
            self.draft.records()[table].append(record)
        elif table != "funds" or record.doubts or record.unknown:
            self.draft.unread.append(_row_remainder(record, row, (table,), context.sub_goals))

    def _fund(self, field: str, record: DraftRecord) -> None:
        """Take a row of accounts for a field of the funds."""
        named = [n for n in ("amount_nok", "cost_nok", "money", "budget_nok") if n in record.values]
        for amount in named[:1]:
            if field != "unused":
                self.draft.put_once(field, record.values[amount], record.places[amount])
        for name, doubt in record.doubts.items():
            if name in _AMOUNTS:
                self.draft.fields.doubts.setdefault(field, doubt)

    def _labelled(self, grid: Grid) -> bool:
        """Read a table of labels with values beside them; whether it is one."""
        pairs = list(_pairs(grid))
        labels = [as_text(label.value) for label, _ in pairs]
        columns = [self.words.column(label, "activities") for label in labels]
        fields = [self.words.field(label) or self.words.fund(label) for label in labels]
        known = [column.field for column in columns if column is not None]
        if "title" in known and len(known) > max(1, sum(map(bool, fields))):
            self._cards(pairs, columns)
            return True
        if not any(fields):
            return False
        for (label, value), field in zip(pairs, fields, strict=True):
            if field is None:
                text = f"{as_text(label.value)} {as_text(value.value) if value else ''}".strip()
                self.draft.unread.append(Remainder("row", label.place, text, ("texts", "evidence")))
            elif value is not None:
                self.values.fill_once(self.draft, ColumnMeaning(field), value.value, value.place)
        return True

    def _cards(
        self, pairs: Sequence[tuple[Cell, Cell | None]], columns: Sequence[ColumnMeaning | None]
    ) -> None:
        """Read activities that each stand in rows of their own: `Tiltak | Fagdag`."""
        record: DraftRecord | None = None
        for (label, value), column in zip(pairs, columns, strict=True):
            if record is None or (column is not None and column.field == "title"):
                record = DraftRecord(label.place)
                self.draft.activities.append(record)
            if column is None:
                record.unknown.append((label.place, as_text(label.value)))
            elif value is not None:
                self.values.fill(record, column, value.value, value.place)


def under_context(record: DraftRecord, table: str, context: Context) -> None:
    """Give a record the sub-goals of the headings above it, where it tells none itself."""
    name = "sub_goals" if table == "activities" else "sub_goal"
    if not context.sub_goals or name in record.values or name in record.doubts:
        return
    record.put(name, context.sub_goals, record.place)


def _title_row(
    row: Mapping[int, Cell], grid: Grid, head: TableHead | None, words: TradeWords
) -> Cell | None:
    """The one cell of a row that is a heading in the table: over its width, or of known words."""
    if len(row) != 1:
        return None
    ((at, cell),) = row.items()
    text = as_text(cell.value)
    if len(text.split()) > _MOST_WORDS or _TOTAL.fullmatch(normalised_label(cell)):
        return None
    width = max((max(cells) for cells in grid.rows.values()), default=1)
    is_wide = cell.columns > 1 and cell.columns * 2 > width
    if is_wide or words.heading(text).is_known:
        return cell
    return cell if head is None and width > 1 and at == 1 and cell.columns > 1 else None


def _is_total(row: Mapping[int, Cell], head: TableHead) -> bool:
    """Whether a row adds up those above it."""
    fields = {at: column.field for at, column in head.columns.items()}
    named = [at for at, cell in row.items() if _TOTAL.fullmatch(normalised_label(cell))]
    rest = [at for at in row if at not in named and fields.get(at) not in _AMOUNTS | _COUNTS]
    return len(named) == 1 and not rest


def _pairs(grid: Grid) -> Iterator[tuple[Cell, Cell | None]]:
    """The label of each row, and what stands beside it first."""
    for number in sorted(grid.rows):
        label, *values = (cell for _, cell in sorted(grid.rows[number].items()))
        yield label, values[0] if values else None


def _whole(grid: Grid, context: Context) -> Remainder:
    first = grid.rows[min(grid.rows)]
    text = " | ".join(as_text(cell.value) for _, cell in sorted(first.items()))
    place = next(iter(first.values())).place
    return Remainder("table", place, text, could_tell(context, lists_items=True), context.sub_goals)


def _row_remainder(
    record: DraftRecord,
    row: Mapping[int, Cell],
    parts: tuple[str, ...],
    sub_goals: tuple[int, ...] = (),
) -> Remainder:
    text = " | ".join(as_text(cell.value) for _, cell in sorted(row.items()))
    return Remainder("row", record.place, text, parts, sub_goals)
