"""Results of earlier runs: read from files, or kept as rounds in a store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from iacheck.cases.findings import Result
from iacheck.cli.kept_rounds import round_called, several_of_a_name, stored_rounds
from iacheck.cli.loading import open_named_store
from iacheck.documents.schemas import Schemas
from iacheck.follow_up.last_rounds import LastRounds
from iacheck.follow_up.result_changes import with_changes
from iacheck.follow_up.rounds import Round, rounds_until
from iacheck.follow_up.run_records import RunRecord
from iacheck.language.errors import CannotRun, NothingToCheck
from iacheck.language.frozen import frozen
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.language.system_errors import cannot_read, endless_input
from iacheck.rulebooks import known_schemas
from iacheck.store import Store


def read_earlier_result(path: Path) -> RunRecord:
    """What is kept of the result in a file. Raises CannotRun if it cannot be read, or is none."""
    # Needs pydantic, which a check without an earlier result can do without.
    from iacheck.follow_up.result_files import read_result  # noqa: PLC0415

    try:
        if refused := endless_input(path, str(path)):
            raise CannotRun([refused])
        data = path.read_bytes()
    except OSError as error:
        raise CannotRun([cannot_read(str(path), error)]) from error
    return read_result(data, str(path))


@frozen
class EarlierResult:
    """What is kept of an earlier run, and of those before it, in the order of their days.

    `name` is that of a file, or the id of a round; `doubts` tell which round is meant, where
    others go by the same name.
    """

    name: str
    records: Sequence[RunRecord]
    doubts: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, given: str, uri: str | None) -> EarlierResult:
        """The result in a file or, where there is no such file, of a round in the store.

        Raises CannotRun if it cannot be read, or is no result; NothingToCheck if there is none.
        """
        path = Path(given)
        if path.exists() or path.suffix.lower() == ".json":
            return cls(given, [read_earlier_result(path)])
        told = message("There is no file and no round “{given}”", given=given)
        try:
            with open_named_store(uri, known_schemas(()), create=False) as store:
                rounds = stored_rounds(store)
        except NothingToCheck as nothing:
            raise NothingToCheck([Problem(told), *nothing.problems]) from nothing
        found = cls.of_round(round_called(given, rounds, told), rounds)
        return replace(found, doubts=tuple(several_of_a_name(given, rounds)))

    @classmethod
    def of_round(cls, last: Round, rounds: Sequence[Round]) -> EarlierResult:
        """A round, and those that led to it."""
        return cls(last.id, [one.record for one in rounds_until(last, rounds)])

    @classmethod
    def of_all(cls, several: Sequence[EarlierResult]) -> EarlierResult:
        """Several as one, in the order of their days."""
        last = max(several, key=lambda one: one.record.as_of)
        records = [record for one in several for record in one.records]
        doubts = tuple(doubt for one in several for doubt in one.doubts)
        return cls(last.name, sorted(records, key=lambda record: record.as_of), doubts)

    @property
    def record(self) -> RunRecord:
        """What is kept of the run itself."""
        return self.records[-1]

    def compared_with(self, result: Result, *, is_whole: bool) -> Result:
        """The result with what has changed since; a notice where this one is of a later day.

        Where the run is not about everybody, only what is dropped of those it is about is told.
        """
        changed = with_changes(result, self.records, is_whole=is_whole, called=self.name)
        return replace(changed, problems=(*changed.problems, *self._notices(result)))

    def _notices(self, result: Result) -> Iterator[Problem]:
        yield from self.doubts
        if self.record.as_of <= result.as_of:
            return
        told = message(
            "It is as of {day}, after {as_of}; give an earlier result, or another day with "
            "{option}",
            day=self.record.as_of,
            as_of=result.as_of,
            option="--as-of",
        )
        yield Problem(told, "notice", self.name)


def last_rounds(store: Store, result: Result, again: Round | None = None) -> LastRounds:
    """The last round that tells of each period of a result.

    Where a round is judged `again`, only what was kept before it counts.
    """
    rounds = [one for one in stored_rounds(store) if again is None or one.kept_at < again.kept_at]
    return LastRounds.of(result, rounds)


def last_rounds_in(
    uri: str | None, schemas: Schemas, result: Result, again: Round | None = None
) -> LastRounds:
    """The same of the store that the user names."""
    with open_named_store(uri, schemas, create=False) as store:
        return last_rounds(store, result, again)
