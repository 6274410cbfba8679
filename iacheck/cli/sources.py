"""What `check` and `report` judge: documents of files or of a store, and by which rule books."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from iacheck.checks.rule import RuleBook
from iacheck.cli import options
from iacheck.cli.loading import books_and_schemas, from_store, reading_store, store_address
from iacheck.cli.options import Function
from iacheck.cli.progress import file_progress
from iacheck.documents.schemas import Schemas
from iacheck.forms.book_words import SaidOfPapers
from iacheck.judging.run_input import RunInput
from iacheck.language.errors import WrongUse
from iacheck.language.frozen import frozen
from iacheck.language.limits import Limits
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.readers.files.inputs import input_of_files
from iacheck.readers.files.search import gather


@frozen
class Sources:
    """Files and folders or, where there are none, the store at `uri`; and the rule books."""

    paths: tuple[Path, ...]
    rulebooks: tuple[Path, ...]
    limits: Limits
    ocr: bool
    quiet: bool
    uri: str | None
    kind: str | None = None

    @staticmethod
    def options(command: Function) -> Function:
        """The options that a command makes its sources of."""
        for add in (
            options.store,
            options.quiet,
            options.ocr,
            options.limit,
            options.rulebook,
            options.paper_kind,
        ):
            command = add(command)
        return command

    def files(self) -> tuple[Path, ...]:
        """The files that are read, the store's among them. Raises WrongUse where both are given."""
        if not self.paths:
            if self.kind is not None:
                raise WrongUse(message("{option} is for files; name one", option="--kind"))
            return (Path(store_address(self.uri).removeprefix("sqlite:")),)
        if self.uri is not None:
            raise WrongUse(message("Give either files or {option}, not both", option="--store"))
        return tuple(file.path for file in gather(self.paths)[0])

    def load(
        self, councils: Sequence[str] = (), periods: Sequence[Period] = ()
    ) -> tuple[RunInput, tuple[RuleBook, ...], Schemas]:
        """The documents to judge, the rule books, and the schemas of both.

        A single council or period that is asked for is that of papers that do not say theirs.
        """
        books, schemas = books_and_schemas(self.rulebooks)
        if not self.paths:
            return from_store(self.uri, schemas), books, schemas
        return self._of_files(councils, periods, books, schemas), books, schemas

    @contextlib.contextmanager
    def reading(
        self, councils: Sequence[str] = (), periods: Sequence[Period] = ()
    ) -> Iterator[tuple[RunInput, tuple[RuleBook, ...], Schemas]]:
        """The same, with the documents of a store where they are until somebody looks at them."""
        books, schemas = books_and_schemas(self.rulebooks)
        if self.paths:
            yield self._of_files(councils, periods, books, schemas), books, schemas
            return
        with reading_store(self.uri, schemas) as given:
            yield given, books, schemas

    def _of_files(
        self,
        councils: Sequence[str],
        periods: Sequence[Period],
        books: Sequence[RuleBook],
        schemas: Schemas,
    ) -> RunInput:
        said = SaidOfPapers(
            self.kind,
            councils[0] if len(councils) == 1 else None,
            periods[0] if len(periods) == 1 else None,
        )
        watched = file_progress(quiet=self.quiet)
        return input_of_files(self.paths, books, schemas, self.limits, watched, said, ocr=self.ocr)
