"""A mark on figures that could be others, had everything been read, and whose they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from iacheck.cases.findings import Subject
from iacheck.language.language import Language
from iacheck.language.messages import Value, message
from iacheck.reports.blocks import Block, Text
from iacheck.reports.meeting.phrases import note, subject_name, subject_names

_MARK = "*"


class HalfReadMarks:
    """Marks the figures of a table or list, and keeps in mind what its note must tell."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._councils: dict[Subject, None] = {}

    def cell(self, text: Text, in_doubt: Collection[Subject]) -> Text:
        """The text of a cell, marked if what these councils have written is in doubt."""
        if not in_doubt:
            return text
        *before, last = text
        return [*before, replace(last, text=last.text + self._mark(in_doubt))]

    def value(self, value: Value, in_doubt: Collection[Subject]) -> Value:
        """A value in a sentence, marked if what these councils have written is in doubt."""
        return f"{self._language.value(value)}{self._mark(in_doubt)}" if in_doubt else value

    def names(self, councils: Collection[Subject], in_doubt: Collection[Subject]) -> str:
        """The names of councils, each once, those marked that are in doubt."""
        language = self._language
        return language.listed(
            [
                language.value(
                    self.value(subject_name(language, one), [one] if one in in_doubt else [])
                )
                for one in dict.fromkeys(councils)
            ]
        )

    def note(self) -> Iterator[Block]:
        """What the mark means, and whose documents were not read whole; nothing without a mark."""
        if self._councils:
            told = message(
                "Not all of the plans and reports was read, and the rest could change what is "
                "marked with {mark}: {who}.",
                mark=_MARK,
                who=subject_names(self._language, self._councils),
            )
            yield note(self._language, told)

    def _mark(self, in_doubt: Collection[Subject]) -> str:
        self._councils |= dict.fromkeys(in_doubt)
        return _MARK
