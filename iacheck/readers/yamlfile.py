"""YAML: one document, a list of documents, or several parted by `---`."""

from __future__ import annotations

from iacheck import yamltext
from iacheck.readers import Reading, Source
from iacheck.readers._documents import read_documents
from iacheck.vocabulary import VocabularyOf

SUFFIXES = (".yaml", ".yml")
FREE_TEXT = False


def read(source: Source, vocabulary: VocabularyOf) -> Reading:
    """The documents of a YAML file."""
    del vocabulary
    return read_documents(source, lambda text: (yamltext.load(text),))
