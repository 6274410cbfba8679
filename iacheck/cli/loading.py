"""What commands load before they work: schemas, rule books, documents from files or a store."""

from __future__ import annotations

import functools
import operator
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from iacheck.cases.council_names import council_misspelt
from iacheck.cases.index import parties, party_documents
from iacheck.cases.vocabulary import TargetWords, Vocabulary
from iacheck.checks.rule import RuleBook, agreed_parties
from iacheck.cli.options import DEFAULT_STORE
from iacheck.cli.progress import Watched
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.documents.whole_numbers import with_whole_numbers
from iacheck.forms.layout import Forms, forms
from iacheck.judging.run import RunInput
from iacheck.language.errors import NothingToCheck, WrongUse
from iacheck.language.limits import DEFAULTS, Limits
from iacheck.language.messages import message
from iacheck.language.names import normalise
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext
from iacheck.readers.files.documents import InputReading, read_files
from iacheck.readers.files.search import gather
from iacheck.rulebooks import known_schemas, load_rulebooks
from iacheck.store import Collection, ImportRecord, Store
from iacheck.store import open as open_store

if TYPE_CHECKING:
    from iacheck.forms.free_form.context import FreeFormContext


# The kinds of document that are read from papers in free form.
PAPER_KINDS = ("plan", "report")


@dataclass(frozen=True, slots=True)
class SaidOfPapers:
    """What the user says of papers in free form that do not say it themselves."""

    kind: str | None = None
    council: str | None = None
    period: Period | None = None


_NOTHING_SAID = SaidOfPapers()


def books_and_schemas(folders: Sequence[Path]) -> tuple[tuple[RuleBook, ...], Schemas]:
    """The rule books and the schemas they were compiled against."""
    schemas = known_schemas(folders)
    return load_rulebooks(folders, schemas), schemas


def read_inputs(
    paths: Sequence[Path],
    books: Sequence[RuleBook],
    schemas: Schemas,
    limits: Limits = DEFAULTS,
    stored: Iterable[Document] = (),
    watched: Watched = iter,
    said: SaidOfPapers = _NOTHING_SAID,
    *,
    ocr: bool = False,
) -> InputReading:
    """The documents of files and folders; of those `stored`, the parties count too.

    `said` is what the user says of papers that do not say it themselves. With
    `ocr`, the text of scans is recognised. Raises WrongUse where it names a council of no register
    that looks like a misspelling of a known one, and there are such papers.
    """
    registers = list(stored)
    own = party_documents(registers)

    def words(period: Period | None) -> Vocabulary:
        return vocabulary(books, own, period)

    known = forms(schemas)

    @functools.cache
    def free_form() -> FreeFormContext:
        return free_form_context(known, books, said)

    found, problems = gather(paths)
    context = ReaderContext(words, known, limits, free_form, ocr)
    reading = read_files(found, context, schemas.kinds, watched)
    documents = tuple(
        with_whole_numbers(d, schemas.kind(d.kind)) if d.kind in schemas.kinds else d
        for d in reading.documents
    )
    if said.council is not None and free_form.cache_info().currsize:
        _expect_known_council(said.council, (*registers, *documents))
    return InputReading(documents, (*problems, *reading.problems), reading.unread)


def _expect_known_council(given: str, documents: Iterable[Document]) -> None:
    """A council that a register has, or that is known, or like no other, which is a new one."""
    meant = council_misspelt(given)
    named = {normalise(d.key) for d in documents if d.kind == "council"}
    if meant is not None and normalise(given) not in named:
        raise WrongUse(
            message(
                "{option} {given}: there is no such council; did you mean {meant}? If it is "
                "another one, give a file with that council beside, such as {command} makes",
                option="--council",
                given=given,
                meant=meant,
                command="iacheck template council",
            )
        )


def free_form_context(
    known: Forms, books: Sequence[RuleBook], said: SaidOfPapers = _NOTHING_SAID
) -> FreeFormContext:
    """What plans and reports in free form are read with: words of the trade and of the books."""
    # Only papers in free form need these modules.
    from iacheck.forms.free_form.context import FreeFormContext  # noqa: PLC0415
    from iacheck.forms.free_form.field_values import FieldReader, field_types  # noqa: PLC0415
    from iacheck.forms.free_form.identity import identity_given  # noqa: PLC0415
    from iacheck.forms.free_form.trade_words import TradeWords  # noqa: PLC0415
    from iacheck.forms.free_form.written_words import shipped_words, with_more  # noqa: PLC0415

    written = functools.reduce(with_more, (book.trade_words for book in books), shipped_words())
    papers = {kind: form for kind, form in known.items() if kind in PAPER_KINDS}
    words = TradeWords(written, papers.values())
    targets = vocabulary(books, (), None).targets
    given = identity_given(said.kind, said.council, said.period)
    return FreeFormContext(words, FieldReader(field_types(papers), targets), given)


def vocabulary(
    books: Sequence[RuleBook], own: Sequence[Document], period: Period | None
) -> Vocabulary:
    """The words of the books in force; of all books where the text names no period."""
    in_force = [book for book in books if period is None or book.covers(period)] or list(books)
    headings: dict[str, tuple[str, ...]] = {}
    for book in in_force:
        for key, texts in (book.vocabulary.headings or {}).items():
            headings[key] = tuple(dict.fromkeys((*headings.get(key, ()), *texts)))
    titles = dict.fromkeys(title for book in in_force for title in book.vocabulary.part_titles)
    named = (book.vocabulary.targets for book in in_force)
    targets = functools.reduce(operator.or_, named, TargetWords())
    return Vocabulary(parties(agreed_parties(in_force), own), headings, tuple(titles), targets)


def store_address(uri: str | None) -> str:
    """The store's address: the option's, else the environment's, else the default."""
    return uri if uri is not None else os.environ.get("IACHECK_STORE") or DEFAULT_STORE


def open_named_store(uri: str | None, schemas: Schemas, *, create: bool) -> Store:
    """The store that the option, the environment or the default names."""
    return open_store(
        store_address(uri),
        [
            Collection(
                kind.name,
                kind.collection,
                kind.keys,
                kind.unique,
                kind.whole,
            )
            for kind in map(schemas.kind, schemas.kinds)
        ],
        create=create,
    )


def from_store(uri: str | None, schemas: Schemas) -> RunInput:
    """Every document of a store, and a notice of an import that was interrupted."""
    with open_named_store(uri, schemas, create=False) as store:
        problems = tuple(map(interrupted_import_notice, store.unfinished()))
        return RunInput(tuple(store.documents()), problems, "everybody")


def documents_after_recovery(
    uri: str | None, schemas: Schemas
) -> tuple[tuple[Document, ...], ImportRecord | None]:
    """Every document of a store, and the interrupted import that was undone first, if any.

    None and none where there is no store yet. What an interrupted import left behind must not
    be held against documents that come now. Raises CannotRun where it is still under way.
    """
    try:
        with open_named_store(uri, schemas, create=False) as store:
            undone = None
            for record in store.unfinished():
                undone = store.put_all((), file=record.file, sha256=record.sha256).undone
            return tuple(store.documents()), undone
    except NothingToCheck:
        return (), None


def interrupted_import_notice(record: ImportRecord) -> Problem:
    """The notice that every command gives of an import that is not finished."""
    return Problem(
        message(
            "An import of {file}, begun {when}, is under way or was interrupted; "
            "the next import undoes it if it was",
            file=record.file,
            when=record.started_at,
        ),
        level="notice",
        file=record.file,
    )
