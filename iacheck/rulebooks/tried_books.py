"""Rule books that have been tried, and nothing was wrong: loaded without trying them again."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, overload

from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.schemas import Schemas
from iacheck.rulebooks.agreement import name_of
from iacheck.rulebooks.book import compile_book
from iacheck.rulebooks.book_model import RuleBookWritten
from iacheck.rulebooks.files import RuleFile, value_of_right_file
from iacheck.rulebooks.folder import BOOK_FILE, rule_files
from iacheck.rulebooks.own_kinds import schema_files
from iacheck.rulebooks.rule import RuleContext, compile_rule
from iacheck.rulebooks.rule_model import RuleWritten


def written_in(files: Mapping[Path, bytes]) -> Mapping[str, Any]:
    """What stands in those of the files that are YAML, by their names; all of them are right."""
    return {
        name_of(path): value_of_right_file(data)
        for path, data in files.items()
        if path.suffix == ".yaml"
    }


def load_tried_books(
    folders: Sequence[Path],
    schemas: Schemas,
    files: Mapping[Path, bytes],
    written: Mapping[str, Any],
) -> tuple[RuleBook, ...]:
    """The rule books, in order of validity; their rules are compiled when one is asked for.

    `written` is what stands in their files.
    """

    def read(path: Path) -> RuleFile:
        return RuleFile(path, files[path], written.get(name_of(path)))

    books = [_load(folder, schemas, read) for folder in folders]
    return tuple(sorted(books, key=lambda book: (book.valid_from, book.id)))


def _load(folder: Path, schemas: Schemas, read: Callable[[Path], RuleFile]) -> RuleBook:
    head, rules = read(folder / BOOK_FILE), list(map(read, rule_files(folder)))
    book, around, _ = compile_book(
        RuleBookWritten.from_written(head.value),
        head,
        [*rules, *map(read, schema_files(folder))],
        schemas,
        tried=True,
    )
    return replace(book, rules=_LaterRules(lambda: _rules(rules, around)))


def _rules(files: Sequence[RuleFile], around: RuleContext) -> tuple[Rule, ...]:
    found = (compile_rule(RuleWritten.from_written(file.value), file, around)[0] for file in files)
    rules = [rule for rule in found if rule is not None]
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
