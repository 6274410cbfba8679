"""How it went with an activity, in the words of the one who tells."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from iacheck.forms.value_words import Status, value_words
from iacheck.language.names import normalise


def status_of(text: str) -> Status | None:
    """The status that a text is, and nothing else; None for a word that is not known for one."""
    return _statuses().get(normalise(text.strip(" \t\n.,:;!()")))


@functools.cache
def _statuses() -> Mapping[str, Status]:
    return {
        normalise(word): status
        for status, words in value_words().statuses.items()
        for word in words
    }
