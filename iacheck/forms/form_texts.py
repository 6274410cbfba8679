"""The texts that a form has before anybody fills it in, and cells with others that no field reads.

Forms of earlier versions had the same texts in somewhat other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from iacheck.forms.columns import Columns
from iacheck.forms.empty.description import Entry, FormBook
from iacheck.forms.empty.forms import form_book
from iacheck.forms.grids import Cell, Grid
from iacheck.forms.layout import Form
from iacheck.language.content import has_content
from iacheck.language.language import language
from iacheck.language.look_alikes import look
from iacheck.language.messages import DOORS, LANGS, Message
from iacheck.language.names import nearest, words

# `B02 (bør): …`, as demands stand above and beside fields.
_DEMAND = re.compile(r"[A-Z]{1,4}[0-9]{1,3} \([^()]+\): .+", re.DOTALL)
# Of forms that were made before, where the words are too different.
_FORMER = (
    "Kan stå tomt: Da lages den av råd og periode.",
    "Kan stå tomt: Då blir han laga av råd og periode.",
    "May stay empty: it is then made of council and period.",
)
# Longer texts of a form there are none; looking for one like them takes a while.
_LONGEST = 1000
# A heading of a column without anything below it; a remark has more words.
_WORDS_OF_HEADING = 3
# An id that a form gives a row: `a12`.
_ID = re.compile(r"\S{1,12}")


class FormTexts:
    """Knows a form's own texts in every language, wherever it was made."""

    def __init__(self, form: Form) -> None:
        # The guide of a form from a page names no command.
        books = [form_book(form, language(lang).at(door), {}) for lang in LANGS for door in DOORS]
        texts = (*_FORMER, *(text for book in books for text in _texts(book)))
        self._lines = list(dict.fromkeys(line for text in texts for line in text.split("\n")))
        self._looks = frozenset(map(look, self._lines))
        self._titles = (*form.titles, *(words(name) for table in form.tables for name in (
            table.label.nb, table.label.nn, table.label.en,
        )))  # fmt: skip

    def is_other(self, cell: Cell) -> bool:
        """Whether a cell says something that is none of the form's own texts."""
        value = cell.value
        if isinstance(value, Message) or not has_content(value):
            return False
        return not isinstance(value, str) or not self._is_own(value)

    def _is_own(self, text: str) -> bool:
        said = words(text)
        if any(said[: len(title)] == title for title in self._titles):
            return True
        return all(map(self._is_own_line, filter(has_content, text.split("\n"))))

    def _is_own_line(self, line: str) -> bool:
        if look(line) in self._looks or _DEMAND.fullmatch(line):
            return True
        return len(line) <= _LONGEST and nearest(line, self._lines) is not None


def cells_outside(grid: Grid, columns: Columns) -> Iterator[tuple[int, Cell]]:
    """The cells above a table's headings, and those below none; each with its row."""
    used = {at for number, row in grid.rows.items() if number > columns.row for at in row}
    for number, row in grid.rows.items():
        for at, cell in row.items():
            is_headed = at in columns.fields or at in columns.others
            is_remark = at in columns.others and at not in used and _is_long(cell)
            if (
                number < columns.row
                or (number == columns.row and is_remark)
                or (number > columns.row and not is_headed)
            ):
                yield number, cell


def is_text_alone(row: Mapping[int, Cell], columns: Columns) -> bool:
    """Whether a row is one text, and no entry: over several columns, or where an id should be."""
    if len(row) != 1:
        return False
    ((at, cell),) = row.items()
    field = columns.fields.get(at)
    is_no_id = (
        field is not None and field.name == "id" and not _ID.fullmatch(str(cell.value).strip())
    )
    return cell.columns > 1 or is_no_id


def _is_long(cell: Cell) -> bool:
    return len(str(cell.value).split()) > _WORDS_OF_HEADING


def _texts(book: FormBook) -> Iterator[str]:
    yield book.title
    yield book.guide.title
    for about, text in book.guide.paragraphs:
        yield from (about, text)
    yield from (book.front.title, book.front.intro, *book.front.headings)
    yield from _entry_texts(book.front.fields)
    for table in book.tables:
        yield from (table.title, table.intro)
        yield from _entry_texts(table.columns)


def _entry_texts(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield from (entry.heading, entry.hint)
