"""YAML: one document, a list of documents, or several parted by `---`."""

from __future__ import annotations

from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.text.documents import read_documents
from iacheck.readers.text.yaml_text import load_yaml

SUFFIXES = (".yaml", ".yml")
FREE_TEXT = False


def read(source: Source, known: ReaderContext) -> Reading:
    """The documents of a YAML file."""
    return read_documents(source, known, lambda text: (load_yaml(text),))
