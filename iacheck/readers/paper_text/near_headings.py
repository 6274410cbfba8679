"""Headings that say what a heading of the template says, in other words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Self

from iacheck.language.frozen import frozen
from iacheck.language.look_alikes import look
from iacheck.language.names import misspellings, normalise, without_invisible

_WORD = re.compile(r"[^\W\d_]+")
# Of a word that is inflected, so many letters stand; shorter words say nothing (`fra`, `med`).
_STEM, _SHORTEST = 5, 4


@frozen
class _TemplateHeading:
    """A heading of the template; the words before the first short one are its subject.

    `Avvik` is the subject of `Avvik fra plan for aktiviteter`.
    """

    text: str
    key: str
    form: str
    words: tuple[str, ...]
    stems: frozenset[str]
    subject: frozenset[str]

    @classmethod
    def of(cls, text: str, key: str) -> Self:
        before = itertools.takewhile(lambda word: len(word) >= _SHORTEST, _WORD.findall(text))
        words = tuple(_words(text))
        return cls(
            text, key, normalise(text), words, _stems(words), _stems(_words(" ".join(before)))
        )


class NearHeadings:
    """What the lines of papers are held against: the headings of a template.

    `template` has the key of the section that each heading is of.
    """

    def __init__(self, template: Mapping[str, str]) -> None:
        self._template = tuple(_TemplateHeading.of(*heading) for heading in template.items())
        self._stems = frozenset().union(*(heading.stems for heading in self._template))
        # Most words have no stem of any heading, and one look tells.
        self._any_stem = re.compile("|".join(sorted(self._stems)) or "(?!)")

    def near(
        self, heading: str, keys: Collection[str], *, marked: bool
    ) -> Iterator[tuple[str, str]]:
        """The headings of these sections that a heading may be meant for, each with its key.

        It may be misspelt, shortened or reworded. In words, it is if all of its words are in the
        template's, or the other way round, or at least two that are half of them. For a line with
        a heading's mark one is enough, if it is not from what the template adds to its subject:
        `Avvik og endringer`, not `Oppfølging av sykmeldte`.
        """
        given = _words(heading)
        if not given:
            return
        template = [one for one in self._template if one.key in keys]
        misspelt = misspellings(normalise(heading), [one.form for one in template])
        stems = list(filter(None, map(self._stems_in, given)))
        for one in template:
            if one.form in misspelt or _is_reworded(given, stems, one, marked=marked):
                yield one.text, one.key

    def _stems_in(self, word: str) -> frozenset[str]:
        if self._any_stem.search(word) is None:
            return frozenset()
        return frozenset(stem for stem in self._stems if _has_stem(word, stem))


def _is_reworded(
    given: Sequence[str], stems: Sequence[frozenset[str]], one: _TemplateHeading, *, marked: bool
) -> bool:
    """Whether the words given are of a heading; `stems` are those of each that has some."""
    shared = sum(not one.stems.isdisjoint(of_word) for of_word in stems)
    if not shared:
        return False
    of_subject = any(not one.subject.isdisjoint(of_word) for of_word in stems)
    if len(given) == 1:
        return of_subject
    if shared == len(given) or _are_all_in(one.words, _stems(given)):
        return True
    return 2 * shared >= len(given) and (shared >= 2 or (marked and of_subject))


def _are_all_in(words: Sequence[str], stems: Collection[str]) -> bool:
    return all(any(_has_stem(word, stem) for stem in stems) for word in words)


def _has_stem(word: str, stem: str) -> bool:
    """Whether a word is of a stem, in a compound too: `planavvik`; not of a whole short word."""
    return word.startswith(stem) or (len(stem) == _STEM and stem in word)


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words)


def _words(text: str) -> Sequence[str]:
    """The words of a text that say something, as they look."""
    found = map(look, _WORD.findall(without_invisible(text)))
    return [word for word in found if len(word) >= _SHORTEST]
