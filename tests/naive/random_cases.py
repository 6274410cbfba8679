"""Random cases: examples of rules, joined and changed at random, seen around every due date."""

from __future__ import annotations

import copy
import datetime
import functools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from figures.council_years import CouncilYears
from shipped import shipped

from iacheck.cases.bodies import national
from iacheck.cases.case import Case, CaseBuilder
from iacheck.cases.findings import Subject, SubjectType
from iacheck.cases.index import DocumentIndex
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.language.periods import Period
from iacheck.rulebooks.examples import example_roots
from naive.books import rules_written
from naive.rules import own_due
from naive.world import World

_DAY = datetime.timedelta(days=1)
# Of those that took over from others, the second evaluator knows nothing.
_NOT_TRIED = "successor_of"
# What ties documents to their subject and keeps them apart stays as it is.
_KEPT = ("_id", "id", "period", "council", "party", "centre")


@dataclass(frozen=True)
class Example:
    """Documents under the roots of a kind of subject, in a period of a book."""

    book: RuleBook
    subject_kind: str
    period: Period
    roots: Mapping[str, Any]


@functools.cache
def examples() -> Sequence[Example]:
    """All examples of all shipped rules."""
    books, _ = shipped()
    return [example for book in books for example in _of_book(book)]


@functools.cache
def _council_years() -> Sequence[Example]:
    """Whole council-years, as the figures of speed are measured on: most rules are met."""
    book = next(book for book in shipped()[0] if book.covers(Period(2015)))
    found: list[dict[str, Any]] = []
    for kind, body in CouncilYears(40).records():
        if kind == "council":
            found.append({kind: body})
        elif kind == "allocation":
            found[-1]["allocations"] = [body]
        elif kind != "gathering":
            found[-1][kind] = body
    return [Example(book, "council-year", Period(2015), roots) for roots in found]


def _of_book(book: RuleBook) -> Iterator[Example]:
    for rule in book.rules:
        for listed in rules_written(book.id)[rule.id]["examples"].values():
            for one in listed:
                case, period = one.get("case", one), one.get("period") if "case" in one else None
                if _NOT_TRIED not in repr(case):
                    read = Period.parse(period) if period else rule.first or _first(rule, book)
                    yield Example(book, rule.subject, read, case)


def _first(rule: Any, book: RuleBook) -> Period:
    year = book.valid_from.year
    halves = rule.subject.endswith("half-year")
    periods = [Period(y, h) for y in (year, year + 1) for h in ((1, 2) if halves else (None,))]
    return next(period for period in periods if book.covers(period))


def case_of(example: Example, as_of: datetime.date | None = None) -> tuple[Case, World]:
    """The case of an example as it stands, and the same for the second evaluator.

    Without a day, it is seen ten years later.
    """
    schemas, period = shipped()[1], example.period
    subject = _subject(example)
    documents = [*_documents(example, subject, schemas)]
    builder = CaseBuilder(
        DocumentIndex.of(documents, schemas),
        example.book.parties,
        period,
        as_of or period.last_day.replace(year=period.year + 10),
    )
    case = builder.build(subject)
    return case, World.of(case, example.book, schemas, documents)


def _subject(example: Example) -> Subject:
    kind = cast("SubjectType", example.subject_kind.partition("-")[0])
    given = example.roots.get(kind)
    if kind == "national":
        return national()
    id_ = given if isinstance(given, str) else "example"
    if isinstance(given, Mapping):
        id_ = given.get("_id", id_)
    elif kind == "party" and given is None:
        id_ = next(p.id for p in example.book.parties if p.active_in(example.period))
    return Subject(kind, id_, id_)


def _documents(example: Example, subject: Subject, schemas: Schemas) -> Iterator[Document]:
    roots = example_roots(schemas, example.subject_kind)
    for name, value in example.roots.items():
        root, kind = roots[name], roots[name].kind
        own = subject.id if kind.name == subject.kind else name
        bodies = value if root.many else [value] if isinstance(value, Mapping) else []
        for number, body in enumerate(bodies, 1):
            key = body.get("_id", f"{name}-{number}" if root.many else own)
            filled: dict[str, Any] = {"_id": key}
            if kind.owner == subject.kind != "national":
                filled[kind.owner] = subject.id
            if kind.period is not None:
                filled[kind.period] = str(root.period(example.period) or example.period)
            yield Document(kind.name, key, {**filled, **body})


