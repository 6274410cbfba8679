"""From results to bytes: one module for each output format.

A module `as_<format>.py` that lies in this folder is a format. It has a function
`render(result, language) -> bytes`; one that can hold a whole paper also has
`write(paper) -> bytes`; and `TELLS_PROBLEMS` says whether what was wrong with the
input is in it too. The same result in the same language gives the same bytes.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Sequence
from typing import Protocol

from iacheck.findings import Result
from iacheck.language import Language
from iacheck.reports.blocks import Paper

_PREFIX = "as_"


class Format(Protocol):
    """What a module of this folder offers."""

    TELLS_PROBLEMS: bool

    def render(self, result: Result, language: Language) -> bytes: ...


class PaperFormat(Protocol):
    """What a module offers that can hold a whole paper."""

    def write(self, paper: Paper) -> bytes: ...


@functools.cache
def formats() -> Sequence[str]:
    """The names of all formats, in alphabetical order."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted(n.removeprefix(_PREFIX) for n in names if n.startswith(_PREFIX)))


@functools.cache
def paper_formats() -> Sequence[str]:
    """The names of the formats that papers are written in."""
    return tuple(name for name in formats() if hasattr(find(name), "write"))


def find(name: str) -> Format:
    """The module of a format, which must be one of `formats()`."""
    found: Format = importlib.import_module(f"{__name__}.{_PREFIX}{name}")
    return found


def find_for_paper(name: str) -> PaperFormat:
    """The module of a format, which must be one of `paper_formats()`."""
    found: PaperFormat = importlib.import_module(f"{__name__}.{_PREFIX}{name}")
    return found
