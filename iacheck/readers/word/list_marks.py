"""The marks before the paragraphs of a Word file's lists: `-`, or the number that is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from iacheck.language.frozen import frozen
from iacheck.readers.word.package_parts import Element, W, integer
from iacheck.readers.word.styles import StyleLook, Styles

_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST = 8
_LONGEST_MARK = 24
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 3999
_ALPHABET = 26


@frozen
class _Level:
    form: str
    text: str
    start: int


@frozen
class _List:
    """A list: what its levels look like, and those that it counts anew when it begins."""

    definition: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class ListMarks:
    """The lists of a file, counted on as their paragraphs come."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions = _by_id(root, "abstractNum", "abstractNumId")
        self._numbers = _by_id(root, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def mark(self, properties: Element | None, looks: StyleLook) -> tuple[str, str, int]:
        """The mark of a paragraph with these properties, its list, and on which level it is."""
        own = None if properties is None else properties.find(W + "numPr")
        of_style = looks.numbering
        number = _value(own, "numId") or _value(of_style, "numId")
        if number is None or number not in self._numbers:
            return "", "", 0
        level = integer(_value(own, "ilvl") or _value(of_style, "ilvl"), 0)
        level = min(max(level, 0), _DEEPEST)
        return self._next_mark(number, level), number, level

    def _next_mark(self, number: str, level: int) -> str:
        if number not in self._lists:
            made = self._lists[number] = self._list(number)
            if made is not None:
                self._counts.setdefault(made.definition, {}).update(
                    {at: start - 1 for at, start in made.restarts.items()}
                )
        made = self._lists[number]
        if made is None or level not in made.levels:
            return ""
        counts = self._counts.setdefault(made.definition, {})
        counts[level] = counts.get(level, made.levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return _mark_text(made, counts, level)

    def _list(self, number: str) -> _List | None:
        element = self._numbers[number]
        definition = _value(element, "abstractNumId") or ""
        root = self._definitions.get(definition)
        linked = _value(root, "numStyleLink")
        if linked is not None:
            other = self._numbers.get(_value(self._styles.named(linked).numbering, "numId") or "")
            definition = _value(other, "abstractNumId") or ""
            root = self._definitions.get(definition)
        if root is None:
            return None
        made = _List(definition, dict(_levels(root)))
        for override in element.findall(W + "lvlOverride"):
            made.levels.update(_levels(override))
            start = _value(override, "startOverride")
            if start is not None:
                made.restarts[integer(override.get(W + "ilvl"), 0)] = integer(start, 1)
        return made


def _mark_text(made: _List, counts: dict[int, int], level: int) -> str:
    looks = made.levels[level]
    if looks.form == "bullet":
        return "-"
    if looks.form == "none":
        return ""

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        if at not in made.levels:
            return ""
        start = made.levels[at].start
        return _number_in_form(counts.setdefault(at, start), made.levels[at].form)

    return _PLACEHOLDER.sub(number, looks.text).strip()


def _number_in_form(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        times, letter = divmod(number - 1, _ALPHABET)
        # After z come aa, bb, cc.
        text = chr(ord("a") + letter) * min(times + 1, 9)
    elif form in ("lowerRoman", "upperRoman") and 0 < number <= _MOST_ROMAN:
        text = _roman(number)
    elif form == "decimalZero":
        text = f"{number:02}"
    else:
        text = "" if form == "none" else str(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _levels(root: Element) -> Iterator[tuple[int, _Level]]:
    for level in root.findall(W + "lvl"):
        yield (
            integer(level.get(W + "ilvl"), 0),
            _Level(
                _value(level, "numFmt") or "decimal",
                (_value(level, "lvlText") or "")[:_LONGEST_MARK],
                integer(_value(level, "start"), 0),
            ),
        )


def _by_id(root: Element | None, tag: str, name: str) -> dict[str, Element]:
    found = () if root is None else root.findall(W + tag)
    return {element.get(W + name, ""): element for element in found}


def _value(parent: Element | None, tag: str) -> str | None:
    """The value of the element of this tag."""
    element = None if parent is None else parent.find(W + tag)
    return None if element is None else element.get(W + "val")
