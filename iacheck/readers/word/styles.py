"""What the styles of a Word file make of its text: headings, bold, hidden and struck-through."""

from __future__ import annotations

import re

from iacheck.language.frozen import frozen
from iacheck.readers.word.package_parts import Element, W, integer

_HEADING = re.compile(r"\s*(?:heading|overskrift)\s*([1-9])\s*", re.IGNORECASE)
# The lines of a table of contents repeat headings, with the numbers of their pages.
_CONTENTS = re.compile(r"\s*(?:toc|innhold|innh)\s*(?:[1-9]|heading|overskrift)\s*", re.IGNORECASE)
_TITLE = re.compile(r"\s*(?:title|tittel)\s*", re.IGNORECASE)
_PROMPTS = re.compile(
    r"\s*(?:placeholder text|plassholdertekst|plasshaldartekst)\s*", re.IGNORECASE
)
_DEEPEST = 6
_BODY = 9


@frozen
class StyleLook:
    """What a style says, by itself or by those that it is based on; None where it says nothing.

    `outline` is the level of headings, 0 if it says that there is none; `numbering` is what it
    says of lists (`numPr`).
    """

    outline: int | None = None
    is_contents: bool = False
    is_bold: bool | None = None
    is_hidden: bool | None = None
    numbering: Element | None = None
    is_title: bool = False
    is_struck: bool | None = None


class Styles:
    """The styles by their ids; a style that says nothing itself says what its base says."""

    def __init__(self, root: Element | None) -> None:
        every = () if root is None else root.findall(W + "style")
        self._by_id: dict[str, Element] = {style.get(W + "styleId", ""): style for style in every}
        self._looks: dict[str, StyleLook] = {}
        self._default = next(
            (
                style.get(W + "styleId", "")
                for style in every
                if style.get(W + "type") == "paragraph"
                and mark_holds(style.get(W + "default", "0"))
            ),
            "",
        )

    def named(self, name: str) -> StyleLook:
        """What the style with this id says."""
        # Not by recursion: nothing keeps a hostile file from basing each style on another.
        chain: dict[str, Element] = {}
        while name in self._by_id and name not in self._looks and name not in chain:
            chain[name] = self._by_id[name]
            name = _value(chain[name], "basedOn") or ""
        looks = self._looks.get(name, StyleLook())
        for one, style in reversed(chain.items()):
            looks = self._looks[one] = _based_on(looks, style)
        return looks

    def of_paragraph(self, properties: Element | None) -> StyleLook:
        """What the style of a paragraph with these properties says."""
        name = _value(properties, "pStyle")
        return self.named(self._default if name is None else name)

    def is_on(self, flag: str, run: Element, otherwise: bool | None) -> bool:
        """Whether text is bold (`b`), hidden (`vanish`) or struck through (`strike`, `dstrike`).

        It is by itself, by its style, or else.
        """
        own = _flag(run, flag)
        style = _value(run, "rStyle")
        if own is None and style is not None:
            looks = self.named(style)
            by_flag = {"b": looks.is_bold, "vanish": looks.is_hidden}
            own = by_flag.get(flag, looks.is_struck)
        return bool(otherwise if own is None else own)

    def is_of_prompts(self, run: Element) -> bool:
        """Whether text has the style of what controls show until somebody writes in them."""
        style = self._by_id.get(_value(run, "rStyle") or "")
        return style is not None and _PROMPTS.fullmatch(_value(style, "name") or "") is not None


def level(properties: Element | None, looks: StyleLook) -> int | None:
    """The level of a paragraph with these properties, if it is a heading."""
    own = None if properties is None else properties.find(W + "outlineLvl")
    return (looks.outline if own is None else _outline(own)) or None


def mark_holds(value: str | None) -> bool:
    """Whether a mark that is there holds: it does unless it says no."""
    return value not in ("0", "false", "off")


def _based_on(base: StyleLook, style: Element) -> StyleLook:
    name = _value(style, "name") or ""
    paragraph, run = style.find(W + "pPr"), style.find(W + "rPr")
    heading = _HEADING.fullmatch(name)
    outline = None if paragraph is None else paragraph.find(W + "outlineLvl")
    numbering = None if paragraph is None else paragraph.find(W + "numPr")
    bold, hidden = _flag(run, "b"), _flag(run, "vanish")
    struck = next((on for f in ("strike", "dstrike") if (on := _flag(run, f)) is not None), None)
    if heading is not None:
        own: int | None = min(int(heading[1]), _DEEPEST)
    else:
        own = base.outline if outline is None else _outline(outline)
    return StyleLook(
        own,
        base.is_contents or _CONTENTS.fullmatch(name) is not None,
        base.is_bold if bold is None else bold,
        base.is_hidden if hidden is None else hidden,
        base.numbering if numbering is None else numbering,
        base.is_title or _TITLE.fullmatch(name) is not None,
        base.is_struck if struck is None else struck,
    )


def _outline(element: Element) -> int:
    """The level that an outline level is; 0 for that of plain text."""
    outline = integer(element.get(W + "val"), _BODY)
    return min(outline + 1, _DEEPEST) if 0 <= outline < _BODY else 0


def _flag(run: Element | None, flag: str) -> bool | None:
    element = None if run is None else run.find(W + flag)
    return None if element is None else mark_holds(element.get(W + "val"))


def _value(parent: Element | None, tag: str) -> str | None:
    element = None if parent is None else parent.find(W + tag)
    return None if element is None else str(element.get(W + "val", ""))
