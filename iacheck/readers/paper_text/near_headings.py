"""Headings that say what a heading of the template says, in other words."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

from iacheck.language.look_alikes import look
from iacheck.language.names import is_misspelling, normalise, without_invisible

_WORD = re.compile(r"[^\W\d_]+")
# Of a word that is inflected, so many letters stand; shorter words say nothing (`fra`, `med`).
_STEM, _SHORTEST = 5, 4
# Each line of a paper is held against each heading of the template.
_KEPT = 128


def is_near(heading: str, template: str, *, marked: bool) -> bool:
    """Whether a heading may be meant for one of the template: misspelt, shortened, reworded.

    In words, it is if all of its words are in the template's, or the other way round, or at least
    two that are half of them. For a line with a heading's mark one is enough, if it is not from
    what the template adds to its subject: `Avvik og endringer`, not `Oppfølging av sykmeldte`.
    """
    given, known = _words(heading), _words(template)
    if not given:
        return False
    if is_misspelling(_form(heading), _form(template)):
        return True
    shared = _shared(given, known)
    if len(given) == 1:
        return _shared(given, _words(_subject(template))) > 0
    if not shared:
        return False
    if shared == len(given) or _shared(known, given) == len(known):
        return True
    is_of_subject = marked and _shared(given, _words(_subject(template))) > 0
    return 2 * shared >= len(given) and (shared >= 2 or is_of_subject)


@functools.lru_cache(maxsize=_KEPT)
def _form(text: str) -> str:
    return normalise(text)


@functools.lru_cache(maxsize=_KEPT)
def _subject(template: str) -> str:
    """What stands before the first short word: `Avvik` of `Avvik fra plan for aktiviteter`."""
    said = itertools.takewhile(lambda word: len(word) >= _SHORTEST, _WORD.findall(template))
    return " ".join(said)


@functools.lru_cache(maxsize=_KEPT)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text that say something, as they look."""
    found = (look(word) for word in _WORD.findall(without_invisible(text)))
    return tuple(word for word in found if len(word) >= _SHORTEST)


def _shared(given: Sequence[str], known: Sequence[str]) -> int:
    """How many of the words given have the stem of a known one, in a compound too: `planavvik`."""
    stems = [word[:_STEM] for word in known]
    return sum(
        any(word.startswith(stem) or (len(stem) == _STEM and stem in word) for stem in stems)
        for word in given
    )
