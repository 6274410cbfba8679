"""Forms and exports that were made from a version which is not the present one any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from iacheck.documents.document import Document, pointer
from iacheck.language.errors import CannotRun
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem
from iacheck.store.changes import Changes
from iacheck.store.history import past_version
from iacheck.store.shelves import Row

# As many differences are told; whoever has made them knows them, and others see where to look.
_TOLD = 5


def refuse_stale(changes: Changes, kept: Callable[[str], Iterable[Row]]) -> None:
    """Raise CannotRun for every document that was made from another version than the present one.

    `kept` gives the versions on the shelf of a document, by its name.
    """
    problems = [
        problem
        for document in changes.added + changes.replaced
        for problem in _stale(document, changes.before.get(document.name), kept)
    ]
    if problems:
        raise CannotRun(problems)


def _stale(
    document: Document, present: Document | None, kept: Callable[[str], Iterable[Row]]
) -> Iterator[Problem]:
    made_from = document.origin.made_from if document.origin else None
    if made_from is None or (present is not None and present.sha256 == made_from.sha256):
        return
    past = [past_version(row) for row in kept(document.name)]
    then = next((one for one in reversed(past) if one.sha256 == made_from.sha256), None)
    if present is None:
        # Where nothing is known of it, it was made from another store, and is new here.
        if then is not None:
            yield document.problem(
                message(
                    "{document} was made from version {number}, and has been removed since; to "
                    "store it all the same, use {options}",
                    document=document.name,
                    number=then.version.number,
                    options="--force --by",
                )
            )
        return
    yield document.problem(_told(document, present, made_from.number, then.body if then else None))


def _told(
    document: Document, present: Document, number: int, then: Mapping[str, Any] | None
) -> Message:
    since = _who_and_when(present)
    if then is None:
        return message(
            "{document} was made from version {number}, which is not the one in the store ({since})"
            "; make it anew from that, or use {options}",
            document=document.name,
            number=number,
            since=since,
            options="--force --by",
        )
    found = list(_differences(then, present.body, ()))
    return message(
        "{document} was made from version {number}, and what is in the store is newer ({since}); "
        "changed since then: {changes}. Make it anew from that, or use {options}",
        document=document.name,
        number=number,
        since=since,
        changes=(*found[:_TOLD], *(["…"] if len(found) > _TOLD else [])),
        options="--force --by",
    )


def _who_and_when(present: Document) -> Message:
    version = present.version
    if version is None:
        return message("written by another system")
    if version.came_at is None:
        return message("version {number}", number=version.number)
    if version.by is None:
        return message(
            "version {number}, of {when}, from {file}",
            number=version.number,
            when=version.came_at,
            file=version.file or "–",
        )
    return message(
        "version {number}, of {when}, from {file}, by {body}",
        number=version.number,
        when=version.came_at,
        file=version.file or "–",
        body=version.by,
    )


def _differences(then: Any, now: Any, steps: tuple[str | int, ...]) -> Iterator[str]:
    """JSON Pointers to the smallest parts that differ."""
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys((*then, *now)):
            if then.get(name) != now.get(name):
                yield from _differences(then.get(name), now.get(name), (*steps, name))
    elif _are_lists(then, now) and len(then) == len(now):
        for at, (one, other) in enumerate(zip(then, now, strict=True)):
            if one != other:
                yield from _differences(one, other, (*steps, at))
    else:
        yield pointer(*steps)


def _are_lists(*values: object) -> bool:
    return all(isinstance(value, Sequence) and not isinstance(value, str) for value in values)
