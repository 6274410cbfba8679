"""Whom an activity is directed at, by what stands under *Målgruppe*, and of which kind they are."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from iacheck.cases.vocabulary import TargetWords
from iacheck.checks.texts import comparable_text, mentions
from iacheck.forms.value_words import value_words
from iacheck.language.content import has_content_listed

_BETWEEN = re.compile(r"[;\n•|]")
_AND = re.compile(r"\s+(?:og|and)\s+|\s*&\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d]+")


def classify_targets(text: str, words: TargetWords) -> Mapping[str, list[str]]:
    """The fields of a target with those whom the text names, as it names them.

    People of an industry stand in both fields. Those among `groups` alone are people and nothing
    else, by every word; what no word list knows for sure stands in `other`.
    """
    target: dict[str, list[str]] = {}
    for line in _BETWEEN.split(text):
        for named in _several(" ".join(line.split()), words):
            for field in _fields(named, words):
                entries = target.setdefault(field, [])
                entries += [] if named in entries else [named]
    return target


def _several(text: str, words: TargetWords) -> Iterator[str]:
    """What commas and “and” part, where each part is known by itself; else all of it.

    In “Bodø, Rana og Narvik kommuner” the last word is of all that stand before.
    """
    listed = [part.strip() for part in text.split(",") if has_content_listed(part)]
    for one in listed if _are_known(listed, words) else [text] if listed else []:
        parts = [part.strip(" .:") for part in _AND.split(one)]
        yield from parts if _are_known(parts, words) else [one.strip(" .:")]


def _are_known(parts: Iterable[str], words: TargetWords) -> bool:
    return all("other" not in _fields(part, words) for part in parts)


def _fields(text: str, words: TargetWords) -> tuple[str, ...]:
    stems = {
        "industries": words.industries,
        "sectors": words.sectors,
        "enterprises": words.enterprises,
    }
    places = tuple(field for field, known in stems.items() if mentions([text], known))[:1]
    are_people = mentions([text], words.groups)
    if are_people and (places or _are_people_alone(text, words)):
        return (*places, "groups")
    return places or ("other",)


def _are_people_alone(text: str, words: TargetWords) -> bool:
    """Whether every word is known to name people, or to add nothing to them."""
    beside = _beside_people()
    compared = comparable_text(text)
    return all(word in beside or mentions([word], words.groups) for word in _WORD.findall(compared))


@functools.cache
def _beside_people() -> frozenset[str]:
    return frozenset(map(comparable_text, value_words().targets.beside_people))
