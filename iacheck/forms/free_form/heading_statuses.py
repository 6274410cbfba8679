"""What a heading says of how it went with the activities below it: “Avlyste tiltak”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from iacheck.checks.texts import mentions
from iacheck.forms.value_words import Status
from iacheck.language.names import words

# Longer than this, and a line is a sentence.
_MOST_WORDS = 9


class HeadingStatuses:
    """Knows them by the words of `heading_statuses`; lists of stems, each by language."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        stems = {name: tuple(_all(several)) for name, several in written.items()}
        self._activities = stems["activities"]
        self._discontinued = stems["discontinued"]
        self._continued = stems["continued"]
        self._planned = stems["planned"]
        self._stems: Mapping[Status, Sequence[str]] = {
            status: stems[status] for status in get_args(Status) if status in stems
        }

    def names_activities(self, text: str) -> bool:
        """Whether a heading is about activities, whatever else it says."""
        return len(words(text)) <= _MOST_WORDS and mentions([text], self._activities)

    def is_discontinued(self, text: str) -> bool:
        """Whether a heading is of activities that do not go on; of which year, nobody knows."""
        return self.names_activities(text) and mentions([text], self._discontinued)

    def is_continued(self, text: str) -> bool:
        """Whether a heading is of what was done in another year and in that of the paper."""
        return mentions([text], self._continued) and not self.is_discontinued(text)

    def is_planned(self, text: str) -> bool:
        """Whether a heading of activities is of those that are planned."""
        return self.names_activities(text) and mentions([text], self._planned)

    def of(self, text: str) -> tuple[Status, ...]:
        """The statuses that a heading of activities names, one or several."""
        is_label = text.rstrip().endswith(":") and len(words(text)) <= _MOST_WORDS
        if not (is_label or self.names_activities(text)):
            return ()
        return tuple(status for status, stems in self._stems.items() if mentions([text], stems))


def _all(several: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for listed in several.values():
        yield from listed
