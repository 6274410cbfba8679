"""Every version of a document: that which is there now, and those that it replaced.

What stands in its collection is the present version. One that is replaced or removed moves to the
shelf `iacheck_versions`, and a round puts a copy there of what it has judged.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

from iacheck.documents.document import Document, Version
from iacheck.language.errors import CannotRun
from iacheck.language.frozen import frozen
from iacheck.language.messages import message
from iacheck.store.past_version import Ending, PastVersion, Removal, present_version
from iacheck.store.shelves import Row
from iacheck.store.values import json_value, origin_fields, origin_of


def version_row(version: PastVersion) -> Row:
    """How a version is kept on the shelf."""
    known = dataclasses.asdict(version.version)
    return {
        "_id": f"{version.document}@{version.version.number}",
        "document": version.document,
        **known,
        "sha256": version.sha256,
        "ended": version.ended,
        "ended_at": version.ended_at,
        "ended_by": version.ended_by,
        "reason": version.reason,
        "erased_at": version.erased_at,
        "erased_by": version.erased_by,
        "erased_reason": version.erased_reason,
        "body": None if version.body is None else dict(version.body),
        "origin": None if version.origin is None else origin_fields(version.origin),
    }


def past_version(row: Row) -> PastVersion:
    """What `version_row` kept."""
    body, origin = row.get("body"), row.get("origin")
    return PastVersion(
        row["document"],
        Version(int(row["number"]), row.get("came_at"), row.get("file"), row.get("by")),
        row["sha256"],
        None if body is None else json_value(body),
        None if origin is None else origin_of(origin),
        row.get("ended"),
        row.get("ended_at"),
        row.get("ended_by"),
        row.get("reason"),
        row.get("erased_at"),
        row.get("erased_by"),
        row.get("erased_reason"),
    )


def ended_version(
    document: Document, ended: Ending, at: str, removal: Removal | None, by: str | None = None
) -> PastVersion:
    """The version that a document in the store was until now."""
    was = dataclasses.replace(
        present_version(document),
        ended=ended,
        ended_at=at,
        ended_by=removal.by if removal else by,
        reason=removal.reason if removal else None,
    )
    return forget_version(was, at, removal) if removal and removal.erase else was


def forget_version(version: PastVersion, at: str, removal: Removal) -> PastVersion:
    """What is left of a version that is to be forgotten; one that was forgotten stays so."""
    if version.erased_at:
        return version
    return dataclasses.replace(
        version,
        version=dataclasses.replace(version.version, file=None),
        body=None,
        origin=None,
        erased_at=at,
        erased_by=removal.by,
        erased_reason=removal.reason,
    )


def removal_rows(
    present: Document | None, kept: Iterable[Row], at: str, removal: Removal
) -> list[Row]:
    """What the shelf is to hold of a document that is taken out; `kept` is what it holds of it."""
    past = [past_version(row) for row in kept]
    if present is not None:
        if present.version is None:
            last = max((one.version.number for one in past), default=0)
            present = dataclasses.replace(present, version=Version(last + 1))
        was = ended_version(present, "removed", at, removal)
        past = [one for one in past if one.version.number != was.version.number]
        return [version_row(was), *(_forgotten(past, at, removal) if removal.erase else ())]
    return list(_forgotten(past, at, removal)) if removal.erase else []


def _forgotten(past: Iterable[PastVersion], at: str, removal: Removal) -> Iterator[Row]:
    return (version_row(forget_version(one, at, removal)) for one in past)


@frozen
class DocumentCopies:
    """Documents to be kept for good: the version of each by name, and what is to be written.

    `copies` are rows for the shelf, `adopted` documents of which nobody knew the version.
    """

    versions: Mapping[str, Version]
    copies: Sequence[Row]
    adopted: Sequence[Document]


def keep_documents(
    documents: Iterable[Document], stored: Mapping[str, Document], kept: Mapping[str, int]
) -> DocumentCopies:
    """What is to be written so that documents stay as they are; `kept` as `number_versions` has it.

    Raises CannotRun where one is not in the store any more as it was read.
    """
    versions: dict[str, Version] = {}
    copies: list[Row] = []
    adopted: list[Document] = []
    for document in documents:
        there, last = stored.get(document.name), kept.get(document.name, 0)
        if there is None or there.body != document.body or there.origin != document.origin:
            told = message(
                "{document} was changed in the store meanwhile; nothing has been kept, try again",
                document=document.name,
            )
            raise CannotRun(told)
        version = there.version or Version(last + 1)
        known = dataclasses.replace(there, version=version)
        versions[document.name] = version
        if last < version.number:
            copies.append(version_row(present_version(known)))
        if there.version is None:
            adopted.append(known)
    return DocumentCopies(versions, copies, adopted)


def highest_numbers(kept: Iterable[Row]) -> dict[str, int]:
    """By name of a document, the highest number among rows."""
    found: dict[str, int] = {}
    for row in kept:
        found[row["document"]] = max(found.get(row["document"], 0), int(row["number"]))
    return found


def in_order(present: Document | None, kept: Iterable[Row]) -> tuple[PastVersion, ...]:
    """All versions of one document, the first first; a copy of the present one counts once."""
    now = present_version(present) if present is not None else None
    past = [past_version(row) for row in kept]
    in_turn = [
        # Of a copy that a round has kept nobody tells that another system has written over it.
        one if one.ended else dataclasses.replace(one, ended="replaced")
        for one in past
        if now is None or one.version != now.version or one.ended
    ]
    in_turn.sort(key=lambda one: one.version.number)
    return (*in_turn, *([now] if now is not None else ()))


def number_versions(
    documents: Iterable[Document],
    before: Mapping[str, Document],
    kept: Mapping[str, int],
    came: tuple[str, str | None],
) -> Iterator[tuple[Document, Document | None]]:
    """Documents to be written as the versions that they are, each with the one that it replaces.

    `before` are those that stand under the same names, `kept` the highest number that is known of
    a name beside these. `came` is when the import came, and from whom. The document that is
    replaced is numbered too, where another system has written it. None is replaced where only the
    provenance changes; of what a round has kept, it stays as the round tells it.
    """
    for document in documents:
        old, last = before.get(document.name), kept.get(document.name, 0)
        if old is not None and old.version is None:
            old = dataclasses.replace(old, version=Version(last + 1))
        is_same = old is not None and old.sha256 == document.sha256
        if old is None or old.version is None:
            number = last + 1
        elif is_same:
            if old.version.number > last:
                # No round knows of it: what is told of it can be told otherwise.
                yield document.with_version(old.version), None
            continue
        else:
            number = max(old.version.number, last) + 1
        file = document.origin.file if document.origin else None
        version = Version(number, came[0], file, came[1])
        yield document.with_version(version), old
