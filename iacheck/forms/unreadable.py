"""What a cell holds that cannot be read, or could be read in two ways."""

from __future__ import annotations

from iacheck.language.messages import Message


class UnreadableCell(Exception):
    """What a person wrote has no certain meaning; `told` says why, and what to write."""

    def __init__(self, told: Message) -> None:
        super().__init__(told.text)
        self.told = told


class WrongDay(UnreadableCell):
    """A day is written, and there is none such, or it could be the next: it is no free wording."""
