"""From results to bytes: one module for each output format.

A module `as_<format>.py` that lies in this folder is a format. It has a function
`render(result, language) -> bytes`; `TELLS_PROBLEMS` says whether what was wrong with the input is
in it too, `REQUIRES` which libraries it needs that are not always installed, and `BINARY` whether
it is no text that a terminal can show. The same result in the same language gives the same bytes.

A format that can tell of any number of subjects, in memory for one, has
`render_parts(result, language)` beside, which gives the same bytes in parts.

A format that can hold a whole paper has `write(paper) -> bytes`, too.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast

from iacheck.language.errors import CannotRun
from iacheck.language.extras import NOT_WRITTEN_HERE, install
from iacheck.language.messages import by_door, message

if TYPE_CHECKING:
    from iacheck.cases.findings import Result
    from iacheck.language.language import Language
    from iacheck.reports.blocks import Paper

_PREFIX = "as_"


class Format(Protocol):
    """What a module of this folder offers."""

    TELLS_PROBLEMS: bool
    REQUIRES: Sequence[str]
    BINARY: bool

    def render(self, result: Result, language: Language) -> bytes: ...


class PaperFormat(Protocol):
    """What a module offers that can hold a whole paper."""

    def write(self, paper: Paper) -> bytes: ...


def in_parts(report: Format, result: Result, language: Language) -> Iterable[bytes]:
    """A result in a format, in parts: made as they are asked for, where the format can do that."""
    render: Callable[[Result, Language], Iterable[bytes]] | None
    render = getattr(report, "render_parts", None)
    return [report.render(result, language)] if render is None else render(result, language)


@functools.cache
def formats() -> Sequence[str]:
    """The names of all formats, in alphabetical order."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted(n.removeprefix(_PREFIX) for n in names if n.startswith(_PREFIX)))


@functools.cache
def paper_formats() -> Sequence[str]:
    """The names of the formats that papers are written in."""
    return tuple(name for name in formats() if hasattr(_module(name), "write"))


def find_format(name: str) -> Format:
    """The module of a format, which must be one of `formats()`.

    Raises CannotRun, with what to install, if a library that it needs is missing.
    """
    found: Format = _module(name)
    expect_installed(found.REQUIRES, name)
    return found


def expect_installed(libraries: Iterable[str], name: str) -> None:
    """Raises CannotRun, with what to install, if a library that a format needs is missing."""
    missing = [library for library in libraries if not importlib.util.find_spec(library)]
    if missing:
        told = by_door(
            message(
                "The format {format} needs {libraries}, which is not installed here; run: "
                "{command}",
                format=name,
                libraries=missing,
                command=install("report"),
            ),
            NOT_WRITTEN_HERE,
        )
        raise CannotRun(told)


def find_paper_format(name: str) -> PaperFormat:
    """The module of a format, which must be one of `paper_formats()`; raises as `find` does."""
    return cast("PaperFormat", find_format(name))


def _module(name: str) -> Any:
    return importlib.import_module(f"{__name__}.{_PREFIX}{name}")


def suffix(name: str) -> str:
    """How the name of a file in a format ends, without the dot."""
    return {"text": "txt"}.get(name, name)
