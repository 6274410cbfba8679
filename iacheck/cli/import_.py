"""`iacheck import`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from iacheck.checks.rule import RuleBook
from iacheck.cli import options
from iacheck.cli.loading import (
    books_and_schemas,
    documents_after_recovery,
    named_body,
    open_named_store,
    store_address,
)
from iacheck.cli.options import option
from iacheck.cli.output import tell, tell_problems
from iacheck.cli.progress import file_progress
from iacheck.cli.translated import Command
from iacheck.cli.version_words import how_it_ended
from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.forms.book_words import SaidOfPapers
from iacheck.language.errors import CannotRun, NothingToCheck, WrongUse
from iacheck.language.language import Language
from iacheck.language.limits import Limits
from iacheck.language.messages import Message, message, plural_message
from iacheck.language.norwegian_days import today
from iacheck.language.periods import Period, read_period
from iacheck.language.problems import Problem, without_repeated
from iacheck.readers import reader_of
from iacheck.readers.files.inputs import read_inputs
from iacheck.readers.files.names import given_paths
from iacheck.readers.files.overruled_kind import overruled_kind
from iacheck.readers.files.search import gather
from iacheck.readers.files.unread_messages import (
    ReadCommand,
    papers_without_activities,
    unread_notices,
)
from iacheck.store import ImportRecord, StoredNames
from iacheck.store.past_version import PastVersion
from iacheck.store.uri import is_of_mongodb


@click.command(
    "import",
    cls=Command,
    text=message(
        "Read files, check them against the schemas, and store their documents.\n\n"
        "All of the documents are stored, or none. A document whose kind and _id are in the "
        "store already replaces the one there.\n\n"
        "Exit status: 0 stored, 2 wrong use, 3 nothing stored because something is wrong, "
        "4 no documents in the files."
    ),
    examples=(
        "iacheck import planer.json rapporter.json",
        "iacheck import 2015 --store sqlite:ia.db",
    ),
)
@options.needed_paths
@options.paper_kind
@options.paper_council
@options.paper_period
@options.rulebook
@options.limit
@options.ocr
@options.quiet
@option(
    "--by", metavar="BODY",
    text=message("The body that the files come from, kept with each version: a party, council or "
                 "centre, or one that decides, such as the follow-up group; by id, name or "
                 "alias. No person's name."),
)  # fmt: skip
@option(
    "--force", is_flag=True,
    text=message("Store also what was made from an older version than the one in the store; say "
                 "with --by who does it."),
)  # fmt: skip
@options.store
@options.lang
@click.pass_obj
def import_command(
    language: Language,
    paths: tuple[Path, ...],
    kind: str | None,
    council: str | None,
    period: Period | None,
    rulebooks: tuple[Path, ...],
    limits: Limits,
    ocr: bool,
    quiet: bool,
    by: str | None,
    force: bool,
    uri: str | None,
) -> int:
    # Not needed for help.
    from iacheck.store.importing import ComingDocuments, import_problems  # noqa: PLC0415
    from iacheck.store.kept_documents import KeptDocuments  # noqa: PLC0415

    if force and by is None:
        raise WrongUse(message("{one} goes with {other}", one="--force", other="--by"))
    books, schemas = books_and_schemas(rulebooks)
    watched, said = file_progress(quiet=quiet), SaidOfPapers(kind, council, period)
    with KeptDocuments(fingerprinted=is_of_mongodb(store_address(uri))) as kept:
        coming = ComingDocuments(schemas, kept)
        before, undone = documents_after_recovery(uri, schemas, coming.take_stored)
        _tell_undone(undone, language)
        reading = read_inputs(
            paths, books, schemas, limits, before, watched, said, ocr=ocr, keep=coming.take
        )
        again = ReadCommand({file.name: file.path for file in gather(paths)[0]}, said, ocr)
        problems = [
            *reading.problems,
            *overruled_kind(reading.documents, said),
            *papers_without_activities(reading.documents, again),
            *unread_notices(reading, again),
            *papers_of_no_book(reading.documents, books),
            *without_repeated(
                import_problems(reading.documents, before, books, schemas, today()),
                reading.problems,
            ),
        ]
        _refuse(problems, reading.documents)
        known = (*before, *reading.documents)
        body = named_body(by, known, books, schemas) if by is not None else None
        tell_problems(problems, language)
        files = ", ".join(given.stored_name for given in given_paths(paths))
        read = dict.fromkeys(d.origin.sha256 for d in reading.documents if d.origin)
        contents = hashlib.sha256("".join(read).encode())
        documents = _named_for_the_store(reading.documents, paths)
        with open_named_store(uri, schemas, create=True) as store:
            digest = contents.hexdigest()
            done = store.put_all(documents, file=files, sha256=digest, by=body, force=force)
            before_that = {
                name: store.history(*name.split("/", 1))[:-1]
                for name in (*done.returned, *done.moved)
            }
    _tell_undone(done.undone, language)
    for name in done.returned:
        _tell_returned(name, before_that[name], language)
    for name in done.replaced:
        tell(message("Replaced: {name}", name=name), language)
    for name in done.moved:
        _tell_moved(before_that[name][-1], schemas.kind(name.partition("/")[0]), language)
    _tell(done, language)
    return 0


def _refuse(problems: Sequence[Problem], documents: Sequence[Document]) -> None:
    """Raise CannotRun where something is wrong, and NothingToCheck where there is nothing."""
    stopping = [problem for problem in problems if problem.level == "error"]
    if stopping:
        notices = (problem for problem in problems if problem.level != "error")
        raise CannotRun([*notices, *stopping, Problem(_not_stored(stopping))])
    if not documents:
        raise NothingToCheck([*problems, Problem(message("There are no documents to store"))])


def _not_stored(stopping: Sequence[Problem]) -> Message:
    """The last line, which people see first: that nothing is stored, and because of which files."""
    files = tuple(dict.fromkeys(problem.file for problem in stopping if problem.file))
    if not files:
        return message("Nothing has been stored")
    return message("Nothing has been stored, because of {files}", files=files)


def _named_for_the_store(
    documents: Sequence[Document], paths: Sequence[Path]
) -> Sequence[Document]:
    """The documents, each with its file called the same from whatever folder it is imported."""
    names = {file.name: file.stored_name for file in gather(paths)[0]}
    return [
        document.with_origin(replace(origin, file=names[origin.file]))
        if origin and names.get(origin.file, origin.file) != origin.file
        else document
        for document, origin in ((document, document.origin) for document in documents)
    ]


def _tell_undone(record: ImportRecord | None, language: Language) -> None:
    if record is not None:
        told = message(
            "An earlier import of {file}, which was interrupted, has been undone",
            file=record.file,
        )
        tell(told, language)


def _tell_returned(name: str, versions: Sequence[PastVersion], language: Language) -> None:
    """A line on a document that had been removed or erased, and has come again."""
    last = versions[-1] if versions else None
    if last is not None and (last.ended == "removed" or last.erased_at):
        told = message(
            "{name} is stored again, though it had been taken out ({told}); take it out anew with "
            "{command} if it should not be here",
            name=name,
            told=how_it_ended(last),
            command="iacheck store remove",
        )
        tell(told, language)


def _tell_moved(before: PastVersion, kind: DocumentKind, language: Language) -> None:
    """A line on a document that takes the place of one about another body or period."""
    body = before.body or {}
    owner = body.get(kind.owner) if kind.owner else None
    period = kind.period_of(body) or "–"
    told = message(
        "{name} was of {about}. That one is kept as version {number} ({command}), and is judged no "
        "more. To keep both, give one of them another _id and import it again",
        name=before.document,
        about=message("{whom}, {period}", whom=str(owner), period=period) if owner else period,
        number=before.version.number,
        command=f"iacheck store show {before.document} --version {before.version.number}",
    )
    tell(told, language)


def papers_of_no_book(
    documents: Sequence[Document], books: Sequence[RuleBook]
) -> Iterator[Problem]:
    """A problem for each report read from running text under headings that no book knows."""
    for document in documents:
        if document.kind != "party_report":
            continue
        period, origin = read_period(document.body.get("period")), document.origin
        if period is None or origin is None:
            continue
        reader = reader_of(origin.file)
        if reader is None or not reader.FREE_TEXT or any(book.covers(period) for book in books):
            continue
        told = message(
            "No rule book covers {period}, so the headings of its reports are not known; "
            "name the one that does with {option}",
            period=period,
            option="--rulebook",
        )
        yield document.problem(told)


def _tell(done: StoredNames, language: Language) -> None:
    total = len(done.added) + len(done.replaced) + len(done.unchanged)
    summary = plural_message(
        "{count} document read: {added} new, {replaced} replaced, {unchanged} unchanged",
        "{count} documents read: {added} new, {replaced} replaced, {unchanged} unchanged",
        total,
        added=len(done.added),
        replaced=len(done.replaced),
        unchanged=len(done.unchanged),
    )
    tell(summary, language)
