"""Registers of bodies: who is meant by a name in a document."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from iacheck.cases.council_names import council_name, known_council
from iacheck.language.names import normalise, spans_of_names, split_at_dashes
from iacheck.language.text_cache import text_cache

Record = Mapping[str, Any]
# Of how many parts a name may be that holds what else parts names, such as “og”.
_PARTS = 4
# Every rule looks up the same names; those of some cases are remembered.
_REMEMBERED = 1 << 10


class RegisterRecord(Mapping[str, Any]):
    """A body whose document is kept elsewhere: what registers go by is at hand, all else fetched.

    `whole` gives all of its fields, in a dict.
    """

    __slots__ = (
        "_whole",
        "active",
        "aliases",
        "centre",
        "id",
        "name",
        "successor_of",
        "successors",
    )

    def __init__(self, key: str, body: Mapping[str, Any], whole: Callable[[str], Record]) -> None:
        self.id = key
        self._whole = whole
        for name in _AT_HAND:
            setattr(self, name, body.get(name))

    def whole(self) -> Record:
        """All of its fields."""
        return self._whole(self.id)

    def __eq__(self, other: object) -> bool:
        """Bodies are compared with each other by who they are."""
        if isinstance(other, RegisterRecord):
            return self is other
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]

    def get(self, name: str, otherwise: Any = None) -> Any:
        if name == "id":
            return self.id
        return getattr(self, name) if name in _AT_HAND else self.whole().get(name, otherwise)

    def __getitem__(self, name: str) -> Any:
        return self.id if name == "id" else self.whole()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())


# The fields of bodies that registers go by.
_AT_HAND = ("name", "aliases", "active", "centre", "successor_of", "successors")


def whole_record(record: Record | None) -> Record | None:
    """A body with all of its fields at hand, for those who look at many of them."""
    return record.whole() if isinstance(record, RegisterRecord) else record


def names_of(record: Record) -> list[str]:
    """The name and the aliases of a body, as far as they are texts."""
    aliases = record.get("aliases")
    listed = aliases if isinstance(aliases, list | tuple) else ()
    return [name for name in (record.get("name"), *listed) if isinstance(name, str)]


@dataclass(frozen=True)
class Register:
    """The bodies of one kind; each record has `id` and `name` beside its own fields."""

    records: Mapping[str, Record]

    @cached_property
    def _by_name(self) -> Mapping[str, Record]:
        return records_by_name(self.records)

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """By id, the bodies that a body took over from, as its `successor_of` names them."""
        found = ((id_, tuple(dict.fromkeys(self._named_by(r)))) for id_, r in self.records.items())
        return {id_: earlier for id_, earlier in found if earlier}

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """By id, the bodies that took over from a body."""
        found: dict[str, list[str]] = {}
        for later, earlier in self.predecessors.items():
            for id_ in earlier:
                found.setdefault(id_, []).append(later)
        return {id_: tuple(later) for id_, later in found.items()}

    def with_successors(self) -> Self:
        """The same, where each body's `successors` are all that came after it, one by one."""
        return type(self)(
            {
                id_: {**record, "successors": later} if (later := self.all_after(id_)) else record
                for id_, record in self.records.items()
            },
        )

    def all_after(self, id_: str) -> list[str]:
        """All bodies that came after a body: its successors, theirs, and so on."""
        found: list[str] = []
        ahead = [*self.successors.get(id_, ())]
        while ahead:
            one = ahead.pop()
            if one not in found and one != id_:
                found.append(one)
                ahead += self.successors.get(one, ())
        return sorted(found)

    def _named_by(self, record: Record) -> Iterator[str]:
        named = record.get("successor_of")
        for text in named if isinstance(named, list | tuple) else ():
            earlier = self.find(text) if isinstance(text, str) else None
            if earlier is not None and earlier["id"] != record["id"]:
                yield str(earlier["id"])

    def served_by(self, centre: str) -> Sequence[tuple[str, Record]]:
        """The bodies that name a centre as theirs, with their ids, in order of these."""
        return [(id_, self.records[id_]) for id_ in self._by_centre.get(normalise(centre), ())]

    @cached_property
    def _by_centre(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for id_ in sorted(self.records):
            named = self.records[id_].get("centre")
            if isinstance(named, str) and normalise(named):
                found.setdefault(normalise(named), []).append(id_)
        return found

    def exactly(self, text: str) -> Record | None:
        """The body whose id, name or alias `text` is."""
        return self._by_name.get(normalise(text))

    def find(self, text: str) -> Record | None:
        """The body that `text` means, which may be called by more than these."""
        return self.exactly(text)

    def find_through_member(self, text: str) -> Record | None:
        """The body that takes part where `text` does; itself, or one that it is a member of."""
        return self.find(text)

    def find_partner(self, text: str) -> Record | None:
        """The body that works with others where `text` does; its own bodies do so for it."""
        return self.find_through_member(text)


class CouncilRegister(Register):
    """The councils, also by other names of their counties: `IA-råd Hedmark`, `Hedmark fylke`."""

    @cached_property
    def _by_council(self) -> Mapping[str, Record]:
        """By what their ids and names mean, those of which one alone is so called."""
        found: dict[str, dict[str, Record]] = {}
        for id_, record in self.records.items():
            for council in filter(None, map(known_council, (id_, *names_of(record)))):
                found.setdefault(council, {})[id_] = record
        return {
            council: one
            for council, called in found.items()
            if len(called) == 1
            for one in called.values()
        }

    def exactly(self, text: str) -> Record | None:
        found = super().exactly(text)
        council = None if found is not None else known_council(text)
        return self._by_council.get(council) if council else found


def unregistered_council(text: str) -> Record:
    """A council that no register knows: by its county if that is known, else by the text alone."""
    id_ = known_council(text)
    return {"id": text} if id_ is None else {"id": id_, "name": council_name(id_)}


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the names of a list stand; what parts a county's name parts no list."""
    spans: list[tuple[int, int]] = []
    for span in spans_of_names(text):
        if spans and known_council(_across(text, spans[-1], span)):
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    return spans


def _across(text: str, before: tuple[int, int], after: tuple[int, int]) -> str:
    """From the last word of one name to the first word of the next."""
    last = text[slice(*before)].rsplit(maxsplit=1)[-1]
    first = text[slice(*after)].split(maxsplit=1)[0]
    return text[before[1] - len(last) : after[0] + len(first)]


def records_by_name(records: Mapping[str, Record]) -> Mapping[str, Record]:
    """The bodies by all that they are called, normalised, and by their ids."""
    found: dict[str, Record] = {}
    for record in records.values():
        for name in names_of(record):
            found.setdefault(normalise(name), record)
    # An id always means its own body, whatever another is called.
    for id_, record in records.items():
        form = normalise(id_)
        found[id_ if form == id_ else form] = record
    return found


@dataclass(frozen=True)
class Registers:
    """The registers that names in a case's documents are looked up in.

    `centres` are names of centres, normalised, also of those that no register knows.
    """

    registers: Mapping[str, Register]
    centres: frozenset[str] = frozenset()

    def bodies(self, kinds: tuple[str, ...], text: str, *, reference: bool) -> tuple[Record, ...]:
        """The bodies that `text` names.

        A reference means one body; where no register knows it, it is still a body, known by
        that text alone; a centre is not the party whose name its own begins with. Free words may
        list several, and unknown ones are nobody.
        """
        return self.body_finder(kinds, reference)(text)

    @cached_property
    def body_finder(self) -> Callable[[tuple[str, ...], bool], Callable[[str], tuple[Record, ...]]]:
        """What gives the bodies of these kinds that a text names, as `bodies` does."""

        def finder(kinds: tuple[str, ...], reference: bool) -> Callable[[str], tuple[Record, ...]]:
            return text_cache(_REMEMBERED)(functools.partial(self._look_up, kinds, reference))

        return functools.cache(finder)

    def _look_up(self, kinds: tuple[str, ...], reference: bool, text: str) -> tuple[Record, ...]:
        if not normalise(text):
            return ()  # a dash is nobody
        whole = self._first(kinds, lambda register: register.exactly(text))
        if whole is not None:
            return (whole,)
        if reference:
            is_centre = normalise(text) in self.centres
            meant = None if is_centre else self._member(kinds, text)
            if meant is None and kinds == ("council",):
                return (unregistered_council(text),)
            return (meant or {"id": text},)
        listed, _ = self._listed(kinds, text)
        longer = None if listed else self._partner(kinds, text)
        return tuple(listed) if longer is None else (longer,)

    def unknown_names(
        self, kinds: tuple[str, ...], text: str, *, reference: bool
    ) -> tuple[str, ...]:
        """Those of the names in `text` that name none of these bodies; a county's is none."""
        return self._unknown(kinds, reference)(text)

    @cached_property
    def _unknown(self) -> Callable[[tuple[str, ...], bool], Callable[[str], tuple[str, ...]]]:
        def finder(kinds: tuple[str, ...], reference: bool) -> Callable[[str], tuple[str, ...]]:
            found = functools.partial(self._look_for_unknown, kinds, reference)
            return text_cache(_REMEMBERED)(found)

        return functools.cache(finder)

    def _look_for_unknown(
        self, kinds: tuple[str, ...], reference: bool, text: str
    ) -> tuple[str, ...]:
        exact = self._first(kinds, lambda register: register.exactly(text))
        if exact is not None or not normalise(text) or normalise(text) in self.centres:
            return ()
        if reference:
            return () if self._partner(kinds, text) else (text,)
        _, unknown = self._listed(kinds, text)
        return tuple(name for name in unknown if normalise(name) and not known_council(name))

    @cached_property
    def _listed(self) -> Callable[[tuple[str, ...], str], tuple[list[Record], list[str]]]:
        return functools.lru_cache(_REMEMBERED)(self._look_through)

    def _look_through(self, kinds: tuple[str, ...], text: str) -> tuple[list[Record], list[str]]:
        """The bodies that a list of names names, and the names that are nobody's.

        “NAV og LO” is two bodies, not one whose name begins so; but where no name is a body's by
        itself, it may go on behind what seems to part it: “Handel og Kontor”.
        """
        spans = _spans(text)
        found: list[Record] = []
        unknown: list[str] = []
        at = 0
        while at < len(spans):
            bodies, taken = self._next(kinds, text, spans[at : at + _PARTS])
            for body in bodies:
                if body not in found:
                    found.append(body)
            if not bodies:
                unknown.append(text[slice(*spans[at])])
            at += taken
        return found, unknown

    def _next(
        self, kinds: Sequence[str], text: str, spans: Sequence[tuple[int, int]]
    ) -> tuple[list[Record], int]:
        """The bodies named first, and how many of the parts their names take."""
        (start, end), *further = spans
        bodies = self._between_dashes(kinds, text[start:end])
        if bodies:
            return bodies, 1
        for taken, (_, end_of_longer) in enumerate(further, 2):
            longer = self._member(kinds, text[start:end_of_longer])
            if longer is not None:
                return [longer], taken
        return [], 1

    def _between_dashes(self, kinds: Sequence[str], name: str) -> list[Record]:
        """The body of a name; or those of its parts between dashes, where each is one's."""
        exact = self._first(kinds, lambda register: register.exactly(name))
        parts = [] if exact else [self._partner(kinds, part) for part in split_at_dashes(name)]
        if len(parts) > 1 and all(parts):
            return [part for part in parts if part]
        one = exact or self._partner(kinds, name)
        return [one] if one else []

    def _member(self, kinds: Sequence[str], text: str) -> Record | None:
        return self._first(kinds, lambda register: register.find_through_member(text))

    def _partner(self, kinds: Sequence[str], text: str) -> Record | None:
        return self._first(kinds, lambda register: register.find_partner(text))

    def _first(
        self, kinds: Sequence[str], look_up: Callable[[Register], Record | None]
    ) -> Record | None:
        for kind in kinds:
            register = self.registers.get(kind)
            body = None if register is None else look_up(register)
            if body is not None:
                return body
        return None
