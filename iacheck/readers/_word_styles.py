"""What the styles of a Word file make of its paragraphs: headings, bold and hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iacheck.readers._word_parts import Element, W, integer

_HEADING = re.compile(r"\s*(?:heading|overskrift)\s*([1-9])\s*", re.IGNORECASE)
# The lines of a table of contents repeat headings, with the numbers of their pages.
_CONTENTS = re.compile(r"\s*(?:toc|innhold|innh)\s*(?:[1-9]|heading|overskrift)\s*", re.IGNORECASE)
_DEEPEST = 6
_BODY = 9


class Styles:
    """The styles by their ids; a style that says nothing itself says what its base says."""

    def __init__(self, root: Element | None) -> None:
        every = () if root is None else root.findall(W + "style")
        self._by_id: dict[str, Element] = {style.get(W + "styleId", ""): style for style in every}
        self._default = next(
            (
                style.get(W + "styleId", "")
                for style in every
                if style.get(W + "type") == "paragraph" and is_set(style.get(W + "default", "0"))
            ),
            "",
        )
        self._levels: dict[str, int | None] = {}
        self._contents: dict[str, bool] = {}
        self._flags: dict[tuple[str, str], bool | None] = {}

    def level(self, properties: Element | None) -> int | None:
        """The level of a paragraph with these properties, if it is a heading."""
        own = None if properties is None else properties.find(W + "outlineLvl")
        if own is not None:
            return _level(own)
        style = self.of_paragraph(properties)
        if style not in self._levels:
            self._levels[style] = self._level_of_style(style)
        return self._levels[style]

    def is_contents(self, properties: Element | None) -> bool:
        """Whether a paragraph is a line of a table of contents."""
        style = self.of_paragraph(properties)
        if style not in self._contents:
            self._contents[style] = any(
                _CONTENTS.fullmatch(_name(element)) for element in self.chain(style)
            )
        return self._contents[style]

    def is_on(self, flag: str, run: Element | None, paragraph: Element | None) -> bool:
        """Whether text is bold (`b`) or hidden (`vanish`), by itself or by a style."""
        own = None if run is None else run.find(W + flag)
        if own is not None:
            return is_set(own.get(W + "val"))
        style = None if run is None else run.find(W + "rStyle")
        on = None if style is None else self._flag(flag, style.get(W + "val", ""))
        if on is None:
            on = self._flag(flag, self.of_paragraph(paragraph))
        return bool(on)

    def of_paragraph(self, properties: Element | None) -> str:
        """The id of a paragraph's style."""
        style = None if properties is None else properties.find(W + "pStyle")
        return self._default if style is None else str(style.get(W + "val", ""))

    def chain(self, style: str) -> Iterator[Element]:
        """A style, and those that it is based on, each once."""
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            element = self._by_id[style]
            yield element
            base = element.find(W + "basedOn")
            style = "" if base is None else base.get(W + "val", "")

    def numbering(self, style: str) -> Element | None:
        """What a style says of lists: `numPr`."""
        found = (element.find(f"{W}pPr/{W}numPr") for element in self.chain(style))
        return next((element for element in found if element is not None), None)

    def _level_of_style(self, style: str) -> int | None:
        for element in self.chain(style):
            heading = _HEADING.fullmatch(_name(element))
            if heading is not None:
                return min(int(heading[1]), _DEEPEST)
            outline = element.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return _level(outline)
        return None

    def _flag(self, flag: str, style: str) -> bool | None:
        if (flag, style) not in self._flags:
            found = (element.find(f"{W}rPr/{W}{flag}") for element in self.chain(style))
            own = next((element for element in found if element is not None), None)
            self._flags[flag, style] = None if own is None else is_set(own.get(W + "val"))
        return self._flags[flag, style]


def is_set(value: str | None) -> bool:
    """Whether a mark that is there holds: it does unless it says no."""
    return value not in ("0", "false", "off")


def _level(outline: Element) -> int | None:
    level = integer(outline.get(W + "val"), _BODY)
    return min(level + 1, _DEEPEST) if 0 <= level < _BODY else None


def _name(style: Element) -> str:
    name = style.find(W + "name")
    return "" if name is None else str(name.get(W + "val", ""))
