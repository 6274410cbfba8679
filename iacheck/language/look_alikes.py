"""Letters that look like others: a text in which equal letters are those that look equal."""

from __future__ import annotations

import unicodedata

from iacheck.language.names import without_invisible

# Cyrillic and Greek letters that no reader can tell from Latin ones.
_ALIKE = dict(
    zip("асԁеһіјӏԛорѕԝхуүοαιкκνρтτυχзмвн", "acdehijlqopswxyyoaikkvpttuxzmbh", strict=True)
)
_CAPITALS = dict(zip("ΝΥӀΒΕΖΗΜ", "NYIBEZHM", strict=True))
_LATIN = str.maketrans(
    _ALIKE | {c.upper(): latin.upper() for c, latin in _ALIKE.items()} | _CAPITALS
)
# Other forms of æ, ø and å.
_NORDIC = str.maketrans("ӕöäөǿ", "æøæøø")


def in_latin(text: str) -> str:
    """The text as a reader sees it: composed, in Latin letters, without what nobody sees."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFKC", without_invisible(text)).translate(_LATIN)


def look(text: str) -> str:
    """The letters and digits of a text as they look: whatever their case, width and alphabet."""
    plain = unicodedata.normalize("NFC", in_latin(text).casefold())
    return "".join(filter(str.isalnum, plain.translate(_LATIN).translate(_NORDIC)))
