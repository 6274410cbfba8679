"""What tests of papers in free form share: papers built of blocks, and what is read of them."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from said import said
from shipped import shipped

from iacheck.documents.document import Document
from iacheck.documents.unread_block import UnreadBlock
from iacheck.documents.validation import Validation
from iacheck.forms.book_words import free_form_context
from iacheck.forms.free_form.context import FreeFormContext
from iacheck.forms.free_form.identity import Identity
from iacheck.forms.free_form.reading import FreeFormReading, FreePaper, read_free_form
from iacheck.forms.grids import Cell, Grid, Raw
from iacheck.forms.layout import forms
from iacheck.forms.paper_blocks import PaperBlock, PaperText, TextBlock
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.places import Place

# A cell, or one that is merged over rows and columns; None for an empty one.
Written: TypeAlias = Raw | tuple[Raw, int, int] | None
Rows: TypeAlias = Sequence[Sequence[Written]]
Blocks: TypeAlias = Sequence[PaperBlock]
PLAN = "Handlingsplan 2016 for IA-rådet i Hedmark"
REPORT = "Årsrapport 2015 fra IA-rådet i Hedmark"
HEAD = ("Tiltak", "Ansvarlig", "Frist")


def heading(text: str, rank: int = 2) -> TextBlock:
    return TextBlock(text, Place(heading=text), rank)


def text(words: str) -> TextBlock:
    return TextBlock(words, Place(heading=words[:20]))


def bold(words: str) -> TextBlock:
    return TextBlock(words, Place(heading=words[:20]), is_bold=True)


def items(*texts: str) -> list[TextBlock]:
    place = Place(heading=texts[0][:20])
    return [TextBlock(one, place, is_item=True) for one in texts]


def table(*rows: Sequence[Any], name: str = "table") -> Grid:
    """A table; its cells' places name it, with the row and the column."""

    def place_of(row: int, column: int) -> Place:
        return Place(sheet=name, cell=f"{chr(64 + column)}{row}")

    cells = {
        number: {
            at: _cell(value, place_of(number, at))
            for at, value in enumerate(row, 1)
            if value is not None
        }
        for number, row in enumerate(rows, 1)
    }
    return Grid(name, {number: row for number, row in cells.items() if row}, place_of)


def _cell(value: Any, place: Place) -> Cell:
    return (
        Cell(value[0], place, value[1], value[2])
        if isinstance(value, tuple)
        else Cell(value, place)
    )


def plan(*blocks: PaperBlock | Iterable[PaperBlock]) -> tuple[PaperBlock, ...]:
    """A plan for 2016 of one council, with these blocks below its title."""
    return (heading(PLAN, 0), *flat(blocks))


def report(*blocks: PaperBlock | Iterable[PaperBlock]) -> tuple[PaperBlock, ...]:
    """A report for 2015 of one council, with these blocks below its title."""
    return (heading(REPORT, 0), *flat(blocks))


def flat(blocks: Iterable[PaperBlock | Iterable[PaperBlock]]) -> Iterable[PaperBlock]:
    for block in blocks:
        if isinstance(block, TextBlock | Grid):
            yield block
        else:
            yield from block


@functools.cache
def context() -> FreeFormContext:
    books, schemas = shipped()
    return free_form_context(forms(schemas), books)


def read(blocks: Iterable[PaperBlock], given: Identity | None = None) -> FreeFormReading:
    known = context()
    if given is not None:
        known = FreeFormContext(known.words, known.values, given)
    return read_free_form(FreePaper("a.docx", "0" * 64, PaperText(tuple(blocks))), known)


def only(reading: FreeFormReading) -> Document:
    (document,) = reading.documents
    return document


def activities(reading: FreeFormReading) -> list[dict[str, Any]]:
    """The activities of the one document, without their ids."""
    found = only(reading).body.get("activities", ())
    return [{name: value for name, value in one.items() if name != "id"} for one in found]


def unread(reading: FreeFormReading) -> list[tuple[str, str, set[str]]]:
    """What was not read: its sort, its first words, and what it could tell."""
    return [(one.sort, one.text, _lifts(one)) for one in reading.unread]


def _lifts(block: UnreadBlock) -> set[str]:
    return {
        f"{lift.path}({', '.join(map(str, lift.values))})" if lift.values else lift.path
        for lift in block.lifts
    }


def told(reading: FreeFormReading) -> list[str]:
    return [said(problem.message) for problem in reading.problems]


def deviations(reading: FreeFormReading) -> set[str]:
    """The rules that the documents deviate from, by the shipped rule book."""
    books, schemas = shipped()
    result = check(
        RunInput(reading.documents, (), "named"),
        books,
        schemas,
        datetime.date(2016, 6, 1),
        CaseSelection(),
    )
    return {
        finding.rule.id
        for subject in result.subjects
        for finding in subject.findings
        if finding.verdict == "deviation"
    }


def invalid(reading: FreeFormReading) -> list[str]:
    """What is wrong with the documents by their schemas."""
    schemas = shipped()[1]
    return [
        said(problem.message)
        for document in reading.documents
        for problem in Validation(schemas.kind(document.kind)).problems(document, require=True)
        if problem.level == "error"
    ]


def bodies(reading: FreeFormReading) -> list[Mapping[str, Any]]:
    return [document.body for document in reading.documents]
