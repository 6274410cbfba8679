"""Rule books that have been tried, and nothing was wrong: loaded without trying them again."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.schemas import Schemas
from iacheck.rulebooks.book import compile_book
from iacheck.rulebooks.files import RuleFile, read_right_file
from iacheck.rulebooks.folder import BOOK_FILE, rule_files
from iacheck.rulebooks.models import RuleBookWritten, RuleWritten
from iacheck.rulebooks.own_kinds import schema_files
from iacheck.rulebooks.rule import RuleContext, compile_rule


def load_tried_books(folders: Sequence[Path], schemas: Schemas) -> tuple[RuleBook, ...]:
    """The rule books, in order of validity; their rules are compiled when one is asked for."""
    books = [_load(folder, schemas) for folder in folders]
    return tuple(sorted(books, key=lambda book: (book.valid_from, book.id)))


def _load(folder: Path, schemas: Schemas) -> RuleBook:
    head = read_right_file(folder / BOOK_FILE)
    rules, kinds = rule_files(folder), schema_files(folder)
    files = [RuleFile(path, path.read_bytes()) for path in (*rules, *kinds)]
    book, around, _ = compile_book(RuleBookWritten.model_validate(head.value), head, files, schemas)
    return replace(book, rules=_LaterRules(lambda: _rules(rules, around)))


def _rules(paths: Sequence[Path], around: RuleContext) -> tuple[Rule, ...]:
    files = map(read_right_file, paths)
    compiled = (
        compile_rule(RuleWritten.model_validate(file.value), file, around)[0] for file in files
    )
    rules = [rule for rule in compiled if rule is not None]
    return tuple(sorted(rules, key=lambda rule: (rule.head.demand, rule.id)))


class _LaterRules(Sequence[Rule]):
    """Rules that are compiled when one of them is asked for: few books judge a period."""

    def __init__(self, compile_all: Callable[[], tuple[Rule, ...]]) -> None:
        self._all = functools.cache(compile_all)

    @overload
    def __getitem__(self, index: int) -> Rule: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Rule]: ...
    def __getitem__(self, index: int | slice) -> Rule | Sequence[Rule]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._all())
