"""What is wrong with an input: a document, a file, a rule book, a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from iacheck.messages import Message, Value
from iacheck.places import Place

Level = Literal["error", "notice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, said so that the person at the keyboard can mend it.

    An `error` keeps the input from being used as it stands (exit status 3); a `notice` is
    something to know of that stops nothing. `path` is a JSON Pointer into the document.
    """

    message: Message
    level: Level = "error"
    file: str | None = None
    place: Place | None = None
    path: str | None = None
    given: Value = None
    expected: Value = None
    document: str | None = None
