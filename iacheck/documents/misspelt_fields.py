"""Fields that look like a misspelling of a listed one, or are the Norwegian word for it."""

from __future__ import annotations

import functools

from iacheck.language.labels import WORDS
from iacheck.language.language import language
from iacheck.language.messages import LANGS, LocalText
from iacheck.language.names import nearest, normalise


# Foreign documents repeat their unlisted fields in every item.
@functools.lru_cache(maxsize=4096)
def lookalike_field(name: str, fields: tuple[tuple[str, LocalText | None], ...]) -> str | None:
    """The listed field that a name looks like, or is the Norwegian word for.

    Each field comes with what its schema calls it.
    """
    written = normalise(name)
    meant = (field for field, label in fields if written in words_for(field, label))
    return nearest(name, [field for field, _ in fields]) or next(meant, None)


@functools.cache
def words_for(field: str, label: LocalText | None) -> frozenset[str]:
    """What a field or code is called, in all languages, in the form in which spellings agree."""
    word = label or WORDS.get(field)
    said = () if word is None else (language(lang).say(word) for lang in LANGS)
    return frozenset(map(normalise, said))
