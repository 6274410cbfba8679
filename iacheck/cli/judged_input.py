"""What a command judges: files, a store, or a round that is kept in one; and as of which day."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

from iacheck.cases.findings import Result
from iacheck.checks.rule import RuleBook
from iacheck.cli.output import tell_problems
from iacheck.cli.sources import Sources
from iacheck.documents.schemas import Schemas
from iacheck.judging.run import Watched, check, nobody_watches
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.errors import WrongUse
from iacheck.language.frozen import frozen
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.language.norwegian_days import today
from iacheck.language.periods import Period

if TYPE_CHECKING:
    from iacheck.cli.kept_rounds import KeptRound


@frozen
class JudgedInput:
    """Documents and rule books; a round says itself as of which day, and for which period."""

    given: RunInput
    books: tuple[RuleBook, ...]
    schemas: Schemas
    as_of: datetime.date
    periods: tuple[Period, ...]
    kept: KeptRound | None = None

    @classmethod
    def load(
        cls,
        sources: Sources,
        round_: str | None,
        councils: Sequence[str],
        periods: tuple[Period, ...],
        as_of: datetime.date | None,
    ) -> Self:
        """What is to be judged. Raises WrongUse for what a round says itself, and the like."""
        if round_ is None:
            return cls(*sources.load(councils, periods), as_of or today(), periods)
        said = {"--period": periods, "--as-of": as_of, "--rulebook": sources.rulebooks}
        others = [name for name, value in said.items() if value] or list(map(str, sources.paths))
        if others:
            told = message(
                "With {option} the round says what is judged, by what and as of when; leave out "
                "{others}",
                option="--round",
                others=others,
            )
            raise WrongUse(told)
        from iacheck.cli.kept_rounds import KeptRound  # noqa: PLC0415 - with the store

        kept = KeptRound.load(round_, sources.uri)
        of = kept.round
        return cls(kept.given, kept.books, kept.schemas, of.as_of, (of.period,), kept)

    @classmethod
    @contextlib.contextmanager
    def reading(
        cls,
        sources: Sources,
        round_: str | None,
        councils: Sequence[str],
        periods: tuple[Period, ...],
        as_of: datetime.date | None,
    ) -> Iterator[Self]:
        """The same, with the documents of a store where they are until somebody looks at them."""
        if round_ is not None:
            yield cls.load(sources, round_, councils, periods, as_of)
            return
        with sources.reading(councils, periods) as read:
            yield cls(*read, as_of or today(), periods)

    def result(
        self, selection: CaseSelection, language: Language, watched: Watched = nobody_watches
    ) -> Result:
        """What is found; beside it is told what has changed since the round was kept."""
        found = check(self.given, self.books, self.schemas, self.as_of, selection, watched)
        if self.kept is None:
            return found
        tell_problems(self.kept.notices(found), language)
        return self.kept.as_far_as_known(found)
