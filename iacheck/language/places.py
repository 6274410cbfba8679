"""Where in a file a person would look."""

from __future__ import annotations

from iacheck.language.frozen import frozen


@frozen
class Place:
    """A place in a text, a workbook, a document or a PDF; what does not apply is None.

    Lines, pages, paragraphs, rows and columns count from 1. A `cell` is named as a workbook
    names it (`C7`); `row` and `column` are those of a table below `heading`, and beside a `line`,
    `column` is that of the character in it; `paragraph` counts
    from that heading, and is 0 or None for the heading itself. `recognised` is True where a machine
    has recognised the text in a picture.
    """

    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    heading: str | None = None
    paragraph: int | None = None
    row: int | None = None
    column: int | None = None
    recognised: bool | None = None
