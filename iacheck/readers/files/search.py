"""Which files are meant by the names of files and folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from iacheck.documents.schema_error_words import printable
from iacheck.language.hints import with_hint
from iacheck.language.messages import message
from iacheck.language.names import nearest
from iacheck.language.problems import Problem
from iacheck.language.system_errors import cannot_read
from iacheck.readers import reader_of
from iacheck.readers.files.names import GivenPath, InputFile, given_paths

# What Office keeps beside a file that is open, LibreOffice beside one, and Word while it saves.
_KEPT_BEGINNINGS = ("~$", ".~lock.", "~WRL", "~WRD")
_KEPT = frozenset(
    {
        *("thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "icon\r", "__macosx"),
        *("$recycle.bin", "system volume information", "lost+found"),
    }
)


def gather(paths: Sequence[Path]) -> tuple[list[InputFile], tuple[Problem, ...]]:
    """The files that are meant by files and folders, each once, and what could not be found.

    A file that is named is meant, unless a program keeps it for itself; it is told of. Of a folder,
    and of the folders in it, the files that can be read are meant, in order of name; the others are
    told of in a notice. Passed over in silence are hidden files and folders, what programs keep,
    and READMEs: they tell of the folder.
    """
    found: dict[str, InputFile] = {}
    problems: list[Problem] = []
    for given in given_paths(paths):
        files, told = _meant_by(given)
        problems += told
        for file in files:
            found.setdefault(os.path.realpath(file), given.file(file))
    return list(found.values()), tuple(problems)


def _meant_by(given: GivenPath) -> tuple[list[Path], list[Problem]]:
    try:
        if given.path.is_dir():
            return _in_folder(given)
        if given.path.exists():
            return ([], [_kept(given)]) if _is_kept(given.path.name) else ([given.path], [])
    except OSError as error:
        return [], [cannot_read(given.name, error)]
    return [], [_missing(given)]


def _is_kept(name: str) -> bool:
    """Whether a program keeps a file or folder of this name for itself; Office while one works."""
    return name.startswith(_KEPT_BEGINNINGS) or name.casefold() in _KEPT


def _kept(given: GivenPath) -> Problem:
    told = message("Not read, because a program or the system keeps it for itself")
    return Problem(told, "notice", given.name)


def _missing(given: GivenPath) -> Problem:
    """Nothing of this name is there; named is what it looks like a misspelling of."""
    path = given.path
    try:
        beside = {file.name for file in path.parent.iterdir() if not file.name.startswith(".")}
    except OSError:
        beside = set()
    # A link that leads nowhere is there, and is not what was meant.
    meant = nearest(path.name, beside - {path.name})
    told = message("There is no file or folder of this name")
    hint = None if meant is None else printable(PurePath(given.name).with_name(meant).as_posix())
    return Problem(with_hint(told, hint), file=given.name)


def _in_folder(given: GivenPath) -> tuple[list[Path], list[Problem]]:
    problems: list[Problem] = []
    files: list[Path] = []
    others: list[Path] = []

    def unreadable(error: OSError) -> None:
        problems.append(cannot_read(given.file(Path(error.filename)).name, error))

    for where, folders, names in os.walk(given.path, onerror=unreadable):
        root = Path(where)
        folders[:] = (name for name in folders if not (name.startswith(".") or _is_kept(name)))
        # Links to folders are not followed: they may lead round in a circle.
        others += (root / name for name in folders if (root / name).is_symlink())
        for name in names:
            is_readme = name.split(".")[0].upper() == "README"
            if is_readme or name.startswith(".") or _is_kept(name):
                continue
            (others if reader_of(name) is None else files).append(root / name)
    if others:
        told = message(
            "Not read, because files of their formats cannot be: {files}",
            files=tuple(sorted(given.file(other).name for other in others)),
        )
        problems.append(Problem(told, "notice", given.name))
    return sorted(files), problems
