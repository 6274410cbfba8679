"""JSON: one document, or a list of documents."""

from __future__ import annotations

from iacheck.readers import Known, Reading, Source
from iacheck.readers.text import json_text as jsontext
from iacheck.readers.text.documents import read_documents

SUFFIXES = (".json",)
FREE_TEXT = False


def read(source: Source, known: Known) -> Reading:
    """The documents of a JSON file."""
    return read_documents(source, known.limits, lambda text: (jsontext.load(text),))
