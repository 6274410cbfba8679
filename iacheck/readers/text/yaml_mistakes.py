"""Why a text is no YAML, and where a person would mend it.

A parser stumbles over what follows a mistake, often lines below it. Here the mistake itself is
looked for: a quotation mark that is not closed, a text that begins with a bracket, a space that is
none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from iacheck.language import limits
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers.text.yaml_quotes import SAME_LINE, misused_quote

# The parser has a limit of its own since libyaml 0.2.6, and meets it before the first event.
_TOO_DEEP = "exceeded maximum nesting depth"
# Spaces that are none to YAML: no-break ones, and those of typesetters.
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BEFORE_VALUE = r"[ \t]*(?:- +)*(?:[^\s:#,\[\]{}]+: +)?"
_ODD_INDENT = re.compile(rf"[ \t]*(?:- +)*(?=[{ODD_SPACES}])")
_ODD_AFTER_NAME = re.compile(rf"[ \t]*(?:- +)*[\w$-]+:(?=[{ODD_SPACES}])")
_OPENING = re.compile(rf"({_BEFORE_VALUE})[\[{{]")
_TAG_BEFORE_BRACKET = re.compile(r"""(?<=[\[{, ])![^\s\[\]{},"']*(?=[\]}])""")
_PAIRS = {"{": "}", "[": "]"}


@frozen
class _Culprit:
    """Where the mistake is, counted from 0, and what it is."""

    line: int
    column: int
    told: Message


def explain(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """What is wrong with a text that the parser refused, at the place where it is mended."""
    said, mark = error.problem or "", error.problem_mark
    if _TOO_DEEP in said:
        return Problem(limits.too_deep(), place=Place(mark.line + 1 if mark else 1))
    # The end of a text lies behind its last line.
    rows = text.splitlines() or [""]
    line, column = (min(mark.line, len(rows) - 1), mark.column) if mark else (0, 0)
    begun = error.context_mark
    first = begun.line if begun is not None and begun.line < line else line
    found = (
        _odd_space(rows, max(first - (first == line), 0), line)
        or _tab(rows[line], line)
        or _misused_quote(text, line)
        or (_tag(rows[line], line) if "expected" in said else None)
        or _text_with_bracket(rows[line], line, column)
        or (_of_bracket(rows, mark, begun) if "expected ',' or" in said else None)
        or _of_colon(rows[line], line, column, said)
        or (_of_indent(rows, line) if any(part in said for part in _INDENT) else None)
        or _by_words(rows, line, column, said, begun)
    )
    told = message("Not readable as YAML: {mistake}", mistake=found.told)
    return Problem(told, place=Place(found.line + 1, column=found.column + 1))


def _odd_space(rows: Sequence[str], first: int, last: int) -> _Culprit | None:
    for line in range(first, last + 1):
        for pattern in (_ODD_INDENT, _ODD_AFTER_NAME):
            found = pattern.match(rows[line])
            if found is not None:
                return _Culprit(line, found.end(), odd_space(rows[line][found.end()]))
    return None


def odd_space(given: str) -> Message:
    """What to tell of a space that YAML takes for a letter."""
    return message(
        "here stands {code}, a space that YAML takes for a letter; write an ordinary space",
        code=f"U+{ord(given):04X}",
    )


def _tab(row: str, line: int) -> _Culprit | None:
    indent = row[: len(row) - len(row.lstrip(" \t"))]
    if "\t" not in indent:
        return None
    told = message("lines are indented with spaces in YAML; here stands a tab")
    return _Culprit(line, indent.index("\t"), told)


def _misused_quote(text: str, line: int) -> _Culprit | None:
    found = misused_quote(text)
    if found is None or found.line > line:
        return None
    told = (
        message(
            "something stands after the quotation mark that closes here; put the whole text "
            'between single quotes, or write \\" for those inside'
        )
        if found.kind == SAME_LINE
        else message("the quotation mark that opens here is not closed; close it on this line")
    )
    return _Culprit(found.line, found.column, told)


def _tag(row: str, line: int) -> _Culprit | None:
    """A text that begins with `!`, as a word stem may that is passed over, before a bracket."""
    found = _TAG_BEFORE_BRACKET.search(row)
    if found is None:
        return None
    told = message("a text that begins with {sign} must be put between quotes", sign="!")
    return _Culprit(line, found.start(), told)


def _text_with_bracket(row: str, line: int, column: int) -> _Culprit | None:
    """A text that begins with `{` or `[`, as one with a placeholder does."""
    opening = _OPENING.match(row)
    starts = [opening.end() - 1] if opening else []
    before = row[:column].rstrip()
    if before.endswith(("}", "]")):
        starts.append(max(before.rfind("{"), before.rfind("[")))
    for start in starts:
        end = _closing(row, start) if start >= 0 else None
        if end is None:
            continue
        rest = row[end + 1 :].strip()
        if not rest or rest[0] in ",#:":
            continue
        if rest[0] in "]}" and opening and start == opening.end() - 1:
            return _Culprit(
                line, row.index(rest, end + 1), message("here stands a bracket too many")
            )
        if rest[0] not in "]}":
            told = message(
                "a text that begins with {sign} must be put between quotes", sign=row[start]
            )
            return _Culprit(line, start, told)
    return None


def _closing(row: str, start: int) -> int | None:
    """Where the bracket is closed that opens at `start`."""
    open_ = []
    for column in range(start, len(row)):
        if row[column] in _PAIRS:
            open_.append(_PAIRS[row[column]])
        elif open_ and row[column] == open_[-1]:
            open_.pop()
            if not open_:
                return column
    return None


def _of_bracket(
    rows: Sequence[str], mark: yaml.Mark | None, begun: yaml.Mark | None
) -> _Culprit | None:
    """What keeps a list or a group of fields between brackets from being read."""
    if mark is None or begun is None:
        return None
    remark = re.search(r"\s#", rows[begun.line][begun.column :])
    if remark is not None:
        told = message("what follows # is a remark; put a text with # between quotes")
        return _Culprit(begun.line, begun.column + remark.start() + 1, told)
    if mark.line < len(rows) and rows[mark.line][mark.column : mark.column + 1] in ("}", "]"):
        told = message(
            "this bracket closes nothing that is open; one before it is not closed, or a text "
            "with a bracket must be put between quotes"
        )
        return _Culprit(mark.line, mark.column, told)
    if begun.line < mark.line:
        told = message("the bracket that opens here is not closed, or a comma is missing after it")
        return _Culprit(begun.line, begun.column, told)
    return None


def _of_colon(row: str, line: int, column: int, said: str) -> _Culprit | None:
    if "mapping values are not allowed" not in said and row[column : column + 1] != ":":
        return None
    if re.search(r":\s", row[:column]):
        told = message("a text in which a space follows a colon must be put between quotes")
        return _Culprit(line, column, told)
    told = message(
        "this line is indented otherwise than the one above it; fields that belong together are "
        "indented alike"
    )
    return _Culprit(line, _indent(row), told)


_INDENT = ("expected key", "'-' indicator", "<block end>")


def _of_indent(rows: Sequence[str], line: int) -> _Culprit:
    """A line that is not indented as one above it, or one between them that is not."""
    deep = _indent(rows[line])
    above = [n for n in range(line) if rows[n].strip() and not rows[n].lstrip().startswith("#")]
    between = next((n for n in reversed(above) if _indent(rows[n]) < deep), None)
    continued = between is not None and all(_indent(rows[n]) > deep for n in above if n > between)
    if between is not None and between != above[-1] and continued:
        least = _indent(rows[between])
        for number in reversed([n for n in above if n < between]):
            if _indent(rows[number]) < least:
                break
            if _indent(rows[number]) == deep:
                told = message(
                    "this line is indented less than line {line} below it, which continues what "
                    "stands above; indent both alike",
                    line=str(line + 1),
                )
                return _Culprit(between, least, told)
    return _Culprit(line, deep, message("the line is not indented like those it belongs with"))


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _by_words(
    rows: Sequence[str], line: int, column: int, said: str, begun: yaml.Mark | None
) -> _Culprit:
    for parts, told in _FIRST_SIGNS:
        if any(part in said for part in parts):
            value = re.match(_BEFORE_VALUE, rows[line])
            return _Culprit(line, value.end() if value else column, told)
    told = next((told for parts, told in _WORDS if any(p in said for p in parts)), _UNKNOWN)
    if "escape" in said:  # the parsers in C and in Python point to either side of it
        column = max(rows[line].rfind("\\", 0, column + 1), 0)
    if told is _NO_COLON and begun is not None:
        return _Culprit(begun.line, begun.column, told)
    return _Culprit(line, min(column, len(rows[line])), told)


# Parts of the parsers' sentences (in C and in Python), and what was likely done wrong.
_FIRST_SIGNS = (
    (
        ("cannot start any token",),
        message("a text that begins with %, @ or ` must be put between quotes"),
    ),
    (
        ("alphabetic or numeric",),
        message("a text that begins with & or * must be put between quotes"),
    ),
    (
        ("comment or line break", "comment or a line break", "chomping or indentation"),
        message("a text that begins with | or > must be put between quotes"),
    ),
    (
        ("mapping keys are not allowed",),
        message("a text that begins with ? must be put between quotes"),
    ),
)
_NO_COLON = message("a field name without a colon, or a line of text that is not indented enough")
_WORDS = (
    (
        ("expected ',' or",),
        message("a comma is missing, or a bracket is never closed"),
    ),
    (
        ("unexpected end of stream", "unexpected document"),
        message("a quotation mark is never closed"),
    ),
    (
        ("escape",),
        message("a backslash between double quotes is written twice: \\\\"),
    ),
    (("could not find expected ':'",), _NO_COLON),
    (
        ("sequence entries are not allowed",),
        message(
            "a list begins on a line of its own below its name; a text that begins with - is put "
            "between quotes"
        ),
    ),
    (
        ("document start",),
        message("something stands after the end of the document; perhaps a bracket too many"),
    ),
)
_UNKNOWN = message("see that indentation, colons, brackets and quotation marks are right")
