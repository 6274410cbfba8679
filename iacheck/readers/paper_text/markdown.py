"""Markdown-like text to plain lines: which of them are headings, and where they stand.

Of CommonMark only what a report's text needs: `#` headings, rules, emphasis, links, hard
breaks, escapes. Lists, quotes, tables and indented lines stay as they are written, and `---`
is always a rule, never the underline of a heading. So no word is lost, and "2. halvår 2012"
is no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from iacheck.language.places import Place
from iacheck.readers.paper_text.line import Line
from iacheck.readers.paper_text.links import beyond_text

_RULES = ("heading", "hr", "newline", "escape", "emphasis", "link", "image", "autolink", "entity")
_STAR_BULLET = re.compile(r"^\*(?=\s)")


class _Parser(MarkdownIt):
    """Addresses are only shown: none is refused, none written otherwise."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the library's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


def parser(*rules: str) -> MarkdownIt:
    """The parser of what a report's text needs, and of what these rules are for."""
    return _Parser("zero").enable((*_RULES, *rules))


def plain_lines(text: str) -> Iterator[Line]:
    """The lines of a text, without the marks of headings, emphasis, rules and links.

    The address of a link is added in parentheses where it says more than the link's text.
    """
    level: int | None = None
    for token in parser().parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "paragraph_open":
            level = None
        elif token.type == "inline":
            yield from _lines(token, level)


def _lines(inline: Token, level: int | None) -> Iterator[Line]:
    first = inline.map[0] + 1 if inline.map else 1
    begins = True
    for offset, written in enumerate(_text(inline_pieces(inline.children or ())).split("\n")):
        text = _STAR_BULLET.sub("-", written.strip())
        if text:
            yield Line(text, Place(first + offset), level, begins)
            begins = False


def inline_pieces(tokens: Sequence[Token]) -> list[tuple[str, bool]]:
    """The text of a line or paragraph in pieces, each with whether it is bold."""
    parts: list[tuple[str, bool]] = []
    links: list[tuple[Token, int]] = []
    bold = 0
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(("\n", bold > 0))
        elif token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type == "link_open":
            links.append((token, len(parts)))
        elif token.type == "link_close":
            link, start = links.pop()
            shown = parts[start:]
            beyond = _address(link, "href", _text(shown))
            parts.append((beyond, shown[-1][1] if shown else bold > 0))
        elif token.type == "image":
            alternative = _text(inline_pieces(token.children or ()))
            parts += ((alternative, bold > 0), (_address(token, "src", alternative), bold > 0))
        else:
            parts.append((token.content, bold > 0))
    return parts


def _text(pieces: Sequence[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in pieces)


def _address(link: Token, attribute: str, text: str) -> str:
    address, title = str(link.attrGet(attribute) or ""), str(link.attrGet("title") or "")
    return beyond_text(address, text, title)
