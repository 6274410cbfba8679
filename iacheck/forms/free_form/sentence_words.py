"""The words by which a sentence of a plan or report tells something."""

from __future__ import annotations

from dataclasses import dataclass

from iacheck.language.names import normalise, words


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words by which a sentence tells something, normalised."""

    adopted_on: frozenset[str]
    submitted_on: frozenset[str]
    meetings: frozenset[str]
    not_done: frozenset[str]
    not_held: frozenset[str]
    other_papers: frozenset[str]
    negations: frozenset[str]
    speakers: frozenset[str]
    references: frozenset[str]

    def names_nothing(self, text: str) -> bool:
        """Whether a text where an activity could be named says that there is none, or where."""
        given = [normalise(word) for word in words(text.strip(" ()[]"))]
        begins = {"".join(given[:1]), "".join(given[:2])}
        denies = not (self.speakers.isdisjoint(begins) or self.negations.isdisjoint(given))
        return denies or not begins.isdisjoint(self.negations | self.references)
