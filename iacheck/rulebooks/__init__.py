"""From folders of YAML to rule books: everything is checked, and all that is wrong is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from iacheck.checks.rule import RuleBook
from iacheck.documents.schemas import Schemas, load_schemas
from iacheck.language.errors import CannotRun
from iacheck.rulebooks import agreement
from iacheck.rulebooks.folder import BOOK_FILE, no_rulebook, shipped_folders
from iacheck.rulebooks.own_kinds import with_own_kinds
from iacheck.rulebooks.tried_books import load_tried_books, written_in

__all__ = ["known_schemas", "load_rulebooks", "shipped_folders"]


def known_schemas(folders: Sequence[Path]) -> Schemas:
    """The kinds of document there are with these rule books, or with the shipped ones.

    Raises CannotRun for folders without a rule book, and with every mistake in a schema that one
    brings.
    """
    missing = [no_rulebook(folder) for folder in folders if not (folder / BOOK_FILE).is_file()]
    if missing:
        raise CannotRun(missing)
    return with_own_kinds(load_schemas(), folders or shipped_folders())


def load_rulebooks(folders: Sequence[Path], schemas: Schemas) -> tuple[RuleBook, ...]:
    """Load rule books; the shipped ones where no folder is given. In order of validity.

    `schemas` has the kinds of document that they bring, too: `known_schemas` of the same folders.
    Raises CannotRun with every mistake of every file; a book with a mistake judges nothing.
    Shipped books that have been found right before are not tried again.
    """
    if folders:
        return _try(folders, schemas)
    shipped = shipped_folders()
    files = agreement.files_below(shipped)
    fingerprints = agreement.Fingerprints.of(files)
    written = agreement.recall(fingerprints)
    if written is not None:
        return load_tried_books(shipped, schemas, files, written)
    books = _try(shipped, schemas)
    # What was tried is what was read before, unless somebody has changed it meanwhile.
    if agreement.files_below(shipped) == files:
        agreement.remember(fingerprints, written_in(files))
    return books


def _try(folders: Sequence[Path], schemas: Schemas) -> tuple[RuleBook, ...]:
    from iacheck.rulebooks.untried_books import try_books  # noqa: PLC0415 - slow, with pydantic

    return try_books(folders, schemas)
