"""The shipped rule books as they stand in their YAML."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from iacheck.language.resources import folder


@functools.cache
def rules_written(book: str) -> Mapping[str, Mapping[str, Any]]:
    """The rules of a shipped book, by their ids."""
    files = sorted((folder("rules") / book).glob("*/*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in files}


@functools.cache
def dues_written(book: str) -> Sequence[Mapping[str, Any]]:
    """What a shipped book says of when documents are due."""
    file = folder("rules") / book / "rulebook.yaml"
    found: Sequence[Mapping[str, Any]] = yaml.safe_load(file.read_text("utf-8")).get("due", ())
    return found
