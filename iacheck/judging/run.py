"""The whole run: documents and rule books in, a result with every finding out."""

from __future__ import annotations

import datetime
import itertools
from array import array
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from iacheck.cases.consistency import consistency_problems
from iacheck.cases.findings import (
    SUBJECT_TYPES,
    Result,
    RuleBookUsed,
    SubjectFindings,
)
from iacheck.cases.index import DocumentIndex
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.documents.unread_block import UnreadPart
from iacheck.judging.broken_fields import BrokenFields
from iacheck.judging.concerns import Concerns, with_concerns
from iacheck.judging.decisions import Asked, Decisions, read_decisions
from iacheck.judging.idle_decisions import idle_judgements, idle_waivers
from iacheck.judging.judged_cases import JudgedCases
from iacheck.judging.other_papers import OtherPapers, told_once
from iacheck.judging.own_periods import in_own_periods
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import (
    CaseSelection,
    NoSuchSubject,
    ToJudge,
    chosen_cases,
    no_book,
    with_their_document,
)
from iacheck.judging.spool import Spool
from iacheck.judging.subject_findings import subject_findings
from iacheck.language.errors import NothingToCheck
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem, without_repeated

# As many bodies are looked at together, what belongs to them fetched at once. Of 4, 8, 16, 32 and
# 64, measured on 1 000 council-years, 32 take a twentieth more time than 4 or 8: what is fetched
# is no longer near when it is looked at.
_TOGETHER = 8


# What looks on while cases are judged one after another, of which it is told how many there are.
Watched = Callable[[Iterable[SubjectFindings], int], Iterable[SubjectFindings]]


def nobody_watches(judged: Iterable[SubjectFindings], _: int) -> Iterable[SubjectFindings]:
    """Nobody looks on."""
    return judged


def check(
    given: RunInput,
    books: Sequence[RuleBook],
    schemas: Schemas,
    as_of: datetime.date,
    selection: CaseSelection,
    watched: Watched = nobody_watches,
) -> Result:
    """Judge every selected subject in every selected period by the books in force.

    Raises NothingToCheck if there is no document, no such subject, or no book for the periods.
    """
    return Run.of(given, books, schemas, as_of, selection).result(watched)


