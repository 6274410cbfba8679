"""A check of a store as other programs can run it: its findings are counted and dropped."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from iacheck.cli.loading import books_and_schemas, reading_store
from iacheck.judging.run import Run
from iacheck.judging.selection import CaseSelection

# Everything is due by then, also of the years of the longest books here.
AS_OF = datetime.date(2300, 6, 1)


class Checker:
    """The shipped rule books, or others, loaded once."""

    def __init__(self, rulebooks: Sequence[Path] = ()) -> None:
        self._books, self._schemas = books_and_schemas(rulebooks)

    def verdicts(self, uri: str) -> Counter[str]:
        """How many findings of each verdict there are on the documents of a store."""
        with reading_store(uri, self._schemas) as given:
            run = Run.of(given, self._books, self._schemas, AS_OF, CaseSelection())
            return Counter(found.verdict for one in run.judged() for found in one.findings)
