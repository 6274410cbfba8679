"""The files of a rule book, and how a mistake in one is told: by file, line and column."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any, TypeVar

from iacheck.checks.check import Mistake
from iacheck.checks.yaml_model import YamlModel
from iacheck.documents.document import pointer
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.language.system_errors import cannot_read
from iacheck.readers.text.json_text import load_json
from iacheck.readers.text.parsed_text import ParsedText

AnyWritten = TypeVar("AnyWritten", bound=YamlModel)
Location = Sequence[str | int]
# The largest rule book of two years has 60 kB.
_MOST_BYTES = 2**20


@frozen
class RuleFile:
    """A file of YAML or JSON and where each part of it stands.

    Its value is None where it cannot be used.
    """

    path: Path
    data: bytes
    value: Any = None
    lines: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.path)

    def problem(self, told: Message, location: Location = ()) -> Problem:
        """A problem at a place of this file, or the nearest part around it that there is.

        Steps that the file does not have are passed over: those that a short form leaves out.
        """
        at = ""
        for step in location:
            further = at + pointer(step)
            at = further if further in self.lines else at
        line = self.lines.get(at)
        place = None if line is None else Place(line, column=self.columns.get(at))
        return Problem(told, file=self.name, place=place, path=at, as_written=True)

    def mistakes(self, mistakes: Sequence[Mistake], *around: str | int) -> list[Problem]:
        """What a compiler found, as problems of this file."""
        return [self.problem(m.message, (*around, *m.location)) for m in mistakes]


def read_rule_file(path: Path, folder: Path) -> tuple[RuleFile, list[Problem]]:
    """A file of YAML or JSON in UTF-8, and everything that keeps it from being read.

    What a link out of the rule book's folder leads to, a pipe or a device is not opened.
    """
    try:
        data = _bytes(path, folder)
    except OSError as error:
        return RuleFile(path, b""), [cannot_read(str(path), error)]
    if isinstance(data, Message):
        return RuleFile(path, b""), [Problem(data, file=str(path))]
    file = RuleFile(path, data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return file, [Problem(_not_utf8(data), file=file.name, place=_place_of(data, error.start))]
    from iacheck.readers.text.yaml_text import load_yaml  # noqa: PLC0415 - slow
    from iacheck.rulebooks.odd_signs import odd_signs  # noqa: PLC0415 - as above

    loaded = load_json(text) if path.suffix == ".json" else load_yaml(text)
    errors = [*loaded.errors]
    if path.suffix != ".json" and loaded.value is not None:
        errors += [*_second_document(loaded, text), *odd_signs(text)]
    if errors:
        return file, [replace(problem, file=file.name) for problem in errors]
    if loaded.value is None:
        return file, [file.problem(message("The file is empty"))]
    return RuleFile(path, data, loaded.value, loaded.lines, loaded.columns), []


def value_of_right_file(data: bytes) -> Any:
    """What stands in a file of YAML that has been read before, and nothing was wrong with it."""
    from iacheck.readers.text.yaml_text import load_yaml  # noqa: PLC0415 - slow

    return load_yaml(data.decode("utf-8-sig")).value


def _bytes(path: Path, folder: Path) -> bytes | Message:
    """What stands in a file of the folder, or why it is not read. Raises OSError."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return message(
            "This is a link to a file outside the rule book's folder, which is not read; lay the "
            "file itself here"
        )
    # A pipe would make the opening wait for somebody who writes to it.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            return message("This is no file that can be read, but a pipe or a device; remove it")
        with open(handle, "rb", closefd=False) as opened:
            data = opened.read(_MOST_BYTES + 1)
    finally:
        os.close(handle)
    if len(data) > _MOST_BYTES:
        return message(
            "The file is larger than {limit} MB; no rule is so large", limit=_MOST_BYTES // 2**20
        )
    return data


def _not_utf8(data: bytes) -> Message:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return message("The file is in UTF-16; save it anew as UTF-8")
    return message("The file is not in UTF-8 from here on; save it anew as UTF-8")


def _place_of(data: bytes, at: int) -> Place:
    """Line and column of a byte that is no UTF-8; all before it is."""
    before = data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")
    return Place(data.count(b"\n", 0, at) + 1, column=len(before.removeprefix("\ufeff")) + 1)


def _second_document(loaded: ParsedText, text: str) -> Iterator[Problem]:
    """The line `---` behind which a second document begins, if one does."""
    if not loaded.documents > 1:
        return
    rows = text.splitlines()
    line = loaded.lines["/1"]
    while line > 1 and not rows[line - 1].startswith("---"):
        line -= 1
    told = message(
        "Another document begins here, behind ---, and a file holds one; take the line away, or "
        "make a file of its own of what follows"
    )
    yield Problem(told, place=Place(line, column=1))


def parse_as_model(
    file: RuleFile, model: type[AnyWritten]
) -> tuple[AnyWritten | None, list[Problem]]:
    """The file's value as its model has it, and every way in which it is not so."""
    if file.value is None:
        return None, []  # what is wrong with it has been told
    from iacheck.checks.yaml_mistakes import mistakes_in  # noqa: PLC0415 - with pydantic

    wrong = mistakes_in(model, file.value)
    if wrong:
        return None, [file.problem(told, place) for place, told in wrong]
    return model.from_written(file.value), []
