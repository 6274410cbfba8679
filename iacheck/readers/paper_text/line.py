"""A text as readers of papers see it: line by line, with headings told apart."""

from __future__ import annotations

from iacheck.language.frozen import frozen
from iacheck.language.places import Place


@frozen
class Line:
    """A line of plain text that is not blank.

    `level` is 1 to 6 for a heading, else None. `begins` tells that a heading or paragraph
    begins here.
    """

    text: str
    place: Place
    level: int | None = None
    begins: bool = True
