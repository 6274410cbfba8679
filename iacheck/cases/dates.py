"""Which dates of a document count: those that have come, and that belong to its period.

What is dated after the as-of date has not come. A document that was sent on such a day, or before
the time that it tells of had ended, counts for its content, as one does that says no day. That time
is its period or, where its owner ended within that, ends with the owner's own last day. What took
place on a day that has not come, or outside the document's period, counts for nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from iacheck.cases.findings import Subject
from iacheck.documents.document import Body, Document, pointer
from iacheck.documents.document_kind import SUBMITTED_ON, DocumentKind, Occasion
from iacheck.documents.schema_error_words import step_label
from iacheck.language.frozen import frozen
from iacheck.language.messages import DocumentPart, Message, Value, message
from iacheck.language.periods import read_date
from iacheck.language.problems import Problem

# The fields and list positions that lead to a part of a document; none leads to all of it.
_Steps = tuple[str | int, ...]
# A day after the as-of date; one outside the document's period; one before its time has ended.
_Reason = Literal["ahead", "outside", "early"]
# A report that is sent so long after its time may be dated wrongly; a later one than that of the
# day that somebody looks back to is in order.
_LONG_AFTER = datetime.timedelta(366)


@frozen
class Uncounted:
    """A part of a document that does not count, because of the day that stands at `at`.

    Where that is a day of submission, `last` is the last day of the time that the document tells
    of, if it is known.
    """

    part: _Steps
    at: _Steps
    day: datetime.date
    why: _Reason
    last: datetime.date | None = None


@frozen
class Unsent:
    """Why a document that is here does not count as delivered; without a `day`, it gives none.

    Where that is too early, `last` is as in `Uncounted`. One that is `unfilled` is a form in which
    nothing is filled in yet: that is no document that somebody has made.
    """

    day: datetime.date | None = None
    why: _Reason | Literal["unfilled"] | None = None
    last: datetime.date | None = None

    @property
    def is_unfilled(self) -> bool:
        return self.why == "unfilled"

    def reason(self, document: Value, as_of: datetime.date) -> Message:
        """Why it cannot be told whether the document was delivered."""
        if self.is_unfilled:
            return message("The form is not filled in yet: {document}", document=document)
        if self.why == "ahead":
            return message(
                "Dated {date}, after {as_of}: {document}",
                date=self.day,
                as_of=as_of,
                document=document,
            )
        if self.why == "early":
            return message(
                "Dated {date}, before {last}, the last day that it tells of: {document}",
                date=self.day,
                last=self.last,
                document=document,
            )
        return message("Here without a submission date: {document}", document=document)


@frozen
class DatedDocument:
    """A document as it is seen as of a day.

    `counts` is as much of it as counts by its dates, None where nothing does; `unsent` why it is
    not delivered, if it is not. One that `is_unfilled` is a form as it was given out.
    """

    document: Document
    counts: Body | None
    unsent: Unsent | None
    is_unfilled: bool


def has_dates_to_count_by(kind: DocumentKind) -> bool:
    """Whether dates can keep a document of a kind, or a part of it, from counting."""
    return SUBMITTED_ON in kind.field_type.fields or bool(kind.occasions)


def counting_body(
    kind: DocumentKind, body: Body, as_of: datetime.date, last: datetime.date | None = None
) -> Body | None:
    """The document as far as it counts; None where it counts for nothing.

    `last` is the last day of the time that it tells of, where its period is not known to be that.
    List items that do not count are None, so that the others stand where they stood.
    """
    counted: Any = body
    for uncounted in _uncounted(kind, body, as_of, last):
        if not uncounted.part:
            return None
        counted = _without(counted, uncounted.part)
    return counted  # type: ignore[no-any-return]


def unsent(
    kind: DocumentKind, body: Body, as_of: datetime.date, last: datetime.date | None = None
) -> Unsent | None:
    """Why the document is not delivered; None where it is, or is none that is handed in.

    A day that cannot be read is no answer either; that is told of its field.
    """
    if SUBMITTED_ON not in kind.field_type.fields:
        return None
    if body.get(SUBMITTED_ON) is None:
        return Unsent()
    found = _wrong_submission(kind, body, as_of, last)
    return next(
        (Unsent(one.day, one.why, one.last if one.why == "early" else None) for one in found), None
    )


def date_problems(
    document: Document,
    kind: DocumentKind,
    as_of: datetime.date | None = None,
    last: datetime.date | None = None,
    owner: Subject | None = None,
) -> Iterator[Problem]:
    """A notice of each date that makes something not count; without a day, of those on any day.

    It names the document, and its `owner` where that is known.
    Of a document that is itself dated later, nobody needs to hear what else in it is.
    """
    period = kind.period_of(document.body)
    found = list(_uncounted(kind, document.body, as_of, last))
    is_later = any(one.why == "ahead" and one.at == (SUBMITTED_ON,) for one in found)
    for uncounted in found:
        if is_later and uncounted.why == "ahead" and uncounted.at != (SUBMITTED_ON,):
            continue
        about: dict[str, Value] = {
            "field": message(
                "{field} in {document}",
                field=step_label(uncounted.at[-1:], kind.words),
                document=_document(document, owner),
            ),
            "day": uncounted.day,
            "period": period,
            "as_of": as_of,
            "last": uncounted.last,
        }
        told = _told(uncounted, about, kind)
        at = pointer(*uncounted.at)
        problem = document.problem(told, at, "notice", given=uncounted.day.isoformat())
        yield replace(problem, later=uncounted.why == "ahead" and not _is_long_after(uncounted))


def all_dates_count(kind: DocumentKind, body: Body) -> bool:
    """Whether no day in a document makes anything not count, as of whatever day that follows."""
    return next(_uncounted(kind, body, None, None), None) is None


def is_sent_long_after(kind: DocumentKind, body: Body) -> bool:
    """Whether a document was sent more than a year after its period, as if a year were wrong."""
    period = kind.period_of(body)
    day = read_date(body.get(SUBMITTED_ON)) if SUBMITTED_ON in kind.field_type.fields else None
    return period is not None and day is not None and day - period.last_day > _LONG_AFTER


def _document(document: Document, owner: Subject | None) -> Value:
    part = DocumentPart(document.name)
    if owner is None or owner.kind == "national":
        return part
    return message("{document} of {subject}", document=part, subject=owner.name)


def _is_long_after(uncounted: Uncounted) -> bool:
    """Whether a document was sent so late that the year is in doubt."""
    last = uncounted.last
    is_sent = uncounted.at == (SUBMITTED_ON,)
    return is_sent and last is not None and uncounted.day - last > _LONG_AFTER


def _told(uncounted: Uncounted, about: Mapping[str, Value], kind: DocumentKind) -> Message:
    if uncounted.why == "early":
        return message(
            "{field} is {day}, before {last}, the last day that it tells of, so that it cannot be "
            "told when it was delivered; is the year right?",
            **about,
        )
    if uncounted.why == "outside":
        return message(
            "{field} is {day}, which is not in {period}, so that it counts for nothing; is the "
            "year right?",
            **about,
        )
    if uncounted.at == (SUBMITTED_ON,):
        if _is_long_after(uncounted):
            return message(
                "{field} is {day}, after {as_of}, and more than a year after {last}; it counts for "
                "its content, not as delivered. Is the year right?",
                **about,
            )
        return message(
            "{field} is {day}, after {as_of}; it counts for its content, not as delivered", **about
        )
    if len(uncounted.part) == len(uncounted.at):
        return message(
            "{field} is {day}, after {as_of}; until then, what stands under “{part}” counts for "
            "nothing",
            part=step_label(uncounted.part[-1:], kind.words),
            **about,
        )
    return message("{field} is {day}, after {as_of}; until then, it counts for nothing", **about)


def _uncounted(
    kind: DocumentKind, body: Body, as_of: datetime.date | None, last: datetime.date | None
) -> Iterator[Uncounted]:
    yield from _wrong_submission(kind, body, as_of, last)
    for occasion in kind.occasions:
        for at, record in occasion.records(body):
            yield from _wrong_occasion(kind, body, occasion, at, record, as_of)


def _wrong_submission(
    kind: DocumentKind, body: Body, as_of: datetime.date | None, last: datetime.date | None
) -> Iterator[Uncounted]:
    is_sent = SUBMITTED_ON in kind.field_type.fields
    day = read_date(body.get(SUBMITTED_ON)) if is_sent else None
    if day is None:
        return
    period = kind.period_of(body)
    end = last or (period.last_day if period else None)
    if as_of is not None and day > as_of:
        yield Uncounted((SUBMITTED_ON,), (SUBMITTED_ON,), day, "ahead", end)
    elif kind.sent_after_period and end is not None and day < end:
        yield Uncounted((SUBMITTED_ON,), (SUBMITTED_ON,), day, "early", end)


def _wrong_occasion(
    kind: DocumentKind,
    body: Body,
    occasion: Occasion,
    at: _Steps,
    record: Mapping[str, Any],
    as_of: datetime.date | None,
) -> Iterator[Uncounted]:
    day = read_date(record.get(occasion.day))
    if day is None:
        return
    there = (*at, occasion.day)
    if not kind.is_in_period(body, day):
        yield Uncounted(at, there, day, "outside")
    elif as_of is None or day <= as_of:
        return
    elif not occasion.before:
        yield Uncounted(at, there, day, "ahead")
    else:
        # Only what is so before that day.
        for name in occasion.afterwards:
            if record.get(name):
                yield Uncounted((*at, name), there, day, "ahead")


def _without(value: Any, steps: _Steps) -> Any:
    step, *rest = steps
    part = _without(value[step], tuple(rest)) if rest else None
    if isinstance(step, int):
        items = [*value[:step], part, *value[step + 1 :]]
        return items if any(item is not None for item in items) else []
    others = {name: other for name, other in value.items() if name != step}
    return {**others, step: part} if rest else others
