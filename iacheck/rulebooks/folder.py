"""The files in a rule book's folder: those that are read, refused, or passed over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from iacheck.language import resources
from iacheck.language.errors import CannotRun
from iacheck.language.messages import message
from iacheck.language.problems import Problem

BOOK_FILE = "rulebook.yaml"
SCHEMA_FOLDER = "schemas"
_ENDINGS = (".yaml", ".yml")
# The largest rule book of two agreements has 40.
_MOST_FILES = 2000


def shipped_folders() -> tuple[Path, ...]:
    """The rule books that come with the program."""
    return tuple(sorted(path.parent for path in resources.folder("rules").glob(f"*/{BOOK_FILE}")))


def rule_files(folder: Path) -> list[Path]:
    """The files of rules, in order of name; links to folders are not followed."""
    return [
        path for path in _files(folder) if path.suffix == ".yaml" and path != folder / BOOK_FILE
    ]


def no_rulebook(folder: Path) -> Problem:
    """Why a folder is none of a rule book; a file that was meant to be one is named."""
    told = message(
        "There is no rule book in this folder: {file} is missing; name a folder that has one",
        file=BOOK_FILE,
    )
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    meant = next((name for name in names if name.casefold().startswith("rulebook.")), BOOK_FILE)
    if meant != BOOK_FILE:
        told = message("{file} must be called {expected}", file=meant, expected=BOOK_FILE)
    return Problem(told, file=str(folder))


def misnamed_files(folder: Path) -> Iterator[Problem]:
    """Files that look like rules and would be passed over."""
    for path in _files(folder):
        if path.suffix != ".yaml" and path.suffix.casefold() in _ENDINGS:
            told = message(
                "A rule's file ends in .yaml; rename this one to {expected}",
                expected=path.with_suffix(".yaml").name,
            )
            yield Problem(told, file=str(path))


def passed_over(folder: Path) -> Iterator[Path]:
    """Files of which nothing is read, but for hidden ones and READMEs."""
    for path in _files(folder):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        about_it = path.name.split(".")[0].upper() in ("README", "LICENSE")
        is_schema = path.parent == folder / SCHEMA_FOLDER and path.suffix == ".json"
        if not (hidden or about_it or is_schema or path.suffix.casefold() in _ENDINGS):
            yield path


def _files(folder: Path) -> list[Path]:
    """The files below a folder. Raises CannotRun where it is none of a rule book alone."""
    found: list[Path] = []
    for where, folders, names in os.walk(folder):
        root = Path(where)
        # What is called as a file, and links, which are not followed, are told of.
        others = (n for n in folders if n.endswith(_ENDINGS) or (root / n).is_symlink())
        found += [root / name for name in (*names, *others)]
        if len(found) > _MOST_FILES:
            told = message(
                "More than {limit} files lie in this folder; lay the rule book in one of its own",
                limit=_MOST_FILES,
            )
            raise CannotRun([Problem(told, file=str(folder))])
    return sorted(found)
