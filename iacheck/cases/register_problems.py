"""What is wrong with the registers of bodies, and with documents of a time when there was no body.

Spans of existence that overlap; councils that took over from nobody known, from one that goes on,
or in a circle; documents for a period in which the council or centre did not exist.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from iacheck.cases.council_names import misspelt_council_in
from iacheck.cases.index import DocumentIndex
from iacheck.cases.registers import Record, Register
from iacheck.cases.spans import TimeSpan, TimeSpans, exists_in, spans_of
from iacheck.documents.document import Document
from iacheck.language.hints import unknown_name, with_hint
from iacheck.language.messages import Message, message
from iacheck.language.names import nearest
from iacheck.language.periods import Period, read_period
from iacheck.language.problems import Problem


def register_problems(document: Document, document_index: DocumentIndex) -> Iterator[Problem]:
    """A notice of each thing that cannot be as a body's document says."""
    yield from _overlapping_spans(document)
    if document.kind == "council":
        yield from _predecessors(document, document_index.councils)


def problems_of_existence(document: Document, document_index: DocumentIndex) -> Iterator[Problem]:
    """A notice if the document is for a period in which its council or centre does not exist."""
    kind = document_index.schemas.kind(document.kind)
    register = {"council": document_index.councils, "centre": document_index.centres}.get(
        kind.owner or ""
    )
    named = document.head.get(kind.owner) if kind.owner else None
    period = kind.period_of(document.head)
    if register is None or period is None or not isinstance(named, str):
        return
    record = register.find(named)
    spans = spans_of(record.get("active")) if record else ()
    if record is None or exists_in(spans, period):
        return
    covered = document.body.get(kind.covers) if kind.covers else None
    years = covered if isinstance(covered, list | tuple) else ()
    if any(exists_in(spans, one) for one in filter(None, (read_period(str(y)) for y in years))):
        return
    told = message(
        "{subject} exists {spans}, and not in {period}, so that it is not judged by this; correct "
        "“active” in {register}, or the document",
        subject=str(record.get("name") or record["id"]),
        spans=_in_words(spans),
        period=period,
        register=f"{kind.owner}/{record['id']}",
    )
    heirs = (
        list(_heirs(record, period, register)) if _is_inherited(document, document_index) else []
    )
    if heirs:
        told = message(
            "{told}. It counts for {heirs}, if there is none of its own there",
            told=told,
            heirs=heirs,
        )
    yield document.problem(told, f"/{kind.period}", "notice", given=str(period))


def _is_inherited(document: Document, document_index: DocumentIndex) -> bool:
    """Whether who takes over from a council has such a document from it, for the same period."""
    roots = document_index.schemas.roots("council-year").values()
    return any(
        root.kind.name == document.kind and root.inherited and not root.previous for root in roots
    )


def _heirs(record: Record, period: Period, register: Register) -> Iterator[str]:
    """The names of those that took over, sooner or later, and exist in the period."""
    for id_ in record.get("successors") or ():
        later = register.records[id_]
        if exists_in(spans_of(later.get("active")), period):
            yield str(later.get("name") or id_)


def _in_words(spans: TimeSpans) -> list[Message]:
    return [_span_in_words(span) for span in spans]


def _span_in_words(span: TimeSpan) -> Message:
    if span.first is None:
        return message("until {last}", last=span.last)
    if span.last is None:
        return message("from {first}", first=span.first)
    return message("from {first} to {last}", first=span.first, last=span.last)


def unknown_council(given: str, councils: Register) -> Message:
    """What is told of a name that no council has: whom it may mean, else whom there is."""
    told = message("No register knows the council “{given}”", given=given)
    _, meant = misspelt_council_in(given) or ("", None)
    if meant in councils.records and nearest(given, councils.records) is None:
        return with_hint(told, meant)
    return unknown_name(told, given, list(councils.records))


def _overlapping_spans(document: Document) -> Iterator[Problem]:
    given = document.body.get("active")
    if not isinstance(given, list | tuple):
        return
    spans = [spans_of(one) for one in given]
    for before, after in itertools.combinations(range(len(spans)), 2):
        if any(one.overlaps(other) for one in spans[before] for other in spans[after]):
            told = message(
                "Spans no. {one} and no. {other} have days in common; is the year right in both?",
                one=before + 1,
                other=after + 1,
            )
            yield document.problem(told, f"/active/{after}", "notice")


def _predecessors(document: Document, councils: Register) -> Iterator[Problem]:
    named = document.body.get("successor_of")
    for index, text in enumerate(named if isinstance(named, list | tuple) else ()):
        if isinstance(text, str):
            told = _wrong_predecessor(document.key, text, councils)
            if told is not None:
                yield document.problem(told, f"/successor_of/{index}", "notice", given=text)


def _wrong_predecessor(key: str, text: str, councils: Register) -> Message | None:
    record = councils.find(text)
    if record is None:
        return unknown_council(text, councils)
    if record["id"] == key or key in _all_before(str(record["id"]), councils):
        return message("“{given}” cannot have been before itself", given=text)
    spans = spans_of(record.get("active"))
    if not spans or any(span.last is None for span in spans):
        return message(
            "{given} has no last day, although {successor} took over from it; enter it in “active”",
            given=text,
            successor=key,
        )
    return None


def _all_before(id_: str, councils: Register) -> set[str]:
    found: set[str] = set()
    ahead = [*councils.predecessors.get(id_, ())]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += councils.predecessors.get(one, ())
    return found
