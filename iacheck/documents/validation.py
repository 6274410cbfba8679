"""A document held against the schema of its kind: everything that is wrong, in plain words.

`jsonschema` does the judging, and takes long to import: import this module only where there is
a document to validate.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, TypeChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from iacheck.documents.document import Document, pointer
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.field_types import FieldType, Schema
from iacheck.documents.misspelt_fields import lookalike_field, words_for
from iacheck.documents.quick_validation import IN_ORDER
from iacheck.documents.schema_error_words import (
    FieldWords,
    SchemaError,
    Steps,
    allowed_values,
    given_value,
    printable,
    quotable,
    step_label,
    value_in_words,
)
from iacheck.documents.storable import without_nulls
from iacheck.documents.whole_numbers import is_whole
from iacheck.language.hints import with_hint
from iacheck.language.messages import Message, message
from iacheck.language.names import nearest, normalise
from iacheck.language.norwegian_days import no_certain_day, read_moment, read_numbered_day
from iacheck.language.periods import read_date
from iacheck.language.problems import Problem

# From here on two names are so alike that one is a misspelling even where both are present: two
# listed fields of one record are at most 0.78 alike (`submitted_on`, `submitted_via`).
_REALLY_NEAR = 0.9


class Validation:
    """The validation of documents of one kind."""

    def __init__(self, kind: DocumentKind) -> None:
        self._validator = _Strict(kind.whole, format_checker=_FORMATS)
        self._field_type = kind.field_type
        self._words = kind.words

    def problems(self, document: Document, *, require: bool) -> tuple[Problem, ...]:
        """All problems, in the order of their lines in the file, and of their paths.

        Missing fields are among them only if `require`d.
        """
        body, unstorable = without_nulls(document.body, self._words)
        # A value that no store can hold needs no second opinion.
        settled = {wrong.steps for wrong in unstorable}
        found = [
            *unstorable,
            *(b for b in self._schema_errors(body, require) if b.steps not in settled),
            *(
                wrong
                for part in _records(body, self._field_type, ())
                for wrong in (
                    *(w for w in _misspelt(*part) if not _is_of_a_table(document, w.steps)),
                    *_backwards(*part, self._words),
                    *_repeated(*part, self._words),
                )
            ),
        ]
        found.sort(key=lambda wrong: [(isinstance(step, str), step) for step in wrong.steps])
        return tuple(sorted((_problem(document, wrong) for wrong in found), key=_line))

    def _schema_errors(self, body: Mapping[str, Any], require: bool) -> Iterator[SchemaError]:
        # A value that breaks its schema twice (no text, and not of a form) is told of once:
        # schemas begin with the type.
        told = set()
        for error in self._validator.iter_errors(body):
            if error.validator == "required" and not require:
                continue
            steps: Steps = tuple(error.absolute_path)
            if (steps, id(error.schema)) not in told:
                told.add((steps, id(error.schema)))
                yield _schema_error(error, steps, self._words)


def _is_of_a_table(document: Document, steps: Steps) -> bool:
    """Whether people wrote it under a heading of theirs, of which the reader has told already.

    They do not know the names of fields.
    """
    place = document.origin.place(pointer(*steps)) if document.origin else None
    return place is not None and place.line is None


def _problem(document: Document, wrong: SchemaError) -> Problem:
    path = pointer(*wrong.steps)
    problem = document.problem(
        wrong.message, path, wrong.level, given=wrong.given, expected=wrong.expected
    )
    return replace(problem, path=printable(path))


def _line(problem: Problem) -> int:
    return 0 if problem.place is None or problem.place.line is None else problem.place.line


def _schema_error(error: ValidationError, steps: Steps, own: FieldWords) -> SchemaError:
    """What the library found, in our words."""
    schema: Any = error.schema
    field = step_label(steps, own)
    if error.validator == "required":
        wanted = allowed_values(schema["properties"][steps[-1]])
        told = message("{field} is missing; it must be {allowed}", field=field, allowed=wanted)
        return SchemaError(steps, told, expected=wanted)
    wanted, value = allowed_values(schema), error.instance
    why = _of_two_days(value, schema)
    if why is not None:
        told = message("{field}: {why}", field=field, why=why)
        return SchemaError(steps, told, given_value(value), wanted)
    told = message(
        "{field} must be {allowed}, not {given}",
        field=field,
        allowed=wanted,
        given=value_in_words(value),
    )
    told = with_hint(told, _likely_choice(value, schema))
    return SchemaError(steps, told, given_value(value), schema.get("enum", wanted))


def _of_two_days(value: object, schema: Schema) -> Message | None:
    """Why a moment that stands where a day is meant may be of either of two."""
    if schema.get("format") != "date" or not isinstance(value, str):
        return None
    moment = read_moment(value)
    return None if moment is None else no_certain_day(quotable(value), moment)


def _likely_choice(value: object, schema: Schema) -> str | None:
    """What was probably meant: the choice that is spelt most alike or so called, or the day."""
    if isinstance(value, str) and schema.get("format") == "date":
        day = read_numbered_day(value)
        return None if day is None else day.isoformat()
    if isinstance(value, str):
        choices, written = [str(one) for one in schema.get("enum", ())], normalise(value)
        called = (one for one in choices if written in words_for(one, None))
        return nearest(value, choices) or next(called, None)
    if (
        isinstance(value, int)
        and 1000 <= value <= 9999
        and schema.get("format") in ("year", "half-year", "period")
    ):
        # YAML reads 2015 as a number; between quotes it is a text.
        return f'"{value}"'
    return None


def _records(
    value: Any, field_type: FieldType, steps: Steps
) -> Iterator[tuple[Mapping[str, Any], FieldType, Steps]]:
    """Every group of fields in a value that the schemas know, from the outside in."""
    if isinstance(value, list) and field_type.items and field_type.items.fields:
        for at, item in enumerate(value):
            yield from _records(item, field_type.items, (*steps, at))
    elif isinstance(value, dict):
        yield value, field_type, steps
        for name, known in field_type.fields.items():
            if name in value:
                yield from _records(value[name], known, (*steps, name))


def _misspelt(
    record: Mapping[str, Any], field_type: FieldType, steps: Steps
) -> Iterator[SchemaError]:
    """A notice for each field that looks like a misspelling of a listed one."""
    for name in record.keys() - field_type.fields.keys():
        listed = lookalike_field(
            name, tuple((field, part.label) for field, part in field_type.fields.items())
        )
        if listed and (listed not in record or _really_near(name, listed)):
            told = message(
                "The field “{given}” is not known here, and no rule reads it", given=quotable(name)
            )
            told = with_hint(told, listed)
            yield SchemaError((*steps, name), told, quotable(name), listed, "notice")


def _backwards(
    record: Mapping[str, Any], field_type: FieldType, steps: Steps, own: FieldWords
) -> Iterator[SchemaError]:
    """A notice for each last day that is before its first."""
    for first, last in IN_ORDER:
        if first in field_type.fields and last in field_type.fields:
            from_, to = read_date(record.get(first)), read_date(record.get(last))
            if from_ is not None and to is not None and to < from_:
                told = message(
                    "“{last}” is {to}, before “{first}”, {from_}; is the year right in both?",
                    last=step_label((last,), own),
                    to=to,
                    first=step_label((first,), own),
                    from_=from_,
                )
                yield SchemaError((*steps, last), told, to.isoformat(), from_.isoformat(), "notice")


def _repeated(
    record: Mapping[str, Any], field_type: FieldType, steps: Steps, own: FieldWords
) -> Iterator[SchemaError]:
    """A notice for each item that stands before in a list in which each counts once."""
    for name, known in field_type.fields.items():
        items = record.get(name)
        if known.distinct and isinstance(items, list):
            for at, item in enumerate(items):
                if item in items[:at]:
                    told = message(
                        "{given} stands twice in {list}, and counts once; is another meant?",
                        given=given_value(item),
                        list=step_label((name,), own),
                    )
                    yield SchemaError((*steps, name, at), told, given_value(item), None, "notice")


def _really_near(name: str, listed: str) -> bool:
    # An `id` beside the key is nothing unusual.
    alike = difflib.SequenceMatcher(None, normalise(name), normalise(listed)).ratio()
    return listed != "_id" and alike >= _REALLY_NEAR


def _check_required(
    validator: Validator, fields: Sequence[str], value: Any, schema: Schema
) -> Iterator[ValidationError]:
    """The errors of `required`, with the missing field at the end of their path."""
    del schema
    if validator.is_type(value, "object"):
        for name in fields:
            if name not in value:
                yield ValidationError("missing", path=[name])


def _check_pattern(
    validator: Validator, pattern: str, value: Any, schema: Schema
) -> Iterator[ValidationError]:
    """The errors of `pattern` by the standard; Python's `$` also matches before a last line break.

    All patterns of the schemas run from `^` to `$`.
    """
    del schema
    if validator.is_type(value, "string") and not re.fullmatch(pattern, value):
        yield ValidationError("not of the form")


def _check_property_names(
    validator: Validator, names: Schema, value: Any, schema: Schema
) -> Iterator[ValidationError]:
    """The errors of `propertyNames`, with the name at the end of their path."""
    del schema
    if validator.is_type(value, "object"):
        of_name = validator.evolve(schema=names)
        for name in value:
            for error in of_name.iter_errors(name):
                error.path.appendleft(name)
                yield error


def _is_integer(checker: TypeChecker, value: object) -> bool:
    """Whole, however it is written, and no truth value."""
    del checker
    if isinstance(value, float):
        return is_whole(value)
    return isinstance(value, int) and not isinstance(value, bool)


# Only dates: the other formats' patterns say all, and more packages would bring more formats.
_FORMATS = FormatChecker(formats=["date"])

_Strict = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {
        "required": _check_required,
        "pattern": _check_pattern,
        "propertyNames": _check_property_names,
    },
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)
