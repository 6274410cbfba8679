"""Markdown-like text to plain lines: which of them are headings, and where they stand.

Of CommonMark only what a report's text needs: `#` headings, rules, emphasis, links, hard
breaks, escapes. Lists, quotes, tables and indented lines stay as they are written, and so does
a line above `---`: a rule is no underline. So no word is lost, and "2. halvår 2012" is no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_RULES = (
    ("heading", "hr"),
    ("newline", "escape", "emphasis", "link", "image", "autolink", "entity"),
)
_BULLET = re.compile(r"[*•·▪◦‣–]\s+")
# What an address has that the text of its link may leave out.
_SCHEME = re.compile(r"(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of plain text. `number` counts from 1; `level` is that of a heading, else None;
    `begins` tells that a paragraph or heading begins here."""

    number: int
    text: str
    level: int | None = None
    begins: bool = False


class _Parser(MarkdownIt):
    """Leaves addresses as they are written."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return True

    ...
