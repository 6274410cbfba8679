"""Letters that look like others: a text in which equal letters are those that look equal."""

from __future__ import annotations

import unicodedata

from iacheck.language.names import without_invisible

# Cyrillic and Greek letters that no reader can tell from Latin ones, after case is folded.
_LATIN = str.maketrans(
    "асԁеһіјӏԛорѕԝхуүοαιкκνρтτυχзмвн",
    "acdehijlqopswxyyoaikkvpttuxzmbh",
)
# Other forms of æ, ø and å.
_NORDIC = str.maketrans("ӕöäөǿ", "æøæøø")


def look(text: str) -> str:
    """The letters and digits of a text as they look: whatever their case, width and alphabet."""
    plain = unicodedata.normalize("NFKC", without_invisible(text)).casefold()
    alike = unicodedata.normalize("NFC", plain).translate(_LATIN).translate(_NORDIC)
    return "".join(filter(str.isalnum, alike))
