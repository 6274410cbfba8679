"""`iacheck read`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from iacheck.checks.rule import RuleBook
from iacheck.cli import options
from iacheck.cli.loading import books_and_schemas
from iacheck.cli.options import option
from iacheck.cli.output import lines_for, tell_beside, tell_problems, write_all, write_output
from iacheck.cli.progress import file_progress
from iacheck.cli.results import refuse_overwriting_input
from iacheck.cli.translated import Command
from iacheck.documents.schemas import Schemas
from iacheck.forms.book_words import SaidOfPapers
from iacheck.forms.empty.asked_form import period_of, uncovered_notice
from iacheck.forms.empty.reading_forms import forms_of_reading
from iacheck.forms.layout import forms
from iacheck.language.errors import WrongUse
from iacheck.language.language import Language
from iacheck.language.limits import Limits
from iacheck.language.messages import OneOf, message, plural_message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.readers.files.inputs import read_inputs
from iacheck.readers.files.overruled_kind import overruled_kind
from iacheck.readers.files.search import gather
from iacheck.readers.files.unread_messages import ReadCommand, papers_without_activities
from iacheck.reports.paper_text import write
from iacheck.reports.reading_outline import FileReading, parts_of, reading_as_json, reading_paper

_FORMATS: Mapping[str, str] = {".txt": "text", ".json": "json"}
_FORM = ".xlsx"


@click.command(
    "read",
    cls=Command,
    text=message(
        "Show what is understood of a plan or report, whatever form it has, and what is not.\n\n"
        "Nothing is checked, and nothing stored.\n\n"
        "Exit status: 0 read, 2 wrong use, 3 something could not be read, 4 nothing is there."
    ),
    examples=(
        "iacheck read handlingsplan.docx",
        "iacheck read plan.docx --format json --out plan.json",
    ),
)
@options.needed_paths
@options.paper_kind
@options.paper_council
@options.paper_period
@option("--format", "format_", type=click.Choice((*_FORMATS.values(),)), text=options.FORMAT)
@option(
    "--out",
    metavar="FILE_OR_FOLDER",
    type=click.Path(path_type=Path),
    text=message(
        "Write to this file instead of the screen: .txt or .json, or .xlsx for the form, filled "
        "in. To a folder, the form of each document is written."
    ),
)
@options.limit
@options.ocr
@options.quiet
@options.rulebook
@options.lang
@click.pass_obj
def read_command(
    language: Language,
    paths: tuple[Path, ...],
    kind: str | None,
    council: str | None,
    period: Period | None,
    format_: str | None,
    out: Path | None,
    limits: Limits,
    ocr: bool,
    quiet: bool,
    rulebooks: tuple[Path, ...],
) -> int:
    _expect_other_files(paths, out)
    books, schemas = books_and_schemas(rulebooks)
    said = SaidOfPapers(kind, council, period)
    watched = file_progress(quiet=quiet)
    found = read_inputs(paths, books, schemas, limits, watched=watched, said=said, ocr=ocr)
    overruled = overruled_kind(found.documents, said)
    reading = FileReading(found.documents, found.unread, (*found.problems, *overruled))
    language = language.knowing(schemas.words)
    if format_ is None and out is not None and _is_for_forms(out):
        tell_problems(_uncovered(reading, books, schemas), language)
        made = forms_of_reading(reading, books, schemas, language)
        written = _write_forms(made, out)
        tell_problems(reading.problems, language)
        _tell_unread(reading, language)
    else:
        again = ReadCommand({file.name: file.path for file in gather(paths)[0]}, said, ocr)
        notices = papers_without_activities(found.documents, again, "notice")
        reading = replace(reading, problems=(*reading.problems, *notices))
        chosen = format_ or _format_of(out)
        with lines_for(out):
            data = _rendered(reading, chosen, schemas, language)
        write_output(data, out)
        written = [out] if out else []
    for file in written:
        tell_beside(language.say(message("Written: {file}", file=str(file))))
    return _status(reading)


def _is_for_forms(out: Path) -> bool:
    """Whether forms are to be written there: it is a workbook, or a folder."""
    return out.suffix.lower() in (_FORM, "") or out.is_dir()


def _format_of(out: Path | None) -> str:
    """The format that a file's name ends in. Raises WrongUse where it is none."""
    ending = ".txt" if out is None else out.suffix.lower()
    if ending not in _FORMATS:
        told = message(
            "What was read is written as {known}; let the name end so",
            known=OneOf([*_FORMATS, _FORM]),
        )
        raise WrongUse([Problem(told, file=str(out))])
    return _FORMATS[ending]


def _rendered(reading: FileReading, format_: str, schemas: Schemas, language: Language) -> bytes:
    if format_ == "json":
        return reading_as_json(reading, language)
    return write(reading_paper(reading, schemas, language))


def _uncovered(
    reading: FileReading, books: Sequence[RuleBook], schemas: Schemas
) -> Iterator[Problem]:
    """What is to be told of documents for periods that no book covers."""
    known = forms(schemas)
    for document in reading.documents:
        if document.kind in known:
            yield from uncovered_notice(books, period_of(known[document.kind], document))


def _tell_unread(reading: FileReading, language: Language) -> None:
    """Tell how much was not read into the forms, and what comes of it."""
    parts = {
        (document.origin.file, block.place)
        for document in reading.documents
        if document.origin is not None
        for block in parts_of(document, reading, language)
    }
    if parts:
        told = plural_message(
            "{count} part stands on the sheet “{sheet}” alone: write into the form what it tells, "
            "and delete its row; until then, demands on it are undetermined",
            "{count} parts stand on the sheet “{sheet}” alone: write into the form what they tell, "
            "and delete their rows; until then, demands on them are undetermined",
            len(parts),
            sheet=message("Not read"),
        )
        tell_beside(language.say(told))


def _write_forms(made: Mapping[str, bytes], out: Path) -> Sequence[Path]:
    """Write the only form to the file, or all to the folder; never over a form that is there."""
    if out.suffix.lower() == _FORM and not out.is_dir():
        if len(made) > 1:
            told = message(
                "There are {count} documents; name a folder for their forms, such as {option}",
                count=len(made),
                option="--out skjemaer",
            )
            raise WrongUse(told)
        files = [out]
        told = message("The file is there already, perhaps filled in; choose another name")
    else:
        files = [out / name for name in made]
        told = message(
            "The form is there already, perhaps filled in; name another folder with {option}",
            option="--out",
        )
    there = [Problem(told, file=str(file)) for file in files if file.exists()]
    if there:
        raise WrongUse(there)
    if files == [out]:
        (data,) = made.values()
        write_output(data, out)
    else:
        write_all(made, out)
    return files


def _expect_other_files(paths: Sequence[Path], out: Path | None) -> None:
    if out is not None:
        refuse_overwriting_input([out], [file.path for file in gather(paths)[0]])


def _status(reading: FileReading) -> int:
    """3 where something could not be read, 4 where there is nothing, else 0."""
    if any(problem.level == "error" for problem in reading.problems):
        return 3
    return 0 if reading.documents else 4
