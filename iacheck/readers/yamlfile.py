"""YAML: one document, a list of documents, or several parted by `---`."""

from __future__ import annotations

from iacheck.readers import Known, Reading, Source
from iacheck.readers.text import yaml_text as yamltext
from iacheck.readers.text.documents import read_documents

SUFFIXES = (".yaml", ".yml")
FREE_TEXT = False


def read(source: Source, known: Known) -> Reading:
    """The documents of a YAML file."""
    return read_documents(source, known.limits, lambda text: (yamltext.load(text),))
