"""What a sheet holds beside its cells, and cells that nobody sees: told of, never passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from iacheck.forms.grids import Cell
from iacheck.language.messages import Message, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers.excel.sheet import COLUMNS, Sheet, column_name
from iacheck.readers.office.parts import PackageParts

# More than that nobody looks up one by one.
_NAMED = 8
_EMBEDDED = {
    "ctrlProp": message("boxes to tick and other controls"),
    "oleObject": message("embedded files"),
    "package": message("embedded files"),
}


def hidden_problems(sheet: Sheet, *, whole: bool) -> Iterator[Problem]:
    """Notices that the sheet is hidden, or rows and columns of it that hold something."""
    place = Place(sheet=sheet.name)
    if whole:
        yield Problem(
            message("The sheet is hidden; it is looked at like the others"), "notice", place=place
        )
    if sheet.hidden_rows:
        told = message(
            "Hidden rows are read all the same: {rows}",
            rows=_few(_runs(sheet.hidden_rows)),
        )
        yield Problem(told, "notice", place=place)
    columns = _hidden_columns(sheet)
    if columns:
        told = message(
            "Hidden columns are read all the same: {columns}",
            columns=_few([column_name(column) for column in columns]),
        )
        yield Problem(told, "notice", place=place)


def _hidden_columns(sheet: Sheet) -> list[int]:
    """The hidden columns that hold something; there may be any number of spans, one in another."""
    steps = [0] * (COLUMNS + 2)
    for first, last in sheet.hidden_columns:
        steps[min(first, COLUMNS + 1)] += 1
        steps[min(last, COLUMNS) + 1] -= 1
    hides = list(accumulate(steps))
    used = {column for cells in sheet.rows.values() for column in cells}
    return sorted(column for column in used if hides[column] > 0)


def covered_cell_problems(sheet: str, covered: Sequence[Cell]) -> Iterator[Problem]:
    """The notice that a sheet has cells that a merged one covers."""
    if covered:
        told = message(
            "Not read, because a merged cell covers them: {cells}; take the merged cell apart to "
            "see them",
            cells=_few([cell.place.cell or "" for cell in covered]),
        )
        yield Problem(told, "notice", place=Place(sheet=sheet))


def struck_cell_problems(sheet: Sheet) -> Iterator[Problem]:
    """The notice that text in cells of a sheet is struck through."""
    if sheet.struck:
        told = message(
            "Struck-through text is not read, in {cells}",
            cells=_few([place.cell or "" for place in sheet.struck]),
        )
        yield Problem(told, "notice", place=Place(sheet=sheet.name))


def outside_cell_problems(name: str, parts: PackageParts, part: str) -> Iterator[Problem]:
    """What else is on the sheet that people write in."""
    found: dict[str, Message] = {}
    for relation in parts.relations(part):
        if relation.target is None or relation.target not in parts:
            continue
        if relation.type in {"comments", "threadedComment"}:
            cells = _cells_with_notes(parts, relation.target)
            if cells:
                found["notes"] = message("notes on the cells {cells}", cells=_few(cells))
        elif relation.type == "drawing":
            found.update(_drawing_texts(parts, relation.target))
        elif relation.type in _EMBEDDED:
            told = _EMBEDDED[relation.type]
            found[told.text] = told
    if found:
        told = message("Only cells are read; not read are {things}", things=tuple(found.values()))
        yield Problem(told, "notice", place=Place(sheet=name))


def _cells_with_notes(parts: PackageParts, part: str) -> list[str]:
    """The cells that have a note."""
    return [
        element.get("ref", "")
        for tag, element in parts.pieces(part)
        if tag in {"comment", "threadedComment"}
    ]


def _drawing_texts(parts: PackageParts, part: str) -> Iterator[tuple[str, Message]]:
    for tag, element in parts.pieces(part):
        if tag == "t" and (element.text or "").strip():
            yield "text", message("text in boxes and shapes")
        elif tag == "pic":
            yield "picture", message("pictures")
        elif tag == "graphicData" and element.get("uri", "").endswith("/diagram"):
            yield "diagram", message("diagrams")


def _runs(numbers: Sequence[int]) -> list[str]:
    """`4`, `7–9`."""
    runs = []
    for _, run in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        row = [number for _, number in run]
        runs.append(str(row[0]) if len(row) == 1 else f"{row[0]}–{row[-1]}")
    return runs


def _few(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names) if len(names) <= _NAMED else (*names[:_NAMED], "…")
