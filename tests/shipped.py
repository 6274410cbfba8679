"""The rule books that come with the program, loaded once for all the tests of a process."""

from __future__ import annotations

import functools

from iacheck.checks.rule import RuleBook
from iacheck.documents.schemas import Schemas, load_schemas
from iacheck.rulebooks import load_rulebooks


@functools.cache
def shipped() -> tuple[tuple[RuleBook, ...], Schemas]:
    """Rule books, which are frozen, and the schemas they were compiled against."""
    schemas = load_schemas()
    return load_rulebooks((), schemas), schemas
