"""Versions of stored documents: those that are asked for, in words for people and for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas, unknown_kind
from iacheck.language.errors import NothingToCheck, WrongUse
from iacheck.language.hints import with_hint
from iacheck.language.messages import Message, message
from iacheck.language.names import nearest
from iacheck.store import Store
from iacheck.store.past_version import PastVersion


def expect_kind(kind: str | None, schemas: Schemas) -> None:
    """Raise WrongUse for a kind of document that there is not."""
    if kind is not None and kind not in schemas.kinds:
        raise WrongUse(unknown_kind(kind, schemas.kinds))


def history_of(store: Store, name: str, schemas: Schemas) -> Sequence[PastVersion]:
    """All versions of a document, named `kind/_id`; there is one at least.

    Raises WrongUse for what is no such name, and NothingToCheck where nothing is known of it.
    """
    kind, slash, key = name.partition("/")
    if not (slash and key):
        told = message(
            "“{given}” names no document; write its kind and its _id, such as plan/rogaland-2015",
            given=name,
        )
        raise WrongUse(told)
    expect_kind(kind, schemas)
    found = store.history(kind, key)
    if not found:
        known = (document.name for document in store.documents(kind))
        told = message("The store holds no document {name}", name=name)
        raise NothingToCheck(with_hint(told, nearest(name, known)))
    return found


def choose_version(versions: Sequence[PastVersion], name: str, number: int | None) -> PastVersion:
    """The version with a number; without one, the present. Raises NothingToCheck for none."""
    if number is not None:
        found = [one for one in versions if one.version.number == number]
        if not found:
            told = message(
                "{name} has no version {number}; known are {numbers}",
                name=name,
                number=number,
                numbers=[one.version.number for one in versions],
            )
            raise NothingToCheck(told)
        return found[-1]
    if not versions[-1].is_present:
        told = message(
            "{name} is not in the store any more ({told}); earlier versions: {command}",
            name=name,
            told=how_it_ended(versions[-1]),
            command=f"iacheck store history {name}",
        )
        raise NothingToCheck(told)
    return versions[-1]


def document_as_it_was(version: PastVersion) -> Document:
    """The document as it was. Raises NothingToCheck where it has been erased."""
    document = version.as_document()
    if document is None:
        told = message(
            "Version {number} of {name} has been erased: {reason}",
            number=version.version.number,
            name=version.document,
            reason=version.erased_reason or version.reason,
        )
        raise NothingToCheck(told)
    return document


def how_it_came(one: PastVersion) -> Message:
    """Number, when, from which file and from whom, as far as it is known."""
    of = one.version
    if of.number == 0:
        return message("written by another system; when, and from whom, is not known")
    parts: list[Message] = [message("version {number}", number=of.number)]
    when = message("came {when}", when=of.came_at)
    parts.append(when if of.came_at else message("when it came is not known"))
    file = of.file or (one.origin.file if one.origin else None)
    if file:
        parts.append(message("from {file}", file=file))
    if of.by:
        parts.append(message("by {body}", body=of.by))
    parts.append(message("SHA-256 {digest} …", digest=one.sha256[:12]))
    told = parts[0]
    for part in parts[1:]:
        told = message("{told}, {part}", told=told, part=part)
    return told


def how_it_ended(one: PastVersion) -> Message | None:
    """When and why a version ended; None for the present one."""
    told: Message | None = None
    if one.ended == "removed":
        told = message("removed {when}: {reason}", when=one.ended_at, reason=one.reason or "–")
    elif one.ended == "replaced" and one.ended_at is None:
        told = message("overwritten by another system")
    elif one.ended == "replaced":
        told = message("replaced {when}", when=one.ended_at)
    if told is not None and one.ended_by:
        told = message("{told} ({body})", told=told, body=one.ended_by)
    if one.erased_at:
        reason = one.erased_reason or one.reason or "–"
        erased = message("erased {when}: {reason}", when=one.erased_at, reason=reason)
        if one.erased_by:
            erased = message("{told} ({body})", told=erased, body=one.erased_by)
        told = message("{one}; {other}", one=told, other=erased) if told else erased
    return told


def about(one: PastVersion) -> Mapping[str, Any]:
    """What is known of a version but its content, for programs; what is not known is null."""
    of = dataclasses.asdict(one.version)
    if of["file"] is None and one.origin is not None:
        of["file"] = one.origin.file
    return {
        "document": one.document,
        **of,
        "number": of["number"] or None,
        "sha256": one.sha256,
        "ended": one.ended,
        "ended_at": one.ended_at,
        "ended_by": one.ended_by,
        "reason": one.reason,
        "erased_at": one.erased_at,
        "erased_by": one.erased_by,
        "erased_reason": one.erased_reason,
    }


def as_json(value: Mapping[str, Any] | Iterable[Mapping[str, Any]]) -> bytes:
    """A value, or a list of values, as JSON that people can read too."""
    listed = value if isinstance(value, Mapping) else list(value)
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
