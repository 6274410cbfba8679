"""Which bodies a text names, and the forms in which texts are equal."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from iacheck.cases.council_names import council_name, known_council
from iacheck.cases.vocabulary import Party
from iacheck.language.names import is_invisible, spans_of_names, split_at_dashes
from naive.world import World

Body = Mapping[str, Any]
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015_.]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-\u2010-\u2015\u2212_.]+(?=\d)")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(c for c in text if not is_invisible(c)))


@functools.lru_cache(maxsize=4096)  # it depends on the text alone
def plain(text: str) -> str:
    """A name, whatever its case, spaces and hyphens."""
    return _composed(_BETWEEN.sub("", _composed(text).casefold()))


@functools.lru_cache(maxsize=4096)
def _words(text: str) -> list[str]:
    return _composed(_BETWEEN.sub(" ", _composed(text).casefold())).split()


def text_form(value: Any) -> str:
    """The form in which values are equal."""
    if not isinstance(value, str):
        return str(value)
    return " ".join(plain(part) for part in _BETWEEN_DIGITS.split(_composed(value)))


def title_form(value: Any) -> str:
    """The form in which titles are equal."""
    return "".join(c for c in text_form(str(value)) if c.isalnum() or c == " ").strip()


def bodies_named(
    world: World, kinds: Sequence[str], text: str, *, reference: bool
) -> Sequence[Body]:
    """The bodies of these kinds that a text names."""
    if not plain(text):
        return []
    whole = _first(_exact(world, kind, text) for kind in kinds)
    if whole is not None:
        return [whole]
    if reference:
        is_centre = plain(text) in world.case.registers.centres
        meant = None if is_centre else _first(_member(world, kind, text) for kind in kinds)
        if meant is None and tuple(kinds) == ("council",):
            id_ = known_council(text)
            return [{"id": text} if id_ is None else {"id": id_, "name": council_name(id_)}]
        return [meant or {"id": text}]
    listed = _listed(world, kinds, text)
    longer = None if listed else _first(_partner(world, kind, text) for kind in kinds)
    return listed if longer is None else [longer]


def _first(found: Any) -> Body | None:
    return next((body for body in found if body is not None), None)


def _exact(world: World, kind: str, text: str) -> Body | None:
    records = world.bodies[kind]
    for id_, record in records.items():
        if plain(id_) == plain(text):
            return record
    if kind == "party":
        called = [p for p in world.parties if plain(text) in map(plain, p.names)]
        # One of the day before one of another day.
        called.sort(key=lambda party: not party.active_on(world.case.day))
        return records[called[0].id] if called else None
    for record in records.values():
        if plain(text) in map(plain, _names(record)):
            return record
    return _by_county(records, text) if kind == "council" else None


def _names(record: Body) -> list[str]:
    aliases = record.get("aliases")
    return [
        name
        for name in (record.get("name"), *(aliases if isinstance(aliases, list) else ()))
        if isinstance(name, str)
    ]


def _by_county(records: Mapping[str, Body], text: str) -> Body | None:
    council = known_council(text)
    called = [
        record
        for id_, record in records.items()
        if council and council in map(known_council, (id_, *_names(record)))
    ]
    return called[0] if len(called) == 1 else None


def _member(world: World, kind: str, text: str) -> Body | None:
    found = _exact(world, kind, text)
    if found is not None or kind != "party":
        return found
    return _party(world, text, _is_called) or _party(world, text, _has_member)


def _partner(world: World, kind: str, text: str) -> Body | None:
    found = _member(world, kind, text)
    return found or (_party(world, text, _has_part) if kind == "party" else None)


def _party(world: World, text: str, fits: Any) -> Body | None:
    called = next((party for party in world.parties if fits(party, text)), None)
    return world.bodies["party"][called.id] if called else None


def _is_called(party: Party, text: str) -> bool:
    if plain(text) in map(plain, party.names):
        return True
    another = any(plain(other) in plain(text) for other in party.not_with)
    return not another and _begins(text, party.prefixes)


def _has_member(party: Party, text: str) -> bool:
    return _begins(text, party.associations)


def _has_part(party: Party, text: str) -> bool:
    others = any(plain(other) in plain(text) for other in party.not_with)
    return _begins(text, (*party.prefixes, *party.parts)) or others


def _begins(text: str, starts: Sequence[str]) -> bool:
    return any(_words(text)[: len(_words(start))] == _words(start) for start in starts)


def _listed(world: World, kinds: Sequence[str], text: str) -> list[Body]:
    """The bodies in a list of names, each once."""
    spans = _spans(text)
    found: list[Body] = []
    while spans:
        start, end = spans[0]
        taken, bodies = 1, _between_dashes(world, kinds, text[start:end])
        for further in range(1, min(4, len(spans)) if not bodies else 0):
            name = text[start : spans[further][1]]
            longer = _first(_member(world, kind, name) for kind in kinds)
            if longer is not None:
                taken, bodies = further + 1, [longer]
                break
        found += [body for body in bodies if body not in found]
        spans = spans[taken:]
    return found


def _between_dashes(world: World, kinds: Sequence[str], name: str) -> list[Body]:
    exact = _first(_exact(world, kind, name) for kind in kinds)
    if exact is None:
        parts = [
            _first(_partner(world, kind, part) for kind in kinds) for part in split_at_dashes(name)
        ]
        if len(parts) > 1 and all(parts):
            return [part for part in parts if part is not None]
    one = exact or _first(_partner(world, kind, name) for kind in kinds)
    return [one] if one else []


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the names of a list stand; “Møre og Romsdal” is one."""
    spans: list[tuple[int, int]] = []
    for start, end in spans_of_names(text):
        if spans:
            before = text[slice(*spans[-1])].rsplit(maxsplit=1)[-1]
            after = text[start:end].split(maxsplit=1)[0]
            joined = text[spans[-1][1] - len(before) : start + len(after)]
            if known_council(joined):
                spans[-1] = (spans[-1][0], end)
                continue
        spans.append((start, end))
    return spans
