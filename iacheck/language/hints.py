"""What to add where a name is unknown: the one that is probably meant, or all there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from iacheck.language.messages import Message, OneOf, Value, message
from iacheck.language.names import nearest


def unknown_name(told: Message, given: str, known: Collection[str]) -> Message:
    """`told`, with the known name that is spelt like the one given, else with all of them."""
    meant = nearest(given, known)
    return with_hint(told, meant, sorted(set(known)) if meant is None else ())


def with_hint(told: Message, meant: str | None, known: Sequence[Value] = ()) -> Message:
    """`told`, with what is probably meant; where that is None, with what is known, if anything."""
    if meant is not None:
        return message("{told}; did you mean “{meant}”?", told=told, meant=meant)
    return message("{told}; choose {known}", told=told, known=OneOf(known)) if known else told
