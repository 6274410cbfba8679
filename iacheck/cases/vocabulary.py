"""The words of one agreement: its parties, the headings of its template, targets, areas.

Comes from a rule book; handed to readers and kinds as one frozen value.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from iacheck.cases.spans import TimeSpans, exists_in, exists_on
from iacheck.language.frozen import frozen
from iacheck.language.hints import with_hint
from iacheck.language.messages import LocalText, Message, message
from iacheck.language.names import nearest, normalise, words
from iacheck.language.periods import Period

Side = Literal["employer", "employee", "authority"]


@frozen
class Party:
    """A body of the agreement.

    `prefixes` are first words that make a longer name this party's: with `NAV`, the name
    `NAV Rogaland` counts as the directorate. What a name of another body holds that begins so
    stands in `not_with`; `parts` are first words of such a name that begins otherwise.
    `associations` are its member unions and associations. `active` says when it is a party.
    """

    id: str
    name: str
    side: Side
    aliases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    active: TimeSpans = ()
    associations: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.id, self.name, *self.aliases)

    def active_on(self, day: datetime.date) -> bool:
        return exists_on(self.active, day)

    def active_in(self, period: Period) -> bool:
        """Whether it is a party on any day of the period."""
        return exists_in(self.active, period)

    def is_called(self, name: str) -> bool:
        """Whether `name` is the party's id, name or an alias, or begins with a prefix of it."""
        return self.is_own_name(name) or self.has_longer_name(name)

    def has_longer_name(self, name: str) -> bool:
        """Whether `name` begins with a prefix of the party, and is no other body's."""
        if not _begins_with(name, self.prefixes):
            return False
        form = normalise(name)
        return not any(other in form for other in map(_own_form, self.not_with))

    def is_own_name(self, name: str) -> bool:
        """Whether `name` is the party's id, name or an alias."""
        return normalise(name) in map(_own_form, self.names)

    def has_part(self, name: str) -> bool:
        """Whether `name` is a longer name of the party, be it that of another body of its own."""
        form = normalise(name)
        return _begins_with(name, (*self.prefixes, *self.parts)) or any(
            _own_form(other) in form for other in self.not_with
        )

    def has_member(self, name: str) -> bool:
        """Whether `name` is one of its member unions or associations, or a branch of one."""
        return _begins_with(name, self.associations)


def _begins_with(name: str, starts: Iterable[str]) -> bool:
    given = words(name)
    for start in map(_own_words, starts):  # noqa: SIM110 - of every name; `any` takes twice the time
        if given[: len(start)] == start:
            return True
    return False


# What parties are called is little, and asked for again and again.
_own_form = functools.lru_cache(maxsize=4096)(normalise)
_own_words = functools.lru_cache(maxsize=4096)(words)


@frozen
class TargetWords:
    """Word stems that show whom an activity is directed at, by the field of its target.

    `groups` are those for people who are meant wherever they work, or do not.
    """

    industries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def __or__(self, other: TargetWords) -> TargetWords:
        return TargetWords(
            self.industries + other.industries,
            self.sectors + other.sectors,
            self.enterprises + other.enterprises,
            self.groups + other.groups,
        )


@frozen
class Vocabulary:
    """Who takes part, under which headings they write, and how they name targets.

    `headings` maps a section key of a party report (`experience`, …) to its headings as
    written in the template, variants included; `part_titles` are the words with which the
    heading of a party's part begins.
    """

    parties: tuple[Party, ...] = ()
    headings: Mapping[str, tuple[str, ...]] | None = None
    part_titles: tuple[str, ...] = ()
    targets: TargetWords = TargetWords()


@frozen
class Area:
    """Something that activities may reach or not, such as an industry or a group of people.

    `stems` are the word stems that an activity which reaches it mentions.
    """

    name: str
    label: LocalText
    stems: tuple[str, ...]


def parties_of(parties: Iterable[Party], period: Period) -> tuple[Party, ...]:
    """Those that are parties on any day of the period; first those that are on its last."""
    found = (party for party in parties if party.active_in(period))
    return tuple(sorted(found, key=lambda party: not party.active_on(period.last_day)))


# The vocabulary in force in a period; for None (the text names no period), all there are.
VocabularyOf = Callable[[Period | None], Vocabulary]


def unknown_party(name: str, period: Period, active: Sequence[Party]) -> Message:
    """What to tell of a name that none of the parties in a period has."""
    if not active:
        return message(
            "No rule book tells which parties the agreement had in {period}", period=period
        )
    told = message(
        "“{name}” is none of the agreement's parties in {period}", name=name, period=period
    )
    meant = nearest(name, [own for party in active for own in party.names])
    return with_hint(told, meant, [party.name for party in active])
