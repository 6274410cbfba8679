"""Fields of a Word file: what they show is text, what they are told to do is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from iacheck.readers.word.package_parts import DEPTH, Element, W, integer, nests_too_deep
from iacheck.readers.word.styles import mark_holds

_ADDRESS = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)


@dataclass(slots=True)
class WordField:
    """A field that has begun: its instruction, then from `start` on what it shows.

    `form` is what a box or list of an old form shows: that stands in the field, not in its text.
    """

    form: str = ""
    start: int | None = None
    instruction: list[str] = field(default_factory=list)

    @property
    def address(self) -> str | None:
        """Where the field leads, if it is a link."""
        return link_address("".join(self.instruction))


class OpenFields:
    """The fields that are open at some point of a text, one inside the other.

    `at` tells how many pieces of text the paragraph has so far.
    """

    def __init__(self) -> None:
        self._open: list[WordField] = []

    @property
    def are_open(self) -> bool:
        return bool(self._open)

    @property
    def is_instruction(self) -> bool:
        """Whether what comes now belongs to what a field is told to do."""
        return any(one.start is None for one in self._open)

    def begin(self, character: Element) -> None:
        if len(self._open) >= DEPTH:
            raise nests_too_deep()
        self._open.append(WordField(_form(character)))

    def instruct(self, text: str) -> None:
        if self._open and self._open[-1].start is None:
            self._open[-1].instruction.append(text)

    def show(self, at: int) -> None:
        if self._open:
            self._open[-1].start = at

    def end(self) -> WordField | None:
        return self._open.pop() if self._open else None

    def end_paragraph(self) -> None:
        """An instruction ends with its paragraph, lest a field that never ends hide the rest."""
        for one in self._open:
            one.start = 0
            # What the field shows is no longer one text that an address could stand after.
            one.instruction.clear()


def link_address(instruction: str) -> str | None:
    """Where a field with this instruction leads, if it is a link."""
    found = _ADDRESS.match(instruction)
    return None if found is None else found[1]


def _form(begin: Element) -> str:
    data = begin.find(W + "ffData")
    if data is None:
        return ""
    box, choices = data.find(W + "checkBox"), data.find(W + "ddList")
    if box is not None:
        marks = [box.find(W + "checked"), box.find(W + "default")]
        mark = next((one for one in marks if one is not None), None)
        return "☒" if mark is not None and mark_holds(mark.get(W + "val")) else "☐"
    if choices is None:
        return ""
    entries = [entry.get(W + "val", "") for entry in choices.findall(W + "listEntry")]
    chosen = choices.find(W + "result")
    index = 0 if chosen is None else integer(chosen.get(W + "val"), 0)
    return entries[index] if 0 <= index < len(entries) else ""
