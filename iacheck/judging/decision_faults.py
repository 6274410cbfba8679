"""What keeps a waiver, a judgement or a reply from having any effect, with what to do about it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from iacheck.documents.document import Document
from iacheck.judging.decision_about import Decision, Fault, about_faults
from iacheck.judging.decision_givers import giver_faults
from iacheck.judging.judged_cases import JudgedCases
from iacheck.language.content import has_content
from iacheck.language.messages import Message, message
from iacheck.language.periods import read_date

# The field with the reason or the text of each kind, and that with its first day.
_WORDS: Mapping[str, str] = {"waiver": "reason", "judgement": "reason", "reply": "text"}
_FIRST_DAY: Mapping[str, str] = {
    "waiver": "granted_on",
    "judgement": "judged_on",
    "reply": "given_on",
}


def decision_faults(
    document: Document,
    cases: JudgedCases,
    broken: Sequence[str],
    as_of: datetime.date,
    *,
    is_import: bool,
) -> Iterator[Fault]:
    """Everything that is wrong with a decision, beside what its schema tells.

    `broken` are the JSON Pointers to what breaks the schema. At import nothing has expired.
    """
    wrong = {pointer.split("/")[1] for pointer in broken if pointer}
    fields = {name: value for name, value in document.body.items() if name not in wrong}
    decision = Decision(document, fields, cases, is_import)
    yield from about_faults(decision)
    yield from _day_faults(decision, as_of)
    words = _WORDS[document.kind]
    if words in fields and not has_content(fields[words]):
        yield words, message("it does not say why; write it in “{field}”", field=words)
    yield from giver_faults(decision)
    if document.kind == "reply":
        yield from _missing_in_reply(document)
    if document.kind == "judgement" and fields.get("basis") == {}:
        told = message(
            "it names no document that it is based on; name at least one in “{field}”, or let "
            "{command} write them",
            field="basis",
            command="iacheck template judgement",
        )
        yield "basis", told


def basis_fault(judgement: Document, cases: JudgedCases) -> tuple[str, Message] | None:
    """The first document of a basis that is gone or no longer what it was, and what to tell."""
    basis: Mapping[str, str] = judgement.body["basis"]
    for name in sorted(basis):
        now = cases.documents.get(name)
        if now is None:
            told = message(
                "{document}, which it is based on, is not here; let it come too, or judge anew",
                document=name,
            )
            return name, told
        if now.sha256 != basis[name]:
            told = message(
                "{document}, which it is based on, has changed since; judge anew", document=name
            )
            return name, told
    return None


def _day_faults(decision: Decision, as_of: datetime.date) -> Iterator[Fault]:
    name = _FIRST_DAY[decision.document.kind]
    day = read_date(decision.fields.get(name))
    if day is not None and as_of < day:
        told = message(
            "it counts from {date} only, after {as_of}; correct the day if it is wrong",
            date=day,
            as_of=as_of,
        )
        yield name, told
    if decision.document.kind != "waiver" or decision.is_import:
        return
    expires = read_date(decision.fields.get("expires_on"))
    if expires is not None and expires < as_of:
        told = message(
            "it expired on {date}; grant a new one if the deviation is still accepted", date=expires
        )
        yield "expires_on", told


def _missing_in_reply(document: Document) -> Iterator[Fault]:
    """What replies need, and what those that were kept by version 0.1.0 do not have."""
    expected = {
        "intent": message("what it is (dispute, mend or ask_waiver)"),
        "given_by": message("which body replies"),
    }
    for name, what in expected.items():
        if document.body.get(name) is None:
            yield name, message("it does not say {what}; add “{field}”", what=what, field=name)
