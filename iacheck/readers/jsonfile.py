"""JSON: one document, or a list of documents."""

from __future__ import annotations

from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.text.documents import read_documents
from iacheck.readers.text.quick_json import load_json_documents

SUFFIXES = (".json",)
FREE_TEXT = False


def read(source: Source, known: ReaderContext) -> Reading:
    """The documents of a JSON file."""
    return read_documents(source, known, load_json_documents)
