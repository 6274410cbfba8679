"""Registers of bodies: who is meant by a name in a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iacheck.names import normalise, parts
from iacheck.vocabulary import Party

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Register:
    """The bodies of one kind; each record has `id` and `name` beside its own fields."""

    kind: str
    records: Mapping[str, Record]

    @cached_property
    def _by_name(self) -> Mapping[str, Record]:
        found: dict[str, Record] = {}
        for record in self.records.values():
            for name in (record.get("name"), *(record.get("aliases") or ())):
                if isinstance(name, str):
                    found.setdefault(normalise(name), record)
        # An id always means its own body, whatever another is called.
        found.update({normalise(id_): record for id_, record in self.records.items()})
        return found

    def find(self, text: str) -> Record | None:
        """The body whose id, name or alias `text` is."""
        return self._by_name.get(normalise(text))


@dataclass(frozen=True)
class PartyRegister(Register):
    """The agreement's parties on one day; longer names count by their first words too."""

    parties: tuple[Party, ...] = ()

    @classmethod
    def of(cls, parties: Iterable[Party]) -> PartyRegister:
        listed = tuple(parties)
        records = {
            party.id: {
                "id": party.id,
                "_id": party.id,
                "name": party.name,
                "side": party.side,
                "aliases": party.aliases,
            }
            for party in listed
        }
        return cls("party", records, listed)

    def find(self, text: str) -> Record | None:
        exact = super().find(text)
        if exact is not None:
            return exact
        called = next((party for party in self.parties if party.is_called(text)), None)
        return self.records[called.id] if called else None


@dataclass(frozen=True)
class Registers:
    """The registers that names in a case's documents are looked up in."""

    registers: Mapping[str, Register]

    def bodies(self, kinds: Sequence[str], text: str, *, reference: bool) -> list[Record]:
        """The bodies that `text` names.

        A reference means one body; where no register knows it, it is still a body, known by
        that text alone. Free words may list several, and unknown ones are nobody.
        """
        whole = self._find(kinds, text)
        if whole is not None:
            return [whole]
        if reference:
            return [{"id": text}]
        return [body for part in parts(text) if (body := self._find(kinds, part)) is not None]

    def _find(self, kinds: Sequence[str], text: str) -> Record | None:
        for kind in kinds:
            register = self.registers.get(kind)
            body = register.find(text) if register else None
            if body is not None:
                return body
        return None
