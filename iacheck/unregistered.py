"""Documents of bodies that no register knows, by which therefore nobody is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iacheck.cases import CaseBuilder
from iacheck.documents import Document
from iacheck.holdings import OWNER_KINDS, Holdings, read_period
from iacheck.messages import message
from iacheck.names import nearest
from iacheck.periods import Period
from iacheck.problems import Problem


def unregistered(holdings: Holdings, builders: Mapping[Period, CaseBuilder]) -> Iterator[Problem]:
    """A problem for each document of a council or party that is unknown.

    Councils are unknown only where a register of them, some `council` document, is loaded; the
    parties of the agreement always are known.
    """
    for document in holdings.documents:
        yield from _council(document, holdings)
        period = read_period(document.body.get("period"))
        builder = builders.get(period) if period else None
        party = document.body.get("party")
        if document.kind == "party_report" and isinstance(party, str) and builder is not None:
            if builder.party_id(party) is None:
                yield _unknown(document, "party", party, [s.id for s in builder.parties()])


def _council(document: Document, holdings: Holdings) -> Iterator[Problem]:
    name = document.body.get("council")
    if OWNER_KINDS.get(document.kind) != "council" or not isinstance(name, str):
        return
    known = holdings.councils.records
    if known and holdings.councils.find(name) is None:
        yield _unknown(document, "council", name, list(known))


def _unknown(document: Document, field: str, given: str, known: Sequence[str]) -> Problem:
    meant = nearest(given, known)
    told = (
        message(
            "No register knows the {kind} {given}; did you mean {meant}?",
            kind=field,
            given=given,
            meant=meant,
        )
        if meant
        else message(
            "No register knows the {kind} {given}; known: {known}",
            kind=field,
            given=given,
            known=sorted(known),
        )
    )
    origin = document.origin
    return Problem(
        told,
        file=origin.file if origin else None,
        place=origin.place(f"/{field}") if origin else None,
        path=f"/{field}",
        given=given,
        document=document.name,
    )