@dataclass(frozen=True)
class Run:
    """One run: its documents are looked through, and nobody is judged yet.

    `found` is what is wrong with the documents one by one, and `broken` where they break their
    schemas.
    """

    given: RunInput
    books: Sequence[RuleBook]
    as_of: datetime.date
    selection: CaseSelection
    document_index: DocumentIndex
    periods: tuple[Period, ...]
    cases: JudgedCases
    broken: BrokenFields
    found: Sequence[Problem]

    @classmethod
    def of(
        cls,
        given: RunInput,
        books: Sequence[RuleBook],
        schemas: Schemas,
        as_of: datetime.date,
        selection: CaseSelection,
    ) -> Run:
        """A run on these documents by these books."""
        broken, invalid = _validate(given.unsealed, schemas)
        document_index = given.index(schemas)
        periods = _periods(document_index, selection)
        cases = JudgedCases.of(document_index, books, periods, given.extent, as_of)
        found = Spool(itertools.chain(given.problems, without_repeated(invalid, given.problems)))
        return cls(
            given, books, as_of, selection, document_index, periods, cases, broken, found.settled()
        )

    def judged(self) -> Iterator[SubjectFindings]:
        """What is found on each of the subjects asked for, in the order of results.

        It is not told yet what they can mend of others. Raises as `check` does.
        """
        chosen = self._chosen()
        return (found for _, found in self._findings(chosen, self._decided(chosen)))

    def result(self, watched: Watched = nobody_watches) -> Result:
        """All that is found. Raises as `check` does."""
        try:
            chosen = self._chosen()
        except NothingToCheck as nothing:
            return self._result_without_subjects(nothing)
        decided, asked = self._decided(chosen), self._asked(chosen)
        concerns, subjects = Concerns(), Spool[SubjectFindings]()
        about_decided: list[tuple[int, SubjectFindings]] = []
        unread: dict[UnreadPart, None] = {}

        def noted() -> Iterator[SubjectFindings]:
            for place, one in self._findings(chosen, decided):
                concerns.note(place, one)
                if is_decided := _decided_findings(one, decided):
                    about_decided.append((place, is_decided))
                unread.update(dict.fromkeys(one.unread))
                yield one

        for one in watched(noted(), len(chosen)):
            subjects.append(one)
        # Those who are not asked for are judged by what others can mend: it may be for those who
        # are.
        mended = {p: tuple(map(_for_others, books)) for p, books in self.cases.books_of.items()}
        others = [
            (subject, builder, mended[builder.period])
            for subject, builder, _ in (self.cases.cases if asked is not None else ())
            if asked is not None and str(subject) not in asked
        ]
        for place, one in self._findings(others, decided):
            concerns.note(len(chosen) + place, one)
        about = [one for _, one in sorted(about_decided, key=lambda entry: entry[0])]
        problems = itertools.chain(
            self._other_papers(),
            self.found,
            self._inconsistent(asked),
            self._not_covered(),
            decided.notices,
            idle_judgements(decided, about, self.cases),
            idle_waivers(decided, about, self.cases),
        )
        here = ((str(subject), builder.period) for subject, builder, _ in chosen)
        unjudged = () if self.selection.subjects else concerns.of_others(here)
        return Result(
            as_of=self.as_of,
            rulebooks=_books_used(self.books, self.cases.books_of),
            problems=Spool(problems).settled(),
            subjects=with_concerns(subjects.settled(), concerns),
            unread=self._unread(unread),
            unjudged=with_concerns(Spool(unjudged).settled(), concerns),
            is_whole=not self.selection.subjects,
        )

    def _chosen(self) -> Sequence[ToJudge]:
        if not self.given.all_documents:
            raise NothingToCheck(message("There are no documents to check"))
        if not self.periods and self.broken.is_period:
            # To name one would not mend the document, which is told of beside this.
            raise NothingToCheck(
                message("No document says in a way that can be read which period it is about")
            )
        chosen = chosen_cases(self.cases.cases, self.selection, self.periods, self.books)
        if self.given.extent == "everybody" or self.selection.periods:
            return chosen
        # Files are somebody's own: what others sent for other periods makes nobody owe anything.
        return in_own_periods(chosen, self.document_index) or chosen

    def _asked(self, chosen: Sequence[ToJudge]) -> frozenset[str] | None:
        """The subjects that are asked for, by their names in results; None: all."""
        subjects = (str(subject) for subject, _, _ in chosen)
        return frozenset(subjects) if self.selection.subjects else None

    def _decided(self, chosen: Sequence[ToJudge]) -> Decisions:
        return self._decisions(self._asked(chosen))

    def _decisions(self, asked: frozenset[str] | None) -> Decisions:
        concern = Asked(self.periods if self.selection.periods else None, asked)
        return read_decisions(self.cases, self.broken.documents, self.as_of, concern)

    def _inconsistent(self, asked: Container[str] | None = None) -> Iterator[Problem]:
        documents, builder_of = self.document_index.documents, self.cases.builders.get
        return consistency_problems(documents, self.document_index, builder_of, self.as_of, asked)

    def _other_papers(self) -> Iterable[Problem]:
        """Notices where papers come from files: a store holds everybody's of every period."""
        if self.given.extent == "everybody":
            return ()
        papers = OtherPapers(self.document_index, self.selection, self.periods)
        return papers.notices(self.given.documents)

    def _not_covered(self) -> Iterator[Problem]:
        """Periods left out of a run that judges others; halves of a year asked for are no news.

        Of files, the one document is named that is about such a period: its year may be wrong.
        """
        asked = self.selection.periods
        left = [
            period
            for period in self.periods
            if period not in self.cases.books_of and (not asked or period in asked)
        ]
        told: Sequence[Period | Message] = left
        if self.given.extent == "named":
            told = with_their_document(left, self.document_index)
        if left:
            yield Problem(no_book(told, self.books), level="notice")

    def _result_without_subjects(self, nothing: NothingToCheck) -> Result:
        """Bad input may be why there is nothing, and must be told of in any case."""
        decided = self._decisions(frozenset(self.selection.subjects) or None)
        others, why = tuple(self._other_papers()), nothing.problems
        if isinstance(nothing, NoSuchSubject):
            others, why = told_once(others, nothing)
        found = (*others, *self.found, *self._inconsistent(), *decided.notices)
        if all(problem.level == "notice" for problem in found):
            raise NothingToCheck((*found, *why)) from None
        told = (replace(problem, level="notice") for problem in why)
        return Result(self.as_of, (), (*found, *told), (), unread=self.given.unread)

    def _findings(
        self, cases: Sequence[ToJudge], decided: Decisions
    ) -> Iterator[tuple[int, SubjectFindings]]:
        """What is found in cases, in the order of results, each with its place among them."""
        places = _in_order(cases)
        # All periods of a body come together, and what belongs to some bodies is fetched at once.
        bodies = (
            list(of_body)
            for _, of_body in itertools.groupby(places, lambda place: str(cases[place][0]))
        )
        while some := list(itertools.islice(bodies, _TOGETHER)):
            self.document_index.come_to([cases[of_body[0]][0] for of_body in some])
            for place in itertools.chain.from_iterable(some):
                subject, builder, in_force = cases[place]
                yield (
                    place,
                    subject_findings(
                        subject, builder, in_force, self.broken, decided, self.selection.explained
                    ),
                )

    def _unread(self, own: Mapping[UnreadPart, None]) -> tuple[UnreadPart, ...]:
        """What was not read, each part once; not of documents for what a selection leaves out."""
        is_selected = bool(self.selection.periods or self.selection.subjects)
        kind_of = self.document_index.schemas.kind
        others = {
            UnreadPart(document.origin.file, block)
            for document in (self.document_index.documents if is_selected else ())
            if document.is_partly_read and document.origin
            if kind_of(document.kind).period_of(document.body) is not None
            for block in document.origin.unread
        } - own.keys()
        of_files = (part for part in self.given.unread if part not in others)
        return tuple(dict.fromkeys((*of_files, *own)))


