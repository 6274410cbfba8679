"""The register of the agreement's parties: longer names count by their first words, too."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from iacheck.cases.registers import Record, Register, records_by_name
from iacheck.cases.vocabulary import Party
from iacheck.language.names import words
from iacheck.language.text_cache import text_cache

# The numbers of parties that a name may mean, by its first word; by none, of those that it may mean
# whatever it begins with.
_ByFirstWord = Mapping[tuple[str, ...], Sequence[int]]
# Nearly all of a case's names; every way of looking one up begins with the same.
_REMEMBERED = 1 << 10


def _by_first_word(starts: Iterable[Iterable[str]]) -> _ByFirstWord:
    found: dict[tuple[str, ...], set[int]] = {(): set()}
    for number, own in enumerate(starts):
        for start in own:
            found.setdefault(words(start)[:1], set()).add(number)
    return {first: sorted(numbers | found[()]) for first, numbers in found.items()}


@dataclass(frozen=True)
class PartyRegister(Register):
    """The agreement's parties of one period; longer names count by their first words too.

    `on_the_day` are those that are parties on the day that facts are read on: a name means one
    of them, or else one that was or will be a party on another day of the period.
    """

    parties: tuple[Party, ...] = ()
    on_the_day: Mapping[str, Record] = field(default_factory=dict)

    @classmethod
    def of(cls, parties: Iterable[Party], day: datetime.date) -> PartyRegister:
        """The register of these parties as they are on a day."""
        listed = tuple(parties)
        return cls.among(listed, frozenset(party for party in listed if party.active_on(day)))

    @classmethod
    def among(cls, parties: tuple[Party, ...], on_the_day: frozenset[Party]) -> PartyRegister:
        """The register of these parties, first those on the day."""
        listed = sorted(parties, key=lambda party: party not in on_the_day)
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
        then = {party.id: records[party.id] for party in listed if party in on_the_day}
        return cls(records, tuple(listed), then)

    @cached_property
    def _by_name(self) -> Mapping[str, Record]:
        return {**records_by_name(self.records), **records_by_name(self.on_the_day)}

    def find(self, text: str) -> Record | None:
        return self._found(text)

    @cached_property
    def _found(self) -> Callable[[str], Record | None]:
        return text_cache(_REMEMBERED)(self._find)

    def _find(self, text: str) -> Record | None:
        exact = self.exactly(text)
        if exact is not None:
            return exact
        return self._first(text, self._by_prefix, Party.has_longer_name)

    def find_through_member(self, text: str) -> Record | None:
        found = self.find(text)
        if found is not None:
            return found
        return self._first(text, self._by_association, Party.has_member)

    def find_partner(self, text: str) -> Record | None:
        found = self.find_through_member(text)
        if found is not None:
            return found
        return self._first(text, self._by_part, Party.has_part)

    # A longer name begins with words of a party's, so that few parties have to be asked.

    @cached_property
    def _by_prefix(self) -> _ByFirstWord:
        return _by_first_word([party.prefixes for party in self.parties])

    @cached_property
    def _by_association(self) -> _ByFirstWord:
        return _by_first_word([party.associations for party in self.parties])

    @cached_property
    def _by_part(self) -> _ByFirstWord:
        # What stands in `not_with` may be anywhere in a name.
        return _by_first_word(
            [
                (*party.prefixes, *party.parts, *(("",) if party.not_with else ()))
                for party in self.parties
            ]
        )

    def _first(
        self, text: str, by_first_word: _ByFirstWord, is_meant: Callable[[Party, str], bool]
    ) -> Record | None:
        """The first of the parties that may be meant, and is."""
        for number in by_first_word.get(words(text)[:1], by_first_word[()]):
            party = self.parties[number]
            if is_meant(party, text):
                return self.records[party.id]
        return None
