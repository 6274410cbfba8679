"""The rounds of a store: found by id or name, kept, and judged again as of their day."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from iacheck import __version__
from iacheck.cases.findings import Finding, Result, SubjectFindings
from iacheck.checks.rule import RuleBook, agreed_parties
from iacheck.cli.loading import books_and_schemas, open_named_store
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.follow_up.rounds import (
    OtherOutcome,
    Round,
    in_order_of_rounds,
    other_outcomes,
    read_round,
)
from iacheck.follow_up.run_records import record_of
from iacheck.judging.run_input import RunInput
from iacheck.language.errors import CannotRun, NothingToCheck, WrongUse
from iacheck.language.frozen import frozen
from iacheck.language.hints import unknown_name
from iacheck.language.messages import Message, message, plural_message
from iacheck.language.names import normalise
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.reports.wording import OUTCOME
from iacheck.rulebooks import known_schemas, load_rulebooks
from iacheck.rulebooks.book_files import write_book
from iacheck.store import Store
from iacheck.store.history import past_version
from iacheck.store.shelves import ROUNDS, RULEBOOK_FILES, VERSIONS

# What an erased document leaves open: by subject, rule and period.
_Unknown: TypeAlias = Mapping[tuple[str, str, Period], OtherOutcome]

# As many findings are named that come out otherwise than in the round.
_NAMED = 10


def stored_rounds(store: Store) -> list[Round]:
    """All rounds, in the order of their days."""
    return in_order_of_rounds(map(read_round, store.rows(ROUNDS)))


def round_called(given: str, rounds: Sequence[Round], nothing: Message | None = None) -> Round:
    """The round with this id, or the last with this name.

    Raises NothingToCheck for none, which tells `nothing` if there is more to say of it.
    """
    if found := rounds_called(given, rounds):
        return found[-1]
    told = nothing or message("No round “{given}” is kept in the store", given=given)
    if not rounds:
        raise NothingToCheck(told)
    called = [name for one in rounds for name in (one.id, one.name) if name]
    raise NothingToCheck(unknown_name(told, given, called))


def rounds_called(given: str, rounds: Iterable[Round]) -> list[Round]:
    """The round with this id or, where there is none, those with this name."""
    by_id, by_name = [], []
    for one in rounds:
        if one.id == given:
            by_id.append(one)
        elif one.name and normalise(one.name) == normalise(given):
            by_name.append(one)
    return by_id or by_name


def several_of_a_name(given: str, rounds: Iterable[Round]) -> Iterator[Problem]:
    """A notice of which is meant, where a store of before names were held apart has several."""
    called = rounds_called(given, rounds)
    if len(called) > 1:
        told = message(
            "{count} rounds are called “{given}” ({ids}); the last is used, {id}; name another one "
            "by its id",
            count=len(called),
            given=given,
            ids=[one.id for one in called],
            id=called[-1].id,
        )
        yield Problem(told, "notice")


def refuse_taken_name(name: str | None, rounds: Iterable[Round]) -> None:
    """Raises WrongUse where a round that is kept goes by the name already."""
    if name and (taken := rounds_called(name, rounds)):
        told = message(
            "The round {id} is called “{name}” already; choose another name, or leave {option} out",
            id=taken[-1].id,
            name=name,
            option="--name",
        )
        raise WrongUse(told)


@frozen
class KeptRound:
    """A round with what it judged: documents and rule books as they were.

    `erased` are the documents of which nothing is kept any more; `doubts` tell which round is
    meant, where others go by the same name.
    """

    round: Round
    given: RunInput
    books: tuple[RuleBook, ...]
    schemas: Schemas
    erased: tuple[str, ...] = ()
    doubts: tuple[Problem, ...] = ()

    @classmethod
    def load(cls, given: str, uri: str | None) -> KeptRound:
        """The round with an id or a name. Raises NothingToCheck where there is none."""
        with open_named_store(uri, known_schemas(()), create=False) as store:
            rounds = stored_rounds(store)
            kept = round_called(given, rounds)
            documents = tuple(_documents(kept, store))
            files = {sha256: _files(sha256, store) for _, sha256 in kept.rulebooks}
        books, schemas = _books(kept, files)
        there = {document.name for document in documents}
        erased = tuple(name for name in kept.documents if name not in there)
        known = _in_order((*documents, *_nameplates(kept, erased, books)))
        doubts = tuple(several_of_a_name(given, rounds))
        return cls(kept, RunInput(known, (), "everybody"), books, schemas, erased, doubts)

    def as_far_as_known(self, result: Result) -> Result:
        """The result without guesses: what an erased document leaves open is undetermined."""
        if not self.erased:
            return result
        others = other_outcomes(self.round, record_of(result).findings)
        unknown = {
            (one.subject, one.rule, one.period): one
            for one in (*self._of_nameplates(result), *others)
        }
        then = {(one.subject, one.period) for one in self.round.bodies}
        return replace(
            result,
            problems=tuple(one for one in result.problems if one.document not in self.erased),
            # When somebody began or ended may be forgotten, too.
            subjects=tuple(
                self._of_subject(judged, unknown)
                for judged in result.subjects
                if (str(judged.subject), str(judged.period)) in then
            ),
            unjudged=tuple(self._of_subject(judged, unknown) for judged in result.unjudged),
        )

    def _of_nameplates(self, result: Result) -> Iterator[OtherOutcome]:
        """What deviates by what a nameplate does not say: the same, perhaps, in other words."""
        reads = {
            rule.head.id: {read.root for read in rule.reads}
            for book in self.books
            for rule in book.rules
        }
        for judged in result.subjects:
            subject = str(judged.subject)
            for one in judged.findings if subject in self.erased else ():
                if one.violations and judged.subject.kind in reads[one.rule.id]:
                    yield OtherOutcome(subject, one.rule.id, judged.period, one.verdict, None)

    def _of_subject(self, judged: SubjectFindings, unknown: _Unknown) -> SubjectFindings:
        own, period = str(judged.subject), judged.period
        return replace(
            judged,
            findings=tuple(
                self._known(f, unknown.get((own, f.rule.id, period))) for f in judged.findings
            ),
            # What is undetermined is nobody's to mend.
            concerns=tuple(
                one
                for one in judged.concerns
                if (str(one.subject), one.finding.rule.id, period) not in unknown
            ),
        )

    def _known(self, finding: Finding, other: OtherOutcome | None) -> Finding:
        if other is None:
            return finding
        told = message(
            "What the outcome rested on has been erased ({documents}); the round said: {verdict}",
            documents=self.erased,
            verdict=OUTCOME[other.then] if other.then else "–",
        )
        return replace(
            finding,
            verdict="undetermined",
            reason=told,
            violations=(),
            waiver=None,
            is_forgotten=True,
        )

    def notices(self, result: Result) -> Iterator[Problem]:
        """What there is to know of judging the round again: what was erased, and what differs."""
        yield from self.doubts
        if self.erased:
            told = plural_message(
                "Erased since the round was kept: {documents}; what rests on it is undetermined",
                "Erased since the round was kept: {documents}; what rests on them is undetermined",
                len(self.erased),
                documents=self.erased,
            )
            yield Problem(told, "notice")
        judged = {(str(one.subject), one.period) for one in result.subjects}
        found = other_outcomes(self.round, record_of(result).findings)
        others = [one for one in found if (one.subject, one.period) in judged]
        if self.round.program != __version__:
            told = message(
                "The round was judged by iacheck {then}, this is {now}; findings that come out "
                "otherwise: {count}",
                then=self.round.program,
                now=__version__,
                count=len(others),
            )
            yield Problem(told, "notice")
        for one in others[:_NAMED] if not self.erased else ():
            yield Problem(_in_words(one), "notice")


def _in_words(one: OtherOutcome) -> Message:
    return message(
        "{subject}, {period}, {rule}: {then} in the round, now {now}",
        subject=one.subject,
        period=one.period,
        rule=one.rule,
        then=OUTCOME[one.then] if one.then else "–",
        now=OUTCOME[one.now] if one.now else "–",
    )


def _documents(kept: Round, store: Store) -> Iterator[Document]:
    """The documents of a round as they were, as far as they are not erased."""
    wanted = {f"{name}@{number}": name for name, number in kept.versions.items()}
    found: dict[str, Document] = {}
    for row in store.rows(VERSIONS):
        name = wanted.get(row["_id"])
        document = past_version(row).as_document() if name is not None else None
        if document is not None and document.sha256 == kept.documents[document.name]:
            found[document.name] = document
    return iter(found.values())


def _nameplates(
    kept: Round, erased: Collection[str], books: Sequence[RuleBook]
) -> Iterator[Document]:
    """What the round itself knows of bodies that are erased: they were judged all the same.

    What is not known, such as a centre's county, stands for nothing: whatever comes out otherwise
    by it is undetermined, and what is wrong with a nameplate is not told.
    """
    sides = {party.id: party.side for party in agreed_parties(books)}
    bodies = {one.subject: one for one in kept.bodies if one.subject in erased}
    for subject, body in bodies.items():
        kind, _, id_ = subject.partition("/")
        fields: dict[str, Any] = {"_id": id_, "name": body.name}
        if kind == "council":
            before = [one.partition("/")[2] for one in body.predecessors]
            fields |= {"counties": [], "successor_of": before}
        elif kind == "party":
            fields["side"] = sides.get(id_, "employee")
        yield Document(kind, id_, fields)


def _in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents in the order that a store has them in."""
    return tuple(sorted(documents, key=lambda one: (one.kind, one.key)))


def _files(sha256: str, store: Store) -> Mapping[str, bytes]:
    return {row["path"]: bytes(row["data"]) for row in store.rows(RULEBOOK_FILES, sha256=sha256)}


def _books(
    kept: Round, files: Mapping[str, Mapping[str, bytes]]
) -> tuple[tuple[RuleBook, ...], Schemas]:
    """The rule books of a round. Raises CannotRun where they cannot be used as they were."""
    wanted = sorted(sha256 for _, sha256 in kept.rulebooks)
    books, schemas = books_and_schemas(())
    if sorted(book.sha256 for book in books) == wanted:
        return books, schemas
    with tempfile.TemporaryDirectory(prefix="iacheck-") as around:
        folders = [write_book(id_, files[sha256], Path(around)) for id_, sha256 in kept.rulebooks]
        schemas = known_schemas(folders)
        books = load_rulebooks(folders, schemas)
    if sorted(book.sha256 for book in books) != wanted:
        told = message("The rule books that the round {id} was judged by are damaged", id=kept.id)
        raise CannotRun(told)
    return books, schemas
