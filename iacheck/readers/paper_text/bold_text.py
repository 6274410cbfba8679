"""A text that knows which of its characters are bold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from iacheck.forms.paper_blocks import TextBlock
from iacheck.language.frozen import frozen
from iacheck.language.places import Place
from iacheck.readers.paper_text.list_items import list_items


@frozen
class BoldText:
    """A text; `bold` has a byte for each character, which is 1 where it is bold."""

    text: str
    bold: bytes

    def part(self, start: int, end: int) -> BoldText:
        """What stands between two places, without the spaces around it."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        stripped = text.strip()
        return BoldText(stripped, self.bold[start : start + len(stripped)])

    @property
    def is_bold(self) -> bool:
        """Whether all that can be seen is bold."""
        seen = (bold for sign, bold in zip(self.text, self.bold, strict=True) if sign.strip())
        return bool(self.text) and all(seen)

    @property
    def lead_in(self) -> str:
        """What is bold at the beginning; nothing where all is."""
        if self.is_bold:
            return ""
        end = self.bold.find(0)
        return self.text[:end].strip()


def text_of_pieces(pieces: Iterable[tuple[str, bool]]) -> BoldText:
    """The text of pieces that are bold or not."""
    texts: list[str] = []
    marks: list[bytes] = []
    for text, bold in pieces:
        texts.append(text)
        marks.append((b"\1" if bold else b"\0") * len(text))
    return BoldText("".join(texts), b"".join(marks))


def text_blocks_of(
    written: BoldText, place: Place, indents: Mapping[int, int] = MappingProxyType({})
) -> list[TextBlock]:
    """A paragraph, and the items of a list that stand in it; of lines, each has its own place.

    `indents` has the numbers of those of its lines, from 0, that are indented, and by how many
    signs.
    """
    blocks: list[TextBlock] = []
    for item in list_items(written.text, indents):
        part = written.part(item.start, item.end)
        line = None if place.line is None else place.line + item.line
        where = place if line is None else Place(line=line)
        block = TextBlock(part.text, where, None, part.is_bold, item.is_item, part.lead_in)
        blocks.append(replace(block, number=item.number, indent=item.indent))
    return blocks
