"""Forms made of what was read of papers, with what was not read on a sheet of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document, pointer
from iacheck.documents.schemas import Schemas
from iacheck.forms.empty.asked_form import filled_form
from iacheck.forms.layout import forms
from iacheck.language.errors import CannotRun
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.reports.reading_outline import FileReading, parts_of

FORM_SUFFIX = ".xlsx"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


def forms_of_reading(
    reading: FileReading, books: Sequence[RuleBook], schemas: Schemas, language: Language
) -> Mapping[str, bytes]:
    """The form of each document, by the name of its file. Raises CannotRun where there is none."""
    known = forms(schemas)
    made: dict[str, bytes] = {}
    for document in reading.documents:
        if document.kind not in known:
            continue
        unread = [*parts_of(document, reading, language)]
        written = _as_written(document, reading.problems)
        data = filled_form(known[document.kind], written, unread, books, schemas, language)
        name, number = _file_name(document), 1
        while f"{name}{FORM_SUFFIX}" in made:
            number += 1
            name = f"{_file_name(document)}-{number}"
        made[f"{name}{FORM_SUFFIX}"] = data
    if not made:
        told = message("No document was understood that there is a form for")
        raise CannotRun([*reading.problems, Problem(told)])
    return made


def _as_written(document: Document, problems: Sequence[Problem]) -> Document:
    """The document with what could not be read as it stands in the file, to be refused again."""
    given = {p.path: p.given for p in problems if p.document == document.name and p.given}

    def written(value: Any, path: str) -> Any:
        if value is False:
            return given.get(path, value)
        if isinstance(value, Mapping):
            return {step: written(one, path + pointer(step)) for step, one in value.items()}
        if isinstance(value, list):
            return [written(one, path + pointer(at)) for at, one in enumerate(value)]
        return value

    return replace(document, body=written(document.body, ""))


def _file_name(document: Document) -> str:
    """`plan-hedmark-2016`, with nothing in it that no file may be called."""
    return _NOT_IN_NAMES.sub("-", f"{document.kind}-{document.key}")