def _in_order(cases: Sequence[ToJudge]) -> array[int]:
    """The places of cases in the order of results: that of kind, id and period."""
    # Key by key, so that none is made for each of many cases.
    places = sorted(range(len(cases)), key=lambda place: cases[place][1].period)
    places.sort(key=lambda place: cases[place][0].id)
    places.sort(key=lambda place: SUBJECT_TYPES.index(cases[place][0].kind))
    return array("q", places)


def _decided_findings(found: SubjectFindings, decided: Decisions) -> SubjectFindings | None:
    """Those of the findings that decisions are about; None where there are none."""
    about = str(found.subject), str(found.period)
    if about not in decided.documents:
        return None
    findings = tuple(
        one
        for one in found.findings
        if (key := (one.rule.id, *about)) in decided.judgements or key in decided.waivers
    )
    return replace(found, findings=findings) if findings else None


def _for_others(book: RuleBook) -> RuleBook:
    """The rule book with those rules alone that say who else can mend what they find."""
    return replace(book, rules=tuple(rule for rule in book.rules if rule.head.answers))


def _validate(
    documents: Iterable[Document], schemas: Schemas
) -> tuple[BrokenFields, Sequence[Problem]]:
    broken: dict[str, list[str]] = defaultdict(list)
    problems = Spool[Problem]()
    for document in documents:
        for problem in schemas.validate(document):
            problems.append(problem)
            if problem.level == "error":
                broken[document.name].append(problem.path or "")
    return BrokenFields(broken), problems


def _periods(document_index: DocumentIndex, selection: CaseSelection) -> tuple[Period, ...]:
    """The periods to judge, in order: those asked for, else those that documents are about."""
    if not selection.periods:
        return tuple(sorted({*document_index.periods(), *selection.also}))
    asked = {
        period
        for one in selection.periods
        for period in ([one] if one.half else [Period(one.year, 1), Period(one.year, 2), one])
    }
    return tuple(sorted(asked))


def _books_used(
    books: Sequence[RuleBook], books_of: Mapping[Period, tuple[RuleBook, ...]]
) -> tuple[RuleBookUsed, ...]:
    ids = {book.id for in_force in books_of.values() for book in in_force}
    return tuple(RuleBookUsed(b.id, b.title, b.sha256, b.documents) for b in books if b.id in ids)
