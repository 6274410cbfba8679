"""JSON Lines: one document on each line."""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.language.messages import message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.text.documents import read_documents
from iacheck.readers.text.parsed_text import ParsedText
from iacheck.readers.text.quick_json import load_json_line

SUFFIXES = (".jsonl", ".ndjson")
FREE_TEXT = False


def read(source: Source, known: ReaderContext) -> Reading:
    """The documents of a JSON Lines file; a broken line does not lose the others."""
    return read_documents(source, known, load)


def load(text: str) -> Iterator[ParsedText]:
    """The value of each line that is not empty."""
    for number, line in enumerate(_lines(text), start=1):
        written = line.strip()
        if written in ("{", "["):
            # Every line of the rest would be told of as broken.
            told = message(
                "Here a document begins that goes over several lines; a file with such documents "
                "is named .json"
            )
            yield ParsedText(None, {}, (Problem(told, place=Place(number)),))
            return
        if written:
            yield load_json_line(line, number)


def _lines(text: str) -> Iterator[str]:
    """The lines one by one: all of them at once would take as much memory as the text."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]
