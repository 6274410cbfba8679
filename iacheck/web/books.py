"""The rule books that a server judges by, loaded once in each of its processes."""

from __future__ import annotations

import functools

from iacheck.checks.rule import RuleBook
from iacheck.documents.schemas import Schemas
from iacheck.language.language import Language, language
from iacheck.language.messages import Lang
from iacheck.rulebooks import known_schemas, load_rulebooks


@functools.cache
def shipped_books() -> tuple[tuple[RuleBook, ...], Schemas]:
    """The shipped rule books, and the schemas they were compiled against."""
    schemas = known_schemas(())
    return load_rulebooks((), schemas), schemas


@functools.cache
def page_language(code: Lang) -> Language:
    """A language as pages speak it, with the words of the kinds of document."""
    return language(code).at("page").knowing(shipped_books()[1].words)


@functools.cache
def program_language(code: Lang) -> Language:
    """The same as the API speaks it."""
    return page_language(code).at("program")
