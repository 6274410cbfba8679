"""From a form, the demands on it and perhaps a document to the description of a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iacheck.documents.document import Body
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.forms.empty.contents import Contents, Steps, value_at
from iacheck.forms.empty.description import FormBook, FrontSheet, TableSheet, UnreadSheet
from iacheck.forms.empty.entries import entry
from iacheck.forms.empty.guide import guide
from iacheck.forms.layout import FIELD, NOT_READ, VALUE, WHEN, Form, FormTable, heading_of
from iacheck.forms.unread_rows import ABOUT, CODE, TEXT, WHERE, lift_code
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
    unread: Sequence[UnreadBlock] = (),
) -> FormBook:
    """A workbook for a form; what `body`, a document or a part of one, holds is filled in.

    `unread` is what was not read of the paper that it is of.

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
        unread=_unread(unread, form, body or {}, language) if unread else None,
    )


def _unread(
    parts: Sequence[UnreadBlock], form: Form, body: Body, language: Language
) -> UnreadSheet:
    title = message(
        "Not read of the paper. Write into the form what a row tells, and delete the row; until "
        "then, what is missing of that which it may be about is held to be undetermined"
    )
    return UnreadSheet(
        _capital(language, NOT_READ),
        language.say(title),
        tuple(_capital(language, word) for word in (WHERE, TEXT, ABOUT, CODE)),
        tuple(
            (
                language.place(part.place),
                language.say(part.text),
                _about(part.lifts, form, language),
                lift_code(part.lifts, body),
            )
            for part in parts
        ),
    )


def _about(lifts: Sequence[Lift], form: Form, language: Language) -> str:
    """`Aktiviteter: sluttdato og metode; Midler brukt`: what lifts are of, each once."""
    labels = {field.name: field.label for field in form.fields}
    labels |= {table.name: table.label for table in form.tables}
    found: dict[str, dict[str, None]] = {}
    for lift in lifts:
        of, *rest = lift.path.removeprefix("/").split("/")
        names = [step for step in rest if not step.isdecimal()]
        found.setdefault(of, {}).update(dict.fromkeys(names[-1:]))
    told = []
    for of, fields in found.items():
        columns = {c.name: c.label for t in form.tables if t.name == of for c in t.columns}
        called = [language.say(columns.get(n) or labels.get(n) or heading_of(n)) for n in fields]
        label = language.say(labels.get(of) or heading_of(of))
        told.append(f"{label}: {', '.join(called)}" if called else label)
    return "; ".join(told)


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
    in_words = next((column for column in table.columns if column.name == WHEN), None)
    intro = message("One row for each. Rows with nothing in them but an id count as empty.")
    return TableSheet(
        name=_sheet_name(title, table.name),
        title=title,
        intro="\n".join((language.say(intro), *_on(demands, (), table.steps))),
        columns=tuple(
            entry(field, language, _on(demands, table.steps, field.steps), in_words)
            for field in made.fields
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
