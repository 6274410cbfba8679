"""A rule book as the files that it is of: so that it can be kept, and used again as it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from iacheck.rulebooks.folder import BOOK_FILE, rule_files
from iacheck.rulebooks.own_kinds import schema_files


def book_files(folder: Path) -> Mapping[str, bytes]:
    """Everything that is read of a rule book, by its path below the folder."""
    found = (folder / BOOK_FILE, *rule_files(folder), *schema_files(folder))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def write_book(id_: str, files: Mapping[str, bytes], around: Path) -> Path:
    """Lay a rule book's files below a folder; the rule book's own folder, which its id names."""
    folder = around / id_
    for name, data in files.items():
        path = folder.joinpath(*PurePosixPath(name).parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
