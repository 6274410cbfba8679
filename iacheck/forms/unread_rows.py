"""The sheet of a form with what was not read of the paper that it is filled in from.

As long as a row stands there, nothing that it could tell is missing for certain. A code in its last
column says what that is; it names items by their ids, for rows of a form are moved about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iacheck.documents.document import Body, pointer
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.forms.columns import normalised_label
from iacheck.forms.grids import Cell, Grid
from iacheck.forms.layout import word_spellings
from iacheck.language.content import has_content
from iacheck.language.messages import message

# The headings of the sheet.
WHERE, TEXT, ABOUT = message("where"), message("what stands there"), message("may be about")
CODE = message("code, leave as it is")
# More than that is no cell's; what it is about is then anything.
_LONGEST = 30_000
_ANYTHING = (Lift(""),)


def lift_code(lifts: Sequence[Lift], body: Body) -> str:
    """What the reader of forms knows again as these parts of a document."""
    written: list[Any] = []
    fields: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (of, name), ids in _fields_of_items(lifts, body).items():
        fields.setdefault((of, tuple(ids)), []).append(name)
    for (of, items), names in fields.items():
        written.append({"of": of, "ids": list(items), "fields": names})
    written += [_written(lift) for lift in lifts if _item_field(lift, body) is None]
    code = json.dumps(written, ensure_ascii=False)
    return code if len(code) < _LONGEST else json.dumps([_written(one) for one in _ANYTHING])


def _written(lift: Lift) -> Any:
    if lift.path and not lift.field:
        return lift.path
    return {"path": lift.path, "field": lift.field, "values": list(lift.values)}


def unread_rows(grid: Grid, body: Body) -> Iterator[UnreadBlock]:
    """The rows that stand on the sheet, each as a part that was not read.

    Without the column of codes, each may be about anything.
    """
    spellings = word_spellings(CODE)
    headings = [
        (number, column)
        for number, row in grid.rows.items()
        for column, cell in row.items()
        if normalised_label(cell) in spellings
    ]
    head, code = headings[0] if headings else (min(grid.rows, default=0), None)
    for number, row in grid.rows.items():
        filled = {at: cell for at, cell in row.items() if has_content(cell.value)}
        if number > head and filled:
            lifts = _ANYTHING if code is None else _lifts(filled.pop(code, None), body)
            texts = [str(cell.value) for _, cell in sorted(filled.items())]
            # Where it stood in the paper stands first, and what it is about last.
            text = texts[1] if len(texts) > 1 else "".join(texts)
            yield UnreadBlock("remainder", grid.place_of(number, min(row)), text, lifts)


def _lifts(cell: Cell | None, body: Body) -> tuple[Lift, ...]:
    """What a code says; of one that was changed, anything; without one, it is somebody's note."""
    if cell is None:
        return ()
    try:
        written = json.loads(str(cell.value))
        return tuple(lift for one in written for lift in _lifts_of(one, body))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return _ANYTHING


def _lifts_of(written: Any, body: Body) -> Iterator[Lift]:
    if isinstance(written, str):
        yield Lift(written)
    elif "of" in written:
        items = _list_at(body, written["of"])
        known = {str(item.get("id")): at for at, item in enumerate(items)}
        for id_ in written["ids"]:
            # An item that is called otherwise now may be any.
            places = [known[id_]] if id_ in known else range(len(items))
            yield from (
                Lift(f"{written['of']}/{at}/{name}") for at in places for name in written["fields"]
            )
    else:
        yield Lift(written["path"], written["field"], tuple(written["values"]))


def _fields_of_items(lifts: Sequence[Lift], body: Body) -> Mapping[tuple[str, str], list[str]]:
    """The ids of the items that a field is lifted of, by list and field."""
    found: dict[tuple[str, str], list[str]] = {}
    for lift in lifts:
        told = _item_field(lift, body)
        if told is not None:
            of, id_, name = told
            found.setdefault((of, name), []).append(id_)
    return found


def _item_field(lift: Lift, body: Body) -> tuple[str, str, str] | None:
    """The list, the item's id and its field, where the lift is of a field of an item with an id."""
    of, *rest = lift.path.removeprefix("/").split("/")
    if len(rest) < 2 or not rest[0].isdecimal() or lift.field:
        return None
    items = _list_at(body, pointer(of))
    id_ = items[int(rest[0])].get("id") if int(rest[0]) < len(items) else None
    return (pointer(of), id_, "/".join(rest[1:])) if isinstance(id_, str) else None


def _list_at(body: Body, path: str) -> Sequence[Mapping[str, Any]]:
    listed = body.get(path.removeprefix("/"))
    return listed if isinstance(listed, list) else ()
