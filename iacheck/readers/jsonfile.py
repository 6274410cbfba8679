"""JSON: one document, or a list of documents."""

from __future__ import annotations

from iacheck import jsontext
from iacheck.readers import Reading, Source
from iacheck.readers._documents import read_documents
from iacheck.vocabulary import VocabularyOf

SUFFIXES = (".json",)
FREE_TEXT = False


def read(source: Source, vocabulary: VocabularyOf) -> Reading:
    """The documents of a JSON file."""
    del vocabulary
    return read_documents(source, lambda text: (jsontext.load(text),))
