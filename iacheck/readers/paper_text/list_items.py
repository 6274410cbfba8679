"""The items of lists whose marks people wrote by hand: `- `, `• `, `1. `, `a) `.

In Norwegian a number with a full stop is an ordinal too: “1. halvår” begins no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from iacheck.language.frozen import frozen

# “o” is how Word's round marks of the second level come over.
_BULLET = re.compile(r"[ \t]*(?:[-*+–—•‣◦·▪▫■□●○►➢✓\uf0b7\uf0a7]|o(?=[ \t\xa0]))[ \t\xa0]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*(?:\d{1,2}[.)]|[a-zæøå]\))[ \t\xa0]+(?=\S)", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:halvår|kvartal|tertial|termin|halvdel|uke|veke|jan|feb|mars|apr|mai|jun|jul|aug|sep|okt"
    r"|nov|des)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"([0-9]{1,2})[.)]?")
_LINE = re.compile(r"[^\n]*\n?")


@frozen
class ListItem:
    """A part of a text, from `start` to `end` without its mark; `line` counts from 0.

    `number` is what its mark is, in a list that is counted; `indent` is that of its line.
    """

    start: int
    end: int
    line: int
    is_item: bool
    number: int | None
    indent: int


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    line: int
    is_item: bool
    number: int | None
    indent: int

    def closed(self) -> ListItem:
        return ListItem(self.start, self.end, self.line, self.is_item, self.number, self.indent)


def list_items(text: str, indents: Mapping[int, int] = MappingProxyType({})) -> Iterator[ListItem]:
    """The parts of a paragraph: items of lists, and what stands between them.

    A line without a mark goes on with the item above it if it is indented (`indents` has the
    numbers of such lines, and by how many signs) or begins with a small letter. Lines of mere
    signs are left out.
    """
    lines = [match for match in _LINE.finditer(text) if match[0]]
    is_counted = sum(_begins_item(match[0], is_counted=True) > 0 for match in lines) > 1
    part: _Open | None = None
    for number, match in enumerate(lines):
        if not any(map(str.isalnum, match[0])):
            continue
        mark = _begins_item(match[0], is_counted=is_counted)
        goes_on = part is not None and (
            not part.is_item or number in indents or match[0].lstrip()[:1].islower()
        )
        if part is not None and not mark and goes_on:
            part.end = match.end()
            continue
        if part is not None:
            yield part.closed()
        counted = number_of_mark(match[0][:mark])
        indent = indents.get(number, 0) + len(match[0]) - len(match[0].lstrip(" \t"))
        part = _Open(match.start() + mark, match.end(), number, mark > 0, counted, indent)
    if part is not None:
        yield part.closed()


def number_of_mark(mark: str) -> int | None:
    """The number that a mark is: 2 for `2.`; None for `-`, `b)` and `2.1`."""
    written = _COUNTED.fullmatch(mark.strip())
    return int(written[1]) if written else None


def _begins_item(line: str, *, is_counted: bool) -> int:
    """How long the mark of an item is that the line begins with; 0 if it begins none.

    A number before a small letter is a mark only where other lines have one too.
    """
    bullet = _BULLET.match(line)
    if bullet is not None:
        return bullet.end()
    number = _NUMBER.match(line)
    if number is None or ("." in number[0] and _PERIOD.match(line, number.end())):
        return 0
    is_ordinal = "." in number[0] and line[number.end() :][:1].islower()
    return 0 if is_ordinal and not is_counted else number.end()
