"""One word in two spellings: bokmål and nynorsk, capital letters, spaces and hyphens.

Of bokmål and nynorsk, only endings are compared. What differs by more (`sykehjem`, `sjukeheimar`)
stays apart: a row too many is seen, one that mixes two things is not. Stemmers go further: to the
Norwegian one of Snowball, `leder` and `ledig` are one word, and so are `kommuner` and
`kommuneleger`; yet `helsefagarbeidarar` and `helsefagarbeidere` are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from iacheck.language.names import normalise

# What nynorsk writes, and bokmål in its place; the longest first.
_ENDINGS = (
    ("arane", "erne"), ("arar", "ere"), ("ane", "ene"), ("ar", "er"),
    ("lege", "lige"), ("leg", "lig"),
)  # fmt: skip
# Shorter words are left as they are: `par` is not `per`.
_STEM = 3


def spelling_key(phrase: str) -> str:
    """What is equal for two spellings of a word, or of several that end alike."""
    plain = normalise(phrase)
    for nynorsk, bokmaal in _ENDINGS:
        if plain.endswith(nynorsk) and len(plain) >= len(nynorsk) + _STEM:
            return plain.removesuffix(nynorsk) + bokmaal
    return plain


def common_spellings(phrases: Iterable[str]) -> Mapping[str, str]:
    """How most write each word, by its form; of several as common, the first of the list."""
    written: dict[str, Counter[str]] = {}
    for phrase in phrases:
        written.setdefault(spelling_key(phrase), Counter())[phrase] += 1
    return {one: min(ways, key=lambda way: (-ways[way], way)) for one, ways in written.items()}
