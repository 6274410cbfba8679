"""Rows of a table that are no entries: those with headings, titles in between, and totals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace

from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.outline import Context, begins_with_sub_goal
from iacheck.forms.free_form.paper_years import PaperYears
from iacheck.forms.free_form.sub_goal_columns import tell_sub_goals, tick_columns
from iacheck.forms.free_form.trade_words import ColumnMeaning, TradeWords
from iacheck.forms.grids import Cell, Grid, Raw
from iacheck.forms.kroner import may_be_year, read_kroner
from iacheck.forms.totals import says_total
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.frozen import frozen
from iacheck.language.names import words as words_of

Row = Mapping[int, Cell]

# What a table must have a column for, to be a list of such records.
ESSENTIAL = {
    "activities": "title",
    "goals": "text",
    "funds": "amount_nok",
    "meetings": "held_on",
    "media": "outlet",
    "evidence": "title",
}
AMOUNTS = frozenset({"money", "budget_nok", "cost_nok", "amount_nok", "budget", "participants"})
COUNTS = frozenset({"id", "number"})
_LETTER = re.compile(r"[^\W\d]")
_FIRST_AND_LAST = 2
_NOTE_MARK = re.compile(r"(?:\d\)|[¹²³⁴⁵†‡])")
# “-13”, “4,5 %”, “kr 1 200,-”
_NUMBER = re.compile(
    r"(?:kr\.?\s*)?[-–—+−]?\s*\d[\d\s.,]*(?:,?-|%|kr|kroner)?|[-–—]", re.IGNORECASE
)
# A row over the whole width that is longer is a text, and no heading.
_MOST_WORDS = 14
# Behind the number of a sub-goal, before what it is.
_SIGN = re.compile(r"(?<=[\dI])\s*[:–—-]")
# One cell that is a sentence of more words tells of the table, and is no name of an entry.
_WORDS_OF_NAME = 6


@frozen
class TableHead:
    """The row with the headings: of which list the table is, and what each column is.

    `others` are the columns with a heading that is not known, `ticks` those with a sub-goal for
    their heading, below which the activities that serve it are ticked.
    """

    table: str
    columns: Mapping[int, ColumnMeaning]
    others: Mapping[int, Cell]
    ticks: Mapping[int, int] = field(default_factory=dict)

    @property
    def essential(self) -> int:
        """The column without which a row is no entry."""
        return next(at for at, one in self.columns.items() if one.field == ESSENTIAL[self.table])

    @property
    def width(self) -> int:
        """The last column."""
        return max((*self.columns, *self.others, *self.ticks))


def find_head(
    row: Row,
    words: TradeWords,
    context: Context,
    years: PaperYears,
    before: TableHead | None = None,
    *,
    stands_alone: bool = False,
) -> TableHead | None:
    """What a row says as headings; None where it is none of a list that is known.

    A column of another year than those of the paper is none that is known.

    `before` are the headings above it in the same table, which has one column and more rows if it
    `stands_alone`.
    """
    if any(not isinstance(cell.value, str) for cell in row.values()):
        return None
    if len(row) < 3 and before is None and context.section == "funds":
        amounts = _amounts_alone(row, words)
        if amounts is not None:
            return amounts
    if len(row) < 2 and (before is not None or not stands_alone):
        return None  # “Møte” alone is the name of an entry
    heads = [
        head for table in words.tables if (head := _as_head(row, table, words, context, years))
    ]
    if not heads:
        return None
    section = "activities" if context.has_activities else context.section
    return max(heads, key=lambda head: (head.table == section, len(head.columns)))


def _amounts_alone(row: Row, words: TradeWords) -> TableHead | None:
    """Accounts of which only the amounts have a heading: `'' | Kroner`, `Regnskap | Kroner`."""
    *others, (at, cell) = sorted(row.items())
    column = words.column(raw_text(cell.value), "funds")
    if any(beside != at - 1 or _is_of_accounts(one, words) for beside, one in others):
        return None
    if at < 2 or column is None or column.field != "amount_nok":
        return None
    if _says_amount(raw_text(cell.value)):
        return None
    return TableHead("funds", {at - 1: ColumnMeaning("purpose"), at: column}, {})


def _says_amount(value: Raw) -> bool:
    """Whether a cell may be an amount and no heading: `kr 1000`, and no `Beløp (i 1000 kr)`."""
    try:
        return read_kroner(value) is not None
    except UnreadableCell:
        return False


def is_text_with_amount(row: Row, head: TableHead) -> bool:
    """Whether a row says in two columns what something is for, and how many kroner it was.

    A year there may be the heading of amounts: `Post | 2015`.
    """
    purpose, amount = (row[at].value for at in sorted(head.columns))
    if not isinstance(purpose, str) or not _LETTER.search(purpose) or may_be_year(raw_text(amount)):
        return False
    return _says_amount(amount)


def _is_of_accounts(cell: Cell, words: TradeWords) -> bool:
    """Whether a cell is the heading of what amounts are for, or an entry of accounts."""
    text = raw_text(cell.value)
    column = words.column(text, "funds")
    is_purpose = column is not None and column.field != "amount_nok"
    return is_purpose or words.heading(text).section != "funds"


def _as_head(
    row: Row, table: str, words: TradeWords, context: Context, years: PaperYears
) -> TableHead | None:
    columns: dict[int, ColumnMeaning] = {}
    others: dict[int, Cell] = {}
    ticks = tick_columns(row) if table == "activities" else {}
    for at, cell in row.items():
        if at in ticks:
            continue
        column = words.column(raw_text(cell.value), table)
        is_free = column is not None and all(c.field != column.field for c in columns.values())
        if column is None or not is_free or years.names_others(raw_text(cell.value)):
            others[at] = cell
        else:
            columns[at] = column
    fields = {column.field for column in columns.values()}
    # Of two columns, these may be a label and its value: “Tiltak | Fagdag”.
    is_here = table == "activities" and ((context.has_activities and len(row) > 2) or bool(ticks))
    # Below “Møter”, days beside remarks are those of meetings.
    is_here = is_here or table == context.section == "meetings"
    # A number beside amounts says nothing of what they are for.
    said = fields - COUNTS if table == "funds" else fields
    is_enough = len(said) > 1 or is_here or not (others or table == "funds")
    if ESSENTIAL[table] not in fields or not is_enough:
        return None
    if table == "funds" and "purpose" not in fields:
        # What amounts are for stands in the first column, also without a heading.
        columns = {1: ColumnMeaning("purpose")} | columns if 1 not in columns else columns
    return TableHead(table, columns, others, ticks)


def with_bare_columns(
    head: TableHead | None, grid: Grid, number: int, words: TradeWords
) -> TableHead | None:
    """The headings, with columns that have none, or are of areas of work.

    These are of sub-goals where each cell names one.
    """
    if head is None:
        return None
    below = [row for at, row in grid.rows.items() if at > number and len(row) > 1]
    areas = {at for at, column in head.columns.items() if column.field == "area"}
    named = head.columns.keys() | head.others.keys() | head.ticks.keys()
    bare = {at for row in below for at in row} - named
    known = {at: column for at, column in head.columns.items() if at not in areas}
    others = dict(head.others)
    for at in [at for at, column in known.items() if column.field == "time"]:
        heading = grid.rows[number].get(at)
        # One heading over two columns of days: the first and the last.
        if heading is not None and heading.columns == _FIRST_AND_LAST and at + 1 in bare:
            known |= {at: ColumnMeaning("start"), at + 1: ColumnMeaning("end")}
            bare.discard(at + 1)
    for at in sorted(areas | bare):
        texts = [raw_text(row[at].value) for row in below if at in row]
        is_free = not head.ticks and all(c.field != "sub_goals" for c in known.values())
        is_each = all(begins_with_sub_goal(text, words.heading(text)) for text in texts)
        if is_free and (tell_sub_goals(texts) if at in areas else is_each):
            known[at] = ColumnMeaning("sub_goals")
        elif at in areas:
            others[at] = grid.rows[number][at]
        else:
            others[at] = Cell(texts[0], grid.place_of(number, at))
    return replace(head, columns=known, others=others)


def title_row(row: Row, grid: Grid, head: TableHead | None, words: TradeWords) -> Cell | None:
    """The one cell of a row that is a heading in the table: over its width, or of known words."""
    if len(row) != 1:
        return None
    ((at, cell),) = row.items()
    text = raw_text(cell.value)
    if len(text.split()) > _MOST_WORDS or says_total(text) or _denies(text, words):
        return None
    heading = words.heading(text)
    width = max((max(cells) for cells in grid.rows.values()), default=1)
    if is_wide(cell, grid) or begins_with_sub_goal(text, heading):
        return cell
    if head is not None:
        # An entry may be called as a part is, and say nothing else: “Møte”.
        is_first = at == min((*head.columns, *head.others))
        return cell if heading.section == "goals" and is_first else None
    return cell if heading.is_known or (width > 1 and at == 1 and cell.columns > 1) else None


def is_wide(cell: Cell, grid: Grid) -> bool:
    """Whether a cell is merged over most of a table's width."""
    width = max(max(cells) for cells in grid.rows.values())
    return cell.columns > 1 and cell.columns * 2 > width


