"""What is wrong with an input: a document, a file, a rule book, a call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, Value
from iacheck.language.places import Place

Level = Literal["error", "notice"]


@frozen
class Problem:
    """One thing that is wrong, said so that the person at the keyboard can mend it.

    An `error` keeps the input from being used as it stands (exit status 3); a `notice` is
    something to know of that stops nothing. `path` is a JSON Pointer into the document; the
    names on it are `as_written` where people have no words for them, as in rules. One that `opens`
    a list must be known before the rest is read. It is `later` where a day is after that which
    everything is seen from, of which there may be many.
    """

    message: Message
    level: Level = "error"
    file: str | None = None
    place: Place | None = None
    path: str | None = None
    given: Value = None
    expected: Value = None
    document: str | None = None
    as_written: bool = False
    opens: bool = False
    later: bool = False


def without_repeated(problems: Iterable[Problem], told: Iterable[Problem]) -> Iterator[Problem]:
    """The problems with parts of documents of which nothing is told as an error already.

    A reader knows better than a schema why a cell cannot be read.
    """
    known = {(p.document, p.path) for p in told if p.level == "error" and p.document and p.path}
    return (p for p in problems if (p.document, p.path) not in known)
