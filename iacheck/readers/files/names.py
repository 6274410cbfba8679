"""What results and stores call the files that a command line names: never by a whole path."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from iacheck.documents.schema_error_words import printable
from iacheck.language.frozen import frozen


@frozen
class InputFile:
    """A file to read, and what results and a store call it."""

    path: Path
    name: str
    stored_name: str


@frozen
class GivenPath:
    """A file or folder as a command line names it.

    Results call it `end` where it was given from the root of the machine and does not lie in the
    current folder; else as it was given, or from the current folder on. A store always calls it
    `end`: its own name, with as many folders above as tell it from the others that were given.
    """

    path: Path
    end: PurePath

    def file(self, path: Path) -> InputFile:
        """A file that is meant by it: itself, or one somewhere in the folder that it is."""
        inside = path.relative_to(self.path)
        return InputFile(path, _written(self._shown / inside), _written(self.end / inside))

    @property
    def name(self) -> str:
        return _written(self._shown)

    @property
    def stored_name(self) -> str:
        return _written(self.end)

    @property
    def _shown(self) -> PurePath:
        if not self.path.anchor:
            return self.path
        try:
            return _whole(self.path).relative_to(_current_folder())
        except ValueError:
            return self.end


def given_paths(paths: Sequence[Path]) -> Sequence[GivenPath]:
    """The paths of a command line, in order, each with an end that no other has."""
    parts = [_whole(path) for path in paths]
    ends: dict[PurePath, PurePath] = {}
    length = 0
    while len(ends) < len({*parts}):
        length += 1
        alike: dict[tuple[str, ...], set[Path]] = {}
        for whole in {*parts} - ends.keys():
            below = whole.relative_to(whole.anchor).parts
            alike.setdefault(below[-length:], set()).add(whole)
        ends.update(
            (whole, PurePath(*end)) for end, same in alike.items() for whole in same
            if len(same) == 1
        )  # fmt: skip
    return [GivenPath(path, ends[whole]) for path, whole in zip(paths, parts, strict=True)]


def _whole(path: Path) -> Path:
    """From the root on; links are left as they are, for they are what was named."""
    return Path(os.path.normpath(_current_folder() / path))


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except OSError:  # it has been removed: what is named from it is not there either
        return Path()


def _written(path: PurePath) -> str:
    # A name may hold bytes that are no text, which no store could keep.
    return printable(path.as_posix())