def is_remark(row: Row, grid: Grid, words: TradeWords) -> bool:
    """Whether a row is a text on the table, and no entry of it."""
    if len(row) != 1:
        return False
    (cell,) = row.values()
    text = raw_text(cell.value)
    is_sentence = text.endswith(".") and len(text.split()) > _WORDS_OF_NAME
    is_note = _is_note(text, grid, words) or _denies(text, words)
    return is_wide(cell, grid) or is_sentence or is_note


def _denies(text: str, words: TradeWords) -> bool:
    """Whether a text says what a sub-goal is not: “Delmål 3 er ikke prioritert i år”.

    Behind a sign stands what the sub-goal is: “Delmål 2: Ingen utenfor”.
    """
    is_on_sub_goal = begins_with_sub_goal(text, words.heading(text)) and not _SIGN.search(text)
    return is_on_sub_goal and not words.sentences.negations.isdisjoint(words_of(text))


def _is_note(text: str, grid: Grid, words: TradeWords) -> bool:
    """Whether a text is a note: “* foreløpige tall”, “1) …” where no entry is counted so."""
    if words.is_note(text):
        return True
    entries = (cell for row in grid.rows.values() if len(row) > 1 for cell in row.values())
    return _NOTE_MARK.match(text) is not None and not any(
        _NOTE_MARK.match(raw_text(cell.value)) for cell in entries
    )


def is_total(row: Row, head: TableHead, words: TradeWords) -> bool:
    """Whether a row adds up those above it, and is no field of the funds: “Sum brukt”."""
    fields = {at: column.field for at, column in head.columns.items()}
    texts = {at: raw_text(cell.value) for at, cell in row.items()}
    named = [
        at for at, text in texts.items() if says_total(text) and words.funds.field(text) is None
    ]
    # A column that is not known may be one of amounts: “Avvik”.
    numbers = [at for at in row if at in head.others and _NUMBER.fullmatch(texts[at])]
    known = [at for at in row if fields.get(at) in AMOUNTS | COUNTS]
    return len(named) == 1 and row.keys() <= {*named, *numbers, *known}
