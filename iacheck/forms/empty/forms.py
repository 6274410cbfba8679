"""From a form, the demands on it and perhaps a document to the description of a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iacheck.documents.document import Body
from iacheck.forms.empty.contents import Contents, Steps, value_at
from iacheck.forms.empty.description import FormBook, FrontSheet, GuideSheet, TableSheet
from iacheck.forms.empty.entries import entry
from iacheck.forms.empty.guide import guide
from iacheck.forms.layout import FIELD, NOT_READ, VALUE, Form, FormTable
from iacheck.language.errors import CannotRun
from iacheck.language.language import Language
from iacheck.language.messages import Message, message

# What is demanded of a field or list, by its steps in the document; () is the whole document.
Demands = Mapping[Steps, Sequence[str]]

DEMANDS = message("what is demanded")
# How many rows of a list are made ready, and with which letter their ids begin.
_IDS: Mapping[str, tuple[str, int]] = {"goals": ("m", 10), "activities": ("a", 25)}
_ROWS = 15
_LONGEST_NAME = 31
_NOT_IN_NAMES = frozenset("[]:*?/\\")


def form_book(
    form: Form,
    language: Language,
    demands: Demands,
    body: Body | None = None,
    unread: Sequence[tuple[str, str]] = (),
) -> FormBook:
    """A workbook for a form; what `body`, a document or a part of one, holds is filled in.

    `unread` is what was not read of the paper that it is of: places with what stands there.

    Raises CannotRun, naming each field, for what no cell can hold.
    """
    contents = Contents(language.code)
    front = _front(form, language, demands, body or {}, contents)
    tables = tuple(_table(table, language, demands, body or {}, contents) for table in form.tables)
    if contents.problems:
        raise CannotRun(contents.problems)
    return FormBook(
        title=language.say(form.title),
        lang=language.code,
        page=language.say(message("Page {page} of {pages}")),
        guide=guide(form, language, [front.name, *(table.name for table in tables)]),
        front=front,
        tables=tables,
        unread=_unread(unread, language) if unread else None,
    )


def _unread(parts: Sequence[tuple[str, str]], language: Language) -> GuideSheet:
    title = message("Not read of the paper; what is missing in the form may stand here")
    return GuideSheet(_capital(language, NOT_READ), language.say(title), tuple(parts))


def _front(
    form: Form, language: Language, demands: Demands, body: Body, contents: Contents
) -> FrontSheet:
    # A document is known by its council and period; few have a key of their own.
    fields = sorted(form.fields, key=lambda field: field.steps == ("_id",))
    made = contents.rows(fields, [body], (), form.tables)
    title = language.say(form.title)
    heading = _capital(language, VALUE)
    intro = message("Fill in the column “{value}”. What stands in the others helps.", value=heading)
    return FrontSheet(
        name=_sheet_name(title, form.kind.name),
        title=title,
        intro="\n".join((language.say(intro), *demands.get((), ()))),
        headings=(_capital(language, FIELD), heading, _capital(language, DEMANDS)),
        fields=tuple(
            entry(field, language, _on(demands, (), field.steps)) for field in made.fields
        ),
        values=made.rows[0],
    )


def _table(
    table: FormTable, language: Language, demands: Demands, body: Body, contents: Contents
) -> TableSheet:
    made = contents.rows(table.columns, value_at(body, table.steps) or (), table.steps)
    letter, count = _IDS.get(table.name, ("", _ROWS))
    ready = tuple({0: f"{letter}{n}"} if letter else {} for n in range(1, count + 1))
    # Ids that were made here might be those of rows that are there.
    rest = ready if not made.rows else ({},) * (count - len(made.rows))
    title = language.say(table.label)
    intro = message("One row for each. Rows with nothing in them but an id count as empty.")
    return TableSheet(
        name=_sheet_name(title, table.name),
        title=title,
        intro="\n".join((language.say(intro), *_on(demands, (), table.steps))),
        columns=tuple(
            entry(field, language, _on(demands, table.steps, field.steps)) for field in made.fields
        ),
        rows=(*made.rows, *rest),
    )


def _on(demands: Demands, before: Steps, steps: Steps) -> Sequence[str]:
    """The demands on a field, and those on records that it stands in: the funds, the target."""
    around = [(*before, *steps[:length]) for length in range(1, len(steps) + 1)]
    return [told for one in around for told in demands.get(one, ())]


def _sheet_name(title: str, name: str) -> str:
    """The title, where a sheet may be called so, else the name in documents: both are known."""
    return title if len(title) <= _LONGEST_NAME and not _NOT_IN_NAMES & set(title) else name


def _capital(language: Language, word: Message) -> str:
    said = language.say(word)
    return said[:1].upper() + said[1:]
