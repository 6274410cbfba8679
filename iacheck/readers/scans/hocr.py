"""What Tesseract writes of a picture (hOCR): its words, where they stand, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from iacheck.language.frozen import frozen
from iacheck.readers.pdf_child.content import PagePicture, PictureWord

_WORD = "ocrx_word"
# The lines of a text, of a heading and of what stands beside pictures.
_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
# Of the height of a line, that of its letters without strokes up and down is measured best: 60
# lines in one size differ by 6 per cent, and by 25 with the strokes. A font is about twice as high.
_BY_LOW_LETTERS = 2
_PROPERTY = re.compile(r"(\w+) (-?[\d.]+(?: -?[\d.]+)*)")


@frozen
class RecognisedWord:
    """A word of a page, and how sure it is that it was read right, from 0 to 100."""

    word: PictureWord
    confidence: int


@dataclass(slots=True)
class _Line:
    """Where a line stands in the picture; its letters stand on `base` + `slope` × distance."""

    left: float = 0
    base: float = 0
    slope: float = 0
    size: float = 1


@dataclass(slots=True)
class _Word:
    left: float
    right: float
    confidence: int
    text: list[str] = field(default_factory=list)


class _Hocr(HTMLParser):
    def __init__(self, picture: PagePicture) -> None:
        super().__init__()
        self.picture = picture
        self.found: list[RecognisedWord] = []
        self._line = _Line()
        self._word: _Word | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        known = dict(attrs)
        kind, told = known.get("class"), _properties(known.get("title") or "")
        if kind in _LINES:
            self._line = _line(told)
        elif kind == _WORD:
            left, _, right, _ = told["bbox"]
            self._word = _Word(left, right, round(told["x_wconf"][0]))

    def handle_data(self, data: str) -> None:
        if self._word is not None:
            self._word.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != "span" or self._word is None:
            return
        word, line, fine = self._word, self._line, self.picture.fine
        base = line.base + line.slope * (word.left - line.left)
        found = PictureWord(
            text="".join(word.text).strip(),
            left=word.left / fine,
            right=word.right / fine,
            base=self.picture.page.height - base / fine,
            size=line.size / fine,
        )
        self.found.append(RecognisedWord(found, word.confidence))
        self._word = None


def read_hocr(text: str, picture: PagePicture) -> list[RecognisedWord]:
    """The words of a page, in the order they are read in."""
    reader = _Hocr(picture)
    reader.feed(text)
    reader.close()
    return [one for one in reader.found if one.word.text]


def _properties(title: str) -> dict[str, list[float]]:
    """`bbox 0 0 9 9; x_wconf 96` as numbers by name."""
    found = map(_PROPERTY.fullmatch, map(str.strip, title.split(";")))
    return {one[1]: [float(number) for number in one[2].split()] for one in found if one}


def _line(told: dict[str, list[float]]) -> _Line:
    left, _, _, bottom = told["bbox"]
    slope, offset = told.get("baseline", [0, 0])
    size = sum(told["x_size"]) - sum(told["x_descenders"]) - sum(told["x_ascenders"])
    return _Line(left, bottom + offset, slope, max(1, _BY_LOW_LETTERS * size))
