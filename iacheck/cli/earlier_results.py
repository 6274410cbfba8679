"""Results of earlier runs, read from the files that they were written to."""

from __future__ import annotations

from pathlib import Path

from iacheck.follow_up.result_files import read_result
from iacheck.follow_up.run_records import RunRecord
from iacheck.language.errors import CannotRun
from iacheck.language.system_errors import cannot_read, endless_input


def read_earlier_result(path: Path) -> RunRecord:
    """What is kept of the result in a file. Raises CannotRun if it cannot be read, or is none."""
    try:
        if refused := endless_input(path, str(path)):
            raise CannotRun([refused])
        data = path.read_bytes()
    except OSError as error:
        raise CannotRun([cannot_read(str(path), error)]) from error
    return read_result(data, str(path))
