"""`iacheck round keep / list / show`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from iacheck import __version__
from iacheck.cases.findings import Result, SubjectFindings
from iacheck.checks.rule import RuleBook
from iacheck.cli import options
from iacheck.cli.check import status
from iacheck.cli.earlier_results import last_rounds
from iacheck.cli.kept_rounds import (
    refuse_taken_name,
    round_called,
    several_of_a_name,
    stored_rounds,
)
from iacheck.cli.later_days import later_together
from iacheck.cli.loading import books_and_schemas, from_store, open_named_store
from iacheck.cli.options import option
from iacheck.cli.output import tell, tell_problems, write_output
from iacheck.cli.translated import Command, Group
from iacheck.cli.values import PeriodType
from iacheck.cli.version_words import as_json
from iacheck.documents.document import Document, Version
from iacheck.follow_up.flat_rows import KeptRun, finding_rows, run_row
from iacheck.follow_up.rounds import (
    Round,
    findings_of,
    judged_bodies,
    new_round_id,
    round_document,
)
from iacheck.language.errors import CannotRun, NothingToCheck, WrongUse
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.language.norwegian_days import today
from iacheck.language.periods import Period
from iacheck.rulebooks import known_schemas, shipped_folders
from iacheck.rulebooks.book_files import book_files
from iacheck.store import Store
from iacheck.store.clock import exact_timestamp, now
from iacheck.store.shelves import FINDINGS, ROUNDS, RULEBOOK_FILES, RUNS, Row, Shelf


@click.group(
    "round",
    cls=Group,
    text=message("Keep rounds of the follow-up: what was judged, by what, and what was found."),
)
@options.lang
def round_group() -> None:
    pass


@round_group.command(
    "keep",
    cls=Command,
    text=message(
        "Judge the store as of a day, and keep the round for good: documents, rule books and "
        "findings.\n\n"
        "Later rounds and papers are compared with it, and check and report judge it again as it "
        "was."
    ),
    examples=('iacheck round keep --period 2015 --as-of 2016-06-01 --name "Juni 2016"',),
)
@option(
    "--period", metavar="PERIOD", required=True, type=PeriodType(),
    text=message("The year, with its half-years, or the half-year that the round is about."),
)  # fmt: skip
@options.as_of
@option(
    "--name",
    metavar="TEXT",
    text=message("What people call it, such as “Juni 2016”; no other round may be called so."),
)
@options.store
@options.rulebook
@options.lang
@click.pass_obj
def keep_command(
    language: Language,
    period: Period,
    as_of: datetime.date | None,
    name: str | None,
    uri: str | None,
    rulebooks: tuple[Path, ...],
) -> int:
    from iacheck.judging.run import check  # noqa: PLC0415 - not needed for help
    from iacheck.judging.selection import CaseSelection  # noqa: PLC0415 - not needed for help

    if name is not None and not name.strip():
        told = message(
            "{option} is empty; write what the round is to be called, or leave it out",
            option="--name",
        )
        raise WrongUse(told)
    books, schemas = books_and_schemas(rulebooks)
    given = from_store(uri, schemas)
    as_of, name = as_of or today(), name.strip() if name is not None else None
    with open_named_store(uri, schemas, create=False) as store:
        refuse_taken_name(name, stored_rounds(store))  # before the work of judging
    language = language.knowing(schemas.words)
    result = check(given, books, schemas, as_of, CaseSelection((period,)))
    if not result.subjects:
        raise CannotRun(result.problems)
    with open_named_store(uri, schemas, create=True) as store:
        compared = last_rounds(store, result).compared_with(result, is_whole=True)
        kept = _Keeping(language, period, name, result, compared, books, given.documents)
        id_ = kept.keep(store, rulebooks or shipped_folders())
    tell_problems(later_together(result.problems), language)
    told = message(
        "The round {id} is kept: {documents} documents, {subjects} judged, {deviations} deviations",
        id=f"{id_} ({name})" if name else id_,
        documents=len(given.documents),
        subjects=len(result.subjects),
        deviations=result.count("deviation"),
    )
    tell(told, language)
    return status(result, "never")


class _Keeping:
    """A round that is about to be kept."""

    def __init__(
        self,
        language: Language,
        period: Period,
        name: str | None,
        result: Result,
        compared: Result,
        books: Sequence[RuleBook],
        documents: Sequence[Document],
    ) -> None:
        self._language = language
        self._period = period
        self._name = name
        self._result = result
        self._compared = compared
        self._books = books
        self._documents = documents

    def keep(self, store: Store, folders: Sequence[Path]) -> str:
        """Keep it; its id."""
        kept_at = exact_timestamp(now)
        files = [row for book in self._books for row in _book_rows(book, folders, store)]
        id_ = ""

        def rows(versions: Mapping[str, Version]) -> Mapping[Shelf, Sequence[Row]]:
            # Seen to while nobody else writes, so that two kept at once are two rounds.
            nonlocal id_
            others = stored_rounds(store)
            refuse_taken_name(self._name, others)
            id_ = new_round_id(self._period, self._result.as_of, (one.id for one in others))
            run = KeptRun(id_, kept_at, __version__, str(self._period), id_)
            return {
                ROUNDS: [round_document(self._round(id_, kept_at, versions))],
                RULEBOOK_FILES: files,
                RUNS: [run_row(run, self._compared)],
                FINDINGS: finding_rows(run, self._compared, self._called),
            }

        store.keep(self._documents, rows)
        return id_

    def _round(self, id_: str, kept_at: str, versions: Mapping[str, Version]) -> Round:
        names = {str(one.subject): self._called(one) for one in self._result.subjects}
        return Round(
            id_,
            self._period,
            self._result.as_of,
            self._name,
            kept_at,
            __version__,
            tuple((book.id, book.sha256) for book in self._books),
            {document.name: document.sha256 for document in self._documents},
            {name: version.number for name, version in versions.items()},
            judged_bodies(self._result, names),
            findings_of(self._result),
        )

    def _called(self, judged: SubjectFindings) -> str:
        name = judged.subject.name
        return self._language.say(name) if isinstance(name, Message) else name


def _book_rows(book: RuleBook, folders: Sequence[Path], store: Store) -> list[Row]:
    """The files of a rule book, unless they are kept already."""
    if store.rows(RULEBOOK_FILES, sha256=book.sha256):
        return []
    folder = next(one for one in folders if one.resolve().name == book.id)
    return [
        {
            "_id": f"{book.sha256}/{path}",
            "sha256": book.sha256,
            "rulebook": book.id,
            "path": path,
            "data": data,
        }
        for path, data in book_files(folder).items()
    ]


@round_group.command(
    "list", cls=Command, text=message("List the rounds that are kept, in the order of their days.")
)  # fmt: skip
@option(
    "--format", "format_", type=click.Choice(("text", "json")), default="text",
    text=message("text for people, or json for programs (default: text)."),
)  # fmt: skip
@options.store
@options.lang
@click.pass_obj
def list_rounds_command(language: Language, format_: str, uri: str | None) -> int:
    with open_named_store(uri, known_schemas(()), create=False) as store:
        rounds = stored_rounds(store)
    if format_ == "json":
        write_output(as_json(map(_head, rounds)), None)
        return 0
    if not rounds:
        raise NothingToCheck(message("No round is kept in the store"))
    for one in rounds:
        told = message(
            "{id}: {period} as of {day}, kept {when} by iacheck {program}; {deviations} deviations",
            id=f"{one.id} ({one.name})" if one.name else one.id,
            period=one.period,
            day=one.as_of,
            when=f"{one.kept_at[:19]} UTC",
            program=one.program,
            deviations=one.deviations(),
        )
        tell(told, language)
    return 0


@round_group.command(
    "show",
    cls=Command,
    text=message(
        "Show a round as JSON: rule books and documents with fingerprints, and every finding.\n\n"
        "What it found in words, check tells."
    ),
    examples=("iacheck round show 2015-2016-06-01",),
)
@click.argument("given", metavar="ROUND")
@options.out
@options.store
@options.lang
@click.pass_obj
def show_round_command(language: Language, given: str, out: Path | None, uri: str | None) -> int:
    with open_named_store(uri, known_schemas(()), create=False) as store:
        rounds = stored_rounds(store)
    kept = round_called(given, rounds)
    tell_problems(several_of_a_name(given, rounds), language)
    write_output(as_json({"kind": "round", **round_document(kept)}), out)
    return 0


def _head(one: Round) -> Mapping[str, Any]:
    kept = round_document(one)
    listed = ("_id", "period", "as_of", "name", "kept_at", "iacheck", "rulebooks")
    return {name: kept[name] for name in listed}
