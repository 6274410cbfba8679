"""Results of earlier runs, read from the files that they were written to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from iacheck.cases.findings import Result
from iacheck.language.errors import CannotRun
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.language.system_errors import cannot_read, endless_input

if TYPE_CHECKING:
    from iacheck.follow_up.run_records import RunRecord


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


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """What is kept of the result in a file."""

    file: Path
    record: RunRecord

    @classmethod
    def read(cls, file: Path) -> EarlierResult:
        """Raises CannotRun if it cannot be read, or is no result."""
        return cls(file, read_earlier_result(file))

    def compared_with(self, result: Result, *, is_whole: bool) -> Result:
        """The result with what has changed since; a notice where this one is of a later day.

        Where the run is not about everybody, only what is dropped of those it is about is told.
        """
        from iacheck.follow_up.result_changes import with_changes  # noqa: PLC0415 - as above

        changed = with_changes(result, [self.record], is_whole=is_whole)
        if self.record.as_of <= result.as_of:
            return changed
        told = message(
            "It is as of {day}, after {as_of}; give an earlier result, or another day with "
            "{option}",
            day=self.record.as_of,
            as_of=result.as_of,
            option="--as-of",
        )
        notice = Problem(told, "notice", str(self.file))
        return replace(changed, problems=(*changed.problems, notice))
