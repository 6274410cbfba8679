"""The files of a rule book, and how a mistake in one is told: by file, line and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from iacheck.checks.check import Mistake
from iacheck.checks.yaml_model import YamlModel, validation_mistakes
from iacheck.documents.document import pointer
from iacheck.language.messages import Message, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.language.system_errors import cannot_read
from iacheck.readers.text.json_text import load_json
from iacheck.readers.text.yaml_text import load_yaml

AnyWritten = TypeVar("AnyWritten", bound=YamlModel)
Location = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file of YAML or JSON, its value (None where it cannot be used), and where each part stands."""

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
        return Problem(told, file=self.name, place=place, path=at)

    def mistakes(self, mistakes: Sequence[Mistake], *around: str | int) -> list[Problem]:
        """What a compiler found, as problems of this file."""
        return [self.problem(m.message, (*around, *m.location)) for m in mistakes]


def read_rule_file(path: Path) -> tuple[RuleFile, list[Problem]]:
    """A file of YAML or JSON in UTF-8, and everything that keeps it from being read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return RuleFile(path, b""), [cannot_read(str(path), error)]
    file = RuleFile(path, data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = message("The file is not in UTF-8 (byte {position})", position=error.start)
        return file, [file.problem(told)]
    loaded = load_json(text) if path.suffix == ".json" else load_yaml(text)
    if loaded.errors:
        return file, [replace(problem, file=file.name) for problem in loaded.errors]
    if loaded.value is None:
        return file, [file.problem(message("The file is empty"))]
    return RuleFile(path, data, loaded.value, loaded.lines, loaded.columns), []


def parse_as_model(
    file: RuleFile, model: type[AnyWritten]
) -> tuple[AnyWritten | None, list[Problem]]:
    """The file's value as its model has it, and every way in which it is not so."""
    if file.value is None:
        return None, []  # what is wrong with it has been told
    try:
        return model.model_validate(file.value), []
    except ValidationError as error:
        wrong = validation_mistakes(error, model)
        return None, [file.problem(told, place) for place, told in wrong]
