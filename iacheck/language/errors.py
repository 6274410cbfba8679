"""What is raised on purpose. Each carries the problems to tell and the exit status it means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from iacheck.language.messages import Message
from iacheck.language.problems import Problem


class IacheckError(Exception):
    """The command ends here; every problem that was found goes with it."""

    status: ClassVar[int] = 3

    def __init__(self, problems: Iterable[Problem] | Message) -> None:
        self.problems = (Problem(problems),) if isinstance(problems, Message) else tuple(problems)
        super().__init__("; ".join(problem.message.text for problem in self.problems))


class WrongUse(IacheckError):
    """The command was called wrongly."""

    status = 2


class CannotRun(IacheckError):
    """Something needed is broken or out of reach: a rule book, a file, a store."""

    status = 3


class NothingToCheck(IacheckError):
    """No document, no such subject, or no rule book that covers the period."""

    status = 4
