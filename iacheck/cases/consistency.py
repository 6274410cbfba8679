"""What is wrong among documents that each are right by themselves.

Documents of bodies that no register knows, by which therefore nobody is judged; two documents
where there can be one; two items of a document with one id, by which neither can be meant;
dates that do not fit the period or the as-of date; and what is wrong with the registers.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from iacheck.cases.case import CaseBuilder
from iacheck.cases.dates import all_dates_count, date_problems, is_sent_long_after
from iacheck.cases.index import DocumentIndex
from iacheck.cases.register_problems import (
    problems_of_existence,
    register_problems,
    unknown_council,
)
from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.schemas import Schemas
from iacheck.language.hints import unknown_name
from iacheck.language.messages import message
from iacheck.language.names import normalise
from iacheck.language.periods import Period
from iacheck.language.problems import Problem

# What their documents say depends on those of the other bodies.
_REGISTERS = frozenset({"council", "party", "centre"})
# The cases of a period; None where no rule book covers it, and its parties are not known.
BuilderOf = Callable[[Period], CaseBuilder | None]


def consistency_problems(
    documents: Iterable[Document],
    document_index: DocumentIndex,
    builder_of: BuilderOf,
    as_of: datetime.date | None = None,
    asked: Container[str] | None = None,
) -> Iterator[Problem]:
    """All that is wrong with `documents`, which are in the index, beside the others.

    Without a day `as_of`, nothing is said of what is dated later. Dates are told of in the
    documents of the subjects that are `asked` for, by their names in results; None: of all.
    """
    of_same = _rivals(document_index, builder_of)
    for document in documents:
        yield from _unknown_council(document, document_index)
        yield from _unknown_party(document, document_index.schemas, builder_of)
        if not document.is_settled:
            yield from _same_ids(document, document_index.schemas.kind(document.kind))
        if not document.is_settled or document.kind in _REGISTERS:
            yield from register_problems(document, document_index)
        yield from _dates(document, document_index, builder_of, as_of, asked)
        if not of_same:
            continue
        rivals = of_same.get(_claim(document, document_index, builder_of), [])
        other = next((one for one in rivals if not document_index.is_same(one, document)), None)
        if other is not None:
            told = message(
                "{other} is about the same period of the same body; there can be only one such "
                "document: give both the same _id, or remove one",
                other=other.name,
            )
            yield document.problem(told, "/period")


def is_consistent_by_itself(document: Document, kind: DocumentKind) -> bool:
    """Whether no items and no days in it are inconsistent, whatever other documents there are.

    What registers say is another question, and one of all bodies together.
    """
    return (
        (kind.name in _REGISTERS or "active" not in document.body)
        and all(_differ(_ids(document.body.get(name))) for name in _lists_with_ids(kind))
        and all_dates_count(kind, document.body)
        and not is_sent_long_after(kind, document.body)
    )


def _dates(
    document: Document,
    document_index: DocumentIndex,
    builder_of: BuilderOf,
    as_of: datetime.date | None,
    asked: Container[str] | None,
) -> Iterator[Problem]:
    """Notices of dates; those of other rounds, and of other subjects, are theirs to tell."""
    kind = document_index.schemas.kind(document.kind)
    period = kind.period_of(document.head)
    builder = builder_of(period) if period else None
    if builder is None:
        if period is None and not (document.is_settled and as_of is None):
            yield from date_problems(document, kind, as_of)
        return
    if document.is_settled and as_of is None and asked is None:
        yield from problems_of_existence(document, document_index)
        return
    owner = builder.bodies.owner(document)
    if asked is None or owner is None or str(owner) in asked:
        yield from date_problems(document, kind, as_of, builder.bodies.last_day(document), owner)
        yield from problems_of_existence(document, document_index)


Claim = tuple[str, str, Period] | None


def _rivals(document_index: DocumentIndex, builder_of: BuilderOf) -> dict[Claim, list[Document]]:
    """The documents of each claim that several make."""
    first: dict[Claim, Document] = {}
    rivals: dict[Claim, list[Document]] = {}
    for document in document_index.possible_rivals():
        claim = _claim(document, document_index, builder_of)
        if claim is not None:
            one = first.setdefault(claim, document)
            if one is not document:
                rivals.setdefault(claim, [one]).append(document)
    return rivals


def _claim(document: Document, document_index: DocumentIndex, builder_of: BuilderOf) -> Claim:
    """Kind, body and period of which there can be one document; None where several may be."""
    kind = document_index.schemas.kind(document.kind)
    text = document.head.get(kind.owner) if kind.owner else None
    period = kind.period_of(document.head)
    if (
        kind.owner is None
        or not kind.is_one_for_a_period
        or not isinstance(text, str)
        or period is None
    ):
        return None
    if kind.owner != "party":
        return kind.name, document_index.owner(kind.owner, text), period
    builder = builder_of(period)
    id_ = builder.bodies.party_id(text) if builder else None
    return kind.name, id_ or normalise(text), period


def _unknown_council(document: Document, document_index: DocumentIndex) -> Iterator[Problem]:
    name = document.head.get("council")
    known = document_index.councils.records
    if (
        known
        and document_index.schemas.kind(document.kind).owner == "council"
        and isinstance(name, str)
        and document_index.councils.find(name) is None
    ):
        told = unknown_council(name, document_index.councils)
        yield document.problem(told, "/council", given=name)


def _unknown_party(
    document: Document, schemas: Schemas, builder_of: BuilderOf
) -> Iterator[Problem]:
    kind, name = schemas.kind(document.kind), document.head.get("party")
    period = kind.period_of(document.head)
    if kind.owner != "party" or not isinstance(name, str) or period is None:
        return
    builder = builder_of(period)
    if builder is not None and builder.bodies.party_id(name) is None:
        known = [subject.id for subject in builder.bodies.parties()]
        told = message("“{given}” is no party of the agreement", given=name)
        yield document.problem(unknown_name(told, name, known), "/party", given=name)


@functools.lru_cache(256)
def _lists_with_ids(kind: DocumentKind) -> tuple[str, ...]:
    """The fields whose items have an id of their own."""
    of_fields = ((name, of.items) for name, of in kind.field_type.fields.items())
    return tuple(name for name, items in of_fields if items is not None and "id" in items.fields)


def _ids(items: object) -> list[str | None]:
    """The id of each item; None where there is none."""
    given = items if isinstance(items, list) else ()
    ids = (item.get("id") if isinstance(item, dict) else None for item in given)
    return [id_ if isinstance(id_, str) else None for id_ in ids]


def _differ(ids: Sequence[str | None]) -> bool:
    known = [id_ for id_ in ids if id_ is not None]
    return len({*known}) == len(known)


def _same_ids(document: Document, kind: DocumentKind) -> Iterator[Problem]:
    for name in _lists_with_ids(kind):
        seen: set[str] = set()
        for index, id_ in enumerate(_ids(document.body.get(name))):
            if id_ is None:
                continue
            if id_ in seen:
                told = message("The id “{id}” is given to several; give each its own", id=id_)
                yield document.problem(told, f"/{name}/{index}/id", "notice", given=id_)
            seen.add(id_)
