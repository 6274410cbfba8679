"""Quotation marks in a text of YAML that open and are not closed where they should be."""

from __future__ import annotations

import re

from iacheck.language.frozen import frozen

UNCLOSED, SAME_LINE = "unclosed", "same line"

# Where a value can begin: at the beginning of a line, behind a name or between brackets.
_OPENS = re.compile(r"""(?:^[ \t]*(?:- +)*|[:?][ \t]+|[\[{][ \t]*|,[ \t]*)(?P<quote>["'])""")
_TO_CLOSING = {
    '"': re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"(?:[^']|'')*'", re.DOTALL),
}
_LITERAL = re.compile(r"(?:^|[:-] )[|>][-+0-9]*[ \t]*(?:#.*)?$")
_REMARK = re.compile(r"(?:^|\s)#")
# What may stand behind a closing quotation mark.
_AFTER = re.compile(r"[ \t]*(?:$|[,\]}:]|#)", re.MULTILINE)
_NAME = re.compile(r"\n[ \t]*(?:- +)*[\w$-]+:(?: |$)", re.MULTILINE)


@frozen
class MisusedQuote:
    """Line and column, from 0: of one that is not closed, or of what stands after a closing one."""

    line: int
    column: int
    kind: str


def misused_quote(text: str) -> MisusedQuote | None:
    """The first quotation mark that is not closed, or behind which more of the text stands."""
    at = 0
    literal: int | None = None  # how far the name is indented that a literal block belongs to
    for start, row in _rows(text):
        indent = len(row) - len(row.lstrip(" "))
        if literal is not None and (not row.strip() or indent > literal):
            continue
        literal = indent if _LITERAL.search(row) else None
        at = max(at, start)
        while (found := _next_opening(row, at - start)) is not None:
            opening = start + found
            closing = _TO_CLOSING[text[opening]].match(text, opening + 1)
            if closing is None:
                return _misused(text, opening, UNCLOSED)
            at = closing.end()
            inside = text[opening:at]
            if "\n" in inside and (_NAME.search(inside) or not _AFTER.match(text, at)):
                return _misused(text, opening, UNCLOSED)
            if not _AFTER.match(text, at):
                return _misused(text, at - 1, SAME_LINE)
    return None


def _rows(text: str) -> list[tuple[int, str]]:
    """Every line, with where it begins."""
    rows, start = [], 0
    for row in text.splitlines(keepends=True):
        rows.append((start, row.rstrip("\r\n")))
        start += len(row)
    return rows


def _next_opening(row: str, at: int) -> int | None:
    """The next quotation mark in a line that opens; a comma parts values between brackets only."""
    for found in _OPENS.finditer(row, at):
        between_brackets = re.search(r"[\[{]", row[: found.start()])
        if found[0].startswith(",") and not between_brackets:
            continue
        remark = _REMARK.search(row, at)
        return None if remark and remark.start() < found.start("quote") else found.start("quote")
    return None


def _misused(text: str, at: int, kind: str) -> MisusedQuote:
    line = text.count("\n", 0, at)
    return MisusedQuote(line, at - (text.rfind("\n", 0, at) + 1), kind)
