"""What keeps a waiver, a judgement or a reply from having any effect, with what to do about it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping

from iacheck.checks.rule import Rule
from iacheck.documents.document import Document
from iacheck.judging.basis import basis
from iacheck.judging.decision_about import Decision, Fault, about_faults
from iacheck.judging.decision_givers import giver_faults
from iacheck.language.content import has_content
from iacheck.language.messages import by_door, message
from iacheck.language.periods import read_date

# The field with the reason or the text of each kind, and that with its first day.
_WORDS: Mapping[str, str] = {"waiver": "reason", "judgement": "reason", "reply": "text"}
_FIRST_DAY: Mapping[str, str] = {
    "waiver": "granted_on",
    "judgement": "judged_on",
    "reply": "given_on",
}
# As many documents are named of which a judgement should rest on some.
_FEW = 3


def decision_faults(decision: Decision, as_of: datetime.date) -> Iterator[Fault]:
    """Everything that is wrong with a decision, beside what its schema tells.

    At import nothing has expired.
    """
    document, fields = decision.document, decision.fields
    yield from about_faults(decision)
    yield from _day_faults(decision, as_of)
    words = _WORDS[document.kind]
    if words in fields and not has_content(fields[words]):
        told = (
            message("it says nothing; write the reply in “{field}”", field=words)
            if document.kind == "reply"
            else message("it does not say why; write it in “{field}”", field=words)
        )
        yield words, told
    yield from giver_faults(decision)
    if document.kind == "reply":
        yield from _missing_in_reply(document)
    if document.kind == "judgement" and fields.get("basis") == {}:
        told = by_door(
            message(
                "it names no document that it is based on; name at least one in “{field}”, or let "
                "{command} write them",
                field="basis",
                command="iacheck template judgement",
            ),
            message(
                "it names no document that it is based on; name at least one in “{field}”",
                field="basis",
            ),
        )
        yield "basis", told


def basis_fault(judgement: Decision, rule: Rule) -> Fault | None:
    """What a judgement about a rule's finding rests on that no longer holds, if anything.

    A document of its basis is gone or no longer what it was; or the rule now reads documents of
    which it rests on none, or one that is dated after it: what was judged is what was there then.
    """
    given: Mapping[str, str] = judgement.fields["basis"]
    for name in sorted(given):
        now = judgement.cases.documents.get(name)
        if now is None:
            told = message(
                "{document}, which it is based on, is not here; let it come too, or judge anew",
                document=name,
            )
            return "basis", told
        if now.sha256 != given[name]:
            told = message(
                "{document}, which it is based on, has changed since; judge anew", document=name
            )
            return "basis", told
    read = sorted(_read_now(judgement, rule))
    if not read:
        return None
    if given.keys() & read:
        return _come_since(judgement, [name for name in read if name not in given])
    more = len(read) - _FEW
    told = message(
        "it rests on none of what the rule reads now ({documents}); judge anew, or add them to "
        "“{field}” where the judgement was made on them",
        documents=[*read[:_FEW], *([message("{count} more", count=more)] if more > 0 else [])],
        field="basis",
    )
    return "basis", told


def _come_since(judgement: Decision, others: Iterable[str]) -> Fault | None:
    """The first of other documents that is dated after the judgement, and so was not in it."""
    judged_on = read_date(judgement.fields["judged_on"])
    for name in others:
        document = judgement.cases.documents[name]
        fields = judgement.cases.document_index.schemas.kind(document.kind).field_type.fields
        days = (read_date(document.body.get(n)) for n, of in fields.items() if of.format == "date")
        if any(judged_on and day and judged_on < day for day in days):
            told = message("{document} has come since; judge anew", document=name)
            return "basis", told
    return None


def _read_now(judgement: Decision, rule: Rule) -> Collection[str]:
    """The documents, `kind/_id`, that the rule reads of the judged subject."""
    judged, subject = judgement.judged, judgement.subject
    return basis(rule, judged.builder.build(subject)) if judged and subject else ()


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
    if decision.document.kind != "waiver":
        yield from _too_early(decision, name, day)
        return
    if decision.is_import:
        return
    expires = read_date(decision.fields.get("expires_on"))
    if expires is not None and expires < as_of:
        told = message(
            "it expired on {date}; grant a new one if the deviation is still accepted", date=expires
        )
        yield "expires_on", told


def _too_early(decision: Decision, name: str, day: datetime.date | None) -> Iterator[Fault]:
    """Told of what is dated before there was anything to decide; a waiver may be granted ahead."""
    period = decision.judged.period if decision.judged else None
    if day is not None and period is not None and day < period.first_day:
        told = message(
            "it is dated {date}, before {period} began; correct the day or the period",
            date=day,
            period=period,
        )
        yield name, told


def _missing_in_reply(document: Document) -> Iterator[Fault]:
    """What replies need, and what those that were kept by version 0.1.0 do not have."""
    expected = {
        "intent": message("what it is (dispute, mend or ask_waiver)"),
        "given_by": message("which body replies"),
    }
    for name, what in expected.items():
        if document.body.get(name) is None:
            yield name, message("it does not say {what}; add “{field}”", what=what, field=name)
