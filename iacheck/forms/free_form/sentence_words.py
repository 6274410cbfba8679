"""The words by which a sentence of a plan or report tells something."""

from __future__ import annotations

from iacheck.forms.statuses import is_status_alone
from iacheck.language.frozen import frozen
from iacheck.language.names import normalise, words

_FEW = 2
# A longer text that something is still to be decided in may name an activity, too.
_MOST_OF_UNDECIDED = 7


@frozen
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
    not_yet: frozenset[str]
    undecided: frozenset[str]

    def says_not_done(self, text: str) -> bool:
        """Whether a few words say that something was not done, or not yet: “Planlagt”."""
        given = words(text.strip(" ()[]"))
        return len(given) <= _FEW and not self.not_done.isdisjoint(given)

    def names_nothing(self, text: str) -> bool:
        """Whether a text where an activity could be named says that there is none, or where.

        So does one that is how it stands with another: “Avventer”.
        """
        written = normalise(text.strip(" ()[]."))
        if written in self.not_yet or is_status_alone(text):
            return True
        is_short = len(words(text)) <= _MOST_OF_UNDECIDED
        if is_short and any(words_ in written for words_ in self.undecided):
            return True
        given = [normalise(word) for word in words(text.strip(" ()[]"))]
        begins = {"".join(given[:1]), "".join(given[:2])}
        denies = not (self.speakers.isdisjoint(begins) or self.negations.isdisjoint(given))
        return denies or not begins.isdisjoint(self.negations | self.references)
