"""Words as the YAML has them, by language, and the fields that they are spellings of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from iacheck.language.names import normalise

# Words by language: {nb: […], nn: […], en: […]}.
Spellings: TypeAlias = Mapping[str, Sequence[str]]


def all_spellings(spellings: Spellings) -> Iterator[str]:
    """The words of all languages."""
    for several in spellings.values():
        yield from several


def by_spelling(named: Mapping[str, Spellings]) -> dict[str, str]:
    """The field of each spelling, normalised."""
    return {
        normalise(text): key for key, several in named.items() for text in all_spellings(several)
    }
