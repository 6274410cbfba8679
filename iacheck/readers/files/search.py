"""Which files are meant by the names of files and folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from iacheck.documents.schema_error_words import printable
from iacheck.language.hints import with_hint
from iacheck.language.messages import OneOf, message
from iacheck.language.names import nearest
from iacheck.language.problems import Problem
from iacheck.language.system_errors import cannot_read
from iacheck.readers import reader_of, suffixes


def gather(paths: Sequence[Path]) -> tuple[list[Path], tuple[Problem, ...]]:
    """The files that are meant by files and folders, each once, and what could not be found.

    A file that is named is meant, whatever its name. Of a folder, and of the folders in it, the
    files that can be read are meant, in order of name; the others are told of in a notice.
    Passed over in silence are hidden files and folders, and READMEs: they tell of the folder.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        files, told = _meant_by(path)
        problems += told
        for file in files:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values()), tuple(problems)


def _meant_by(path: Path) -> tuple[list[Path], list[Problem]]:
    try:
        if path.is_dir():
            return _in_folder(path)
        if path.exists():
            return [path], []
    except OSError as error:
        return [], [cannot_read(str(path), error)]
    return [], [_missing(path)]


def _missing(path: Path) -> Problem:
    """Nothing of this name is there; named is what it looks like a misspelling of."""
    try:
        beside = {file.name for file in path.parent.iterdir() if not file.name.startswith(".")}
    except OSError:
        beside = set()
    # A link that leads nowhere is there, and is not what was meant.
    meant = nearest(path.name, beside - {path.name})
    told = message("There is no file or folder of this name")
    hint = None if meant is None else printable(str(path.with_name(meant)))
    return Problem(with_hint(told, hint), file=str(path))


def _in_folder(folder: Path) -> tuple[list[Path], list[Problem]]:
    problems: list[Problem] = []
    files: list[Path] = []
    others: list[str] = []

    def unreadable(error: OSError) -> None:
        problems.append(cannot_read(str(error.filename), error))

    for where, folders, names in os.walk(folder, onerror=unreadable):
        root = Path(where)
        folders[:] = (name for name in folders if not name.startswith("."))
        # Links to folders are not followed: they may lead round in a circle.
        others += (str(root / name) for name in folders if (root / name).is_symlink())
        for name in names:
            if name.startswith(".") or name.split(".")[0].upper() == "README":
                continue
            if reader_of(name) is None:
                others.append(str(root / name))
            else:
                files.append(root / name)
    if others:
        told = message(
            "Not read, because they are in another format than {known}: {files}",
            known=OneOf(tuple(suffixes())),
            files=tuple(sorted(others)),
        )
        problems.append(Problem(told, "notice", str(folder)))
    return sorted(files), problems