def random_case(chance: random.Random) -> tuple[Case, World]:
    """An example, with roots of others, changed here and there, seen on a day that may matter."""
    example = chance.choice(_council_years() if chance.random() < 0.3 else examples())
    roots = copy.deepcopy(dict(example.roots))
    like = [e for e in examples() if e.subject_kind == example.subject_kind]
    for other in chance.sample(like, chance.randint(0, 3)):
        roots = {**copy.deepcopy(dict(other.roots)), **roots}
    made = Example(example.book, example.subject_kind, example.period, roots)
    days = _days_that_matter(made.book.id, made.subject_kind, made.period)
    for _ in range(chance.randint(0, 6)):
        changed = copy.deepcopy(roots)
        _change(changed, chance, days)
        trial = Example(made.book, made.subject_kind, made.period, changed)
        if _is_valid(trial):
            roots, made = changed, trial
    return case_of(made, chance.choice([None, *days]))


def _is_valid(example: Example) -> bool:
    schemas = shipped()[1]
    return not any(
        problem.level == "error"
        for document in _documents(example, _subject(example), schemas)
        for problem in schemas.validate(document, require=False)
    )


@functools.cache
def _days_that_matter(book: str, subject_kind: str, period: Period) -> Sequence[datetime.date]:
    """The days around everything that is due in a period, and around its ends."""
    found = next(b for b in shipped()[0] if b.id == book)
    _, world = case_of(Example(found, subject_kind, period, {}))
    written = rules_written(book).values()
    dues = [own_due(rule, world) for rule in written if rule["subject"] == subject_kind]
    known = [due for due in dues if due is not None]
    days = [day + move * _DAY for day in {*known, period.last_day} for move in (-1, 0, 1)]
    return sorted({*days, period.first_day - _DAY, period.first_day})


def _change(roots: dict[str, Any], chance: random.Random, days: Sequence[datetime.date]) -> None:
    """Change one thing: take away, repeat, write otherwise, or put what stands elsewhere."""
    places = [*_places(roots)]
    if not places:
        return
    holder, key, path = chance.choice(places)
    value, pool = holder[key], _pool()[path]
    chosen = chance.random()
    if chosen < 0.25:
        del holder[key]
    elif chosen < 0.35 and isinstance(holder, list) and not isinstance(value, dict):
        holder.insert(key, copy.deepcopy(value))
    elif isinstance(value, str) and _is_day(value):
        holder[key] = chance.choice(days).isoformat()
    elif chosen < 0.5 and isinstance(value, str):
        holder[key] = _otherwise(value, chance)
    elif chosen < 0.6 and isinstance(value, int) and not isinstance(value, bool):
        holder[key] = max(0, value + chance.choice([-1, 1]))
    else:
        holder[key] = copy.deepcopy(chance.choice(pool))


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4::3] == "--"


def _otherwise(text: str, chance: random.Random) -> str:
    """The same text as somebody else may write it, or next to it."""
    return chance.choice(
        [
            text.upper(),
            text.replace(" ", "-"),
            text + "\u00ad",
            "\u2013",
            "ingen",
            f" {text}.",
            text[::-1],
            f"{text} og LO",
        ]
    )


def _places(roots: Mapping[str, Any]) -> Iterator[tuple[Any, Any, tuple[str, ...]]]:
    """Every part of every document, by what holds it, with the fields that lead there."""
    for root, value in roots.items():
        if isinstance(value, list):
            for body in value:
                yield from _within(body, (root, "[]"))
        elif isinstance(value, Mapping):
            yield from _within(value, (root,))


def _within(value: Any, path: tuple[str, ...]) -> Iterator[tuple[Any, Any, tuple[str, ...]]]:
    if isinstance(value, list):
        parts: Sequence[tuple[Any, str]] = [(index, "[]") for index in range(len(value))]
    else:
        parts = [(n, n) for n in value if n not in _KEPT] if isinstance(value, Mapping) else []
    for key, name in parts:
        yield value, key, (*path, name)
        yield from _within(value[key], (*path, name))


@functools.cache
def _pool() -> Mapping[tuple[str, ...], Sequence[Any]]:
    """Everything that stands at the same place in any example."""
    pool: dict[tuple[str, ...], list[Any]] = {}
    for example in (*examples(), *_council_years()):
        for holder, key, path in _places(example.roots):
            pool.setdefault(path, []).append(holder[key])
    return pool
