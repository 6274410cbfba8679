"""Whom a run judges: the cases that are asked for, or why there is none."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TypeAlias

from iacheck.cases.bodies import Bodies
from iacheck.cases.case import CaseBuilder
from iacheck.cases.council_names import known_council, merged_later, territories
from iacheck.cases.findings import Subject
from iacheck.cases.index import DocumentIndex
from iacheck.checks.rule import RuleBook
from iacheck.language.errors import NothingToCheck
from iacheck.language.frozen import frozen
from iacheck.language.hints import with_hint
from iacheck.language.messages import Message, OneOf, Value, by_door, message
from iacheck.language.names import nearest, normalise
from iacheck.language.periods import Period

# A subject, what builds its case, and the rule books in force.
ToJudge: TypeAlias = tuple[Subject, CaseBuilder, tuple[RuleBook, ...]]


class NoSuchSubject(NothingToCheck):
    """Nobody who could be judged is called as somebody who is `asked` for."""

    def __init__(self, asked: str, told: Message) -> None:
        super().__init__(told)
        self.asked = asked


@frozen
class CaseSelection:
    """Which periods and subjects to judge; empty means all. A year includes its halves.

    Where no period is asked for, those are judged that documents are about, and the periods `also`.
    Subjects are written as in results, `council/rogaland`; names and aliases count. The findings of
    the rules `explained` tell all that was looked at.
    """

    periods: tuple[Period, ...] = ()
    subjects: tuple[str, ...] = ()
    explained: frozenset[str] = frozenset()
    also: tuple[Period, ...] = ()

    @classmethod
    def of(
        cls,
        periods: tuple[Period, ...],
        subjects: Sequence[str],
        councils: Sequence[str],
        explained: frozenset[str] = frozenset(),
    ) -> CaseSelection:
        """What is asked for where councils are named by themselves, without their kind."""
        named = (f"council/{council}" for council in councils)
        return cls(periods, (*subjects, *named), explained)


def chosen_cases(
    cases: Sequence[ToJudge],
    selection: CaseSelection,
    periods: Sequence[Period],
    books: Sequence[RuleBook],
) -> Sequence[ToJudge]:
    """The cases of the subjects asked for; NothingToCheck says why there is none."""
    if not periods:
        raise NothingToCheck(
            by_door(
                message(
                    "None of the documents is about a period; name one with {option}",
                    option="--period",
                ),
                message("None of the documents is about a period; say for which year or half-year"),
            )
        )
    if not any(book.covers(period) for book in books for period in periods):
        raise NothingToCheck(no_book(selection.periods or periods, books))
    if not cases:
        raise NothingToCheck(message("Nobody is to be judged in {periods}", periods=list(periods)))
    if not selection.subjects:
        return cases
    # By their places among all, each once.
    chosen: dict[int, ToJudge] = {}
    for asked in selection.subjects:
        found = {
            place: case for place, case in enumerate(cases) if _is_called(case[0], asked, case[1])
        }
        if not found:
            wanted, known = selection.periods or periods, [str(case[0]) for case in cases]
            not_then = _not_then(asked, cases[0][1].bodies, wanted) or _not_yet(
                asked, known, wanted
            )
            if not_then is not None:
                raise NothingToCheck(not_then)
            raise NoSuchSubject(asked, _no_such_subject(asked, known))
        chosen.update(found)
    return list(chosen.values())


def _is_called(subject: Subject, asked: str, builder: CaseBuilder) -> bool:
    # A kind by itself is everybody of that kind.
    if asked in (str(subject), subject.kind):
        return True
    kind, _, name = asked.partition("/")
    if kind != subject.kind or not name:
        return False
    if kind == "party":
        return builder.bodies.party_id(name) == subject.id
    called = (normalise(subject.id), normalise(str(subject.name)))
    return normalise(name) in called or builder.bodies.is_council(subject, name)


def _not_then(asked: str, bodies: Bodies, periods: Sequence[Period]) -> Message | None:
    """Told of a body that ended before the periods, or began after them; None of any other."""
    subject = bodies.registered(*asked.partition("/")[::2])
    spans = bodies.spans(subject) if subject else ()
    if subject is None or not spans:
        return None
    last = max(span.last or datetime.date.max for span in spans)
    first = min(span.first or datetime.date.min for span in spans)
    about: dict[str, Value] = {"subject": subject.name, "periods": list(periods)}
    if last < min(one.first_day for one in periods):
        others = _there_then(bodies.existence(subject).successors, bodies, periods)
        if others.values:
            return message(
                "{subject} ended on {date}, and is not judged in {periods}; choose {others}, which "
                "took over from it, or an earlier period",
                date=last,
                others=others,
                **about,
            )
        return message(
            "{subject} ended on {date}, and is not judged in {periods}; choose an earlier period",
            date=last,
            **about,
        )
    if max(one.last_day for one in periods) < first:
        others = _there_then(bodies.existence(subject).predecessors, bodies, periods)
        if others.values:
            return message(
                "{subject} begins on {date}, and is not judged in {periods}; choose {others}, from "
                "which it took over, or a later period",
                date=first,
                others=others,
                **about,
            )
        return message(
            "{subject} begins on {date}, and is not judged in {periods}; choose a later period",
            date=first,
            **about,
        )
    return None


def _there_then(
    bodies_beside: Sequence[Subject], bodies: Bodies, periods: Sequence[Period]
) -> OneOf:
    """The names of those of these bodies that exist in one of the periods."""
    return OneOf(
        [
            one.name
            for one in bodies_beside
            if not (spans := bodies.spans(one))
            or any(span.has_day_of(period) for span in spans for period in periods)
        ]
    )


def _not_yet(asked: str, known: Sequence[str], periods: Sequence[Period]) -> Message | None:
    """Told of a council that no register knows, whose county was made of those of others later."""
    kind, _, name = asked.partition("/")
    id_ = known_council(name) if kind == "council" else None
    county = merged_later(id_, max(one.last_day for one in periods)) if id_ else None
    if county is None or county.first_day is None:
        return None
    of = [f"council/{one.id}" for one in territories() if one.id in county.of]
    there = [subject for subject in of if subject in known]
    if not there:
        return None
    return message(
        "{county} was made a county on {date}, of {others}; for {periods}, choose {there}",
        county=county.name,
        date=county.first_day,
        others=[one.name for one in territories() if one.id in county.of],
        periods=list(periods),
        there=OneOf(there),
    )


def _no_such_subject(asked: str, known: Sequence[str]) -> Message:
    # Somebody who leaves out the kind means the subject that is so called.
    kinds = {subject.partition("/")[0] for subject in known}
    meant = nearest(asked, known if "/" in asked else [*known, *kinds]) or next(
        (subject for subject in known if normalise(subject.partition("/")[2]) == normalise(asked)),
        None,
    )
    told = message("There is no subject “{given}” here", given=asked)
    return with_hint(told, meant, sorted(set(known)))


def no_book(periods: Sequence[Period | Message], books: Sequence[RuleBook]) -> Message:
    """Told where no rule book covers these periods: what each book covers."""
    return message(
        "No rule book covers {periods}; {books}", periods=list(periods), books=coverage(books)
    )


def with_their_document(
    periods: Sequence[Period], document_index: DocumentIndex
) -> Sequence[Period | Message]:
    """The periods, each with the document that is about it where that is one alone."""
    about: dict[Period, list[str]] = {period: [] for period in periods}
    for document in document_index.documents:
        period = document_index.schemas.kind(document.kind).period_of(document.head)
        if period in about:
            about[period].append(document.name)
    return [
        message("{period} ({document})", period=period, document=names[0])
        if len(names) == 1
        else period
        for period, names in about.items()
    ]


def coverage(books: Sequence[RuleBook]) -> Sequence[Message]:
    """What each rule book covers."""
    return [
        message(
            "{book} covers {first} to {last}",
            book=book.id,
            first=book.valid_from,
            last=book.valid_to,
        )
        for book in books
    ]
