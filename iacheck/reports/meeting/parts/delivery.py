"""Who has delivered, who was late, and who has not, as tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message, plural_message
from iacheck.reports.blocks import (
    Block,
    Items,
    Mark,
    Paragraph,
    Span,
    Table,
    Text,
    plain_text,
)
from iacheck.reports.decision_lines import judgement_line
from iacheck.reports.meeting.chapter import Chapter
from iacheck.reports.meeting.delivery import STATUSES, Delivery, Status
from iacheck.reports.meeting.material import Material, group_by
from iacheck.reports.meeting.phrases import (
    capital,
    column,
    heading,
    judged_name,
    marked_text,
    paragraph,
    subject_name,
    table,
    value_text,
    waived_name,
)

_CALLED: Mapping[Status, Message] = {
    "delivered": message("delivered"),
    "late": message("late"),
    "ahead": message("dated later"),
    "missing": message("not delivered"),
    "unsent": message("not sent: here without a submission date"),
    "unclear": message("cannot be told"),
    "waiting": message("not due"),
    "none": message("nothing has come, and no check asks for it"),
    "inherited": message("made by predecessors"),
}
_MARK: Mapping[Status, Mark] = {
    "delivered": "met",
    "late": "warning",
    "ahead": "undetermined",
    "missing": "error",
    "unsent": "undetermined",
    "unclear": "undetermined",
    "waiting": "not_due",
    "none": "not_applicable",
    "inherited": "not_applicable",
}


_NOBODY = message("No check of the round looks at a document that anybody hands in.")
# What nobody has to be reminded of.
_IN_ORDER: Collection[Status] = ("delivered", "inherited", "waiting", "none")

# What the day of a document is called by the field that it stands in.
_DAY: Mapping[str | None, Message] = {"adopted_on": message("Adopted")}


def blocks(
    material: Material, delivered: Sequence[Delivery], language: Language
) -> Iterator[Block]:
    """A sentence and a table for each document that somebody hands in."""
    yield heading(language, 1, message("Who has delivered"))
    if not delivered:
        yield paragraph(language, _NOBODY)
    for of_one in documents(delivered):
        first = of_one[0]
        yield heading(language, 2, _title(first, material))
        yield Paragraph(value_text(language, delivery_summary(of_one, material, language)))
        yield _table(of_one, language)


def delivery_overview(chapters: Sequence[Chapter], language: Language) -> Iterator[Block]:
    """A sentence on each document that somebody hands in, and a row for each not in order."""
    yield heading(language, 1, message("Who has delivered"))
    of_each = [(of, chapter) for chapter in chapters for of in documents(chapter.delivered)]
    if not of_each:
        yield paragraph(language, _NOBODY)
        return
    yield Items([_document_line(of_one, one.material, language) for of_one, one in of_each])
    rows = [
        _row_of_document(delivery, chapter.material, language)
        for of_one, chapter in of_each
        for delivery in sorted(of_one, key=lambda delivery: STATUSES.index(delivery.status))
        if delivery.status not in _IN_ORDER
    ]
    if rows:
        columns = [
            column(language, message("Who"), 2.4),
            column(language, message("Document"), 2),
            column(language, message("Status"), 2.2),
            column(language, message("Remark"), 3.2),
        ]
        yield table(language, message("Late, or not delivered"), columns, rows)


def _document_line(of_one: Sequence[Delivery], material: Material, language: Language) -> Text:
    told = capital(language.say(_title(of_one[0], material)))
    return Span(f"{told}:", strong=True), Span(f" {_counted(of_one, language)}")


def _row_of_document(delivery: Delivery, material: Material, language: Language) -> Sequence[Text]:
    who, status, given, remark = _row(delivery, language)
    document = capital(language.say(_title(delivery, material)))
    day = "".join(span.text for span in given) if delivery.given else ""
    told = "".join(span.text for span in remark)
    beside = plain_text(". ".join(filter(None, (day, told))))
    return who, plain_text(document), status, beside


def _title(delivery: Delivery, material: Material) -> Message:
    return message(
        "{document} for {period}",
        document=material.label(delivery.root),
        period=delivery.period,
    )


def documents(delivered: Sequence[Delivery]) -> Sequence[Sequence[Delivery]]:
    """The deliveries of each kind of document for each period."""
    return tuple(group_by(delivered, lambda d: (d.subject.kind, d.root, d.period)).values())


def delivery_summary(of_one: Sequence[Delivery], material: Material, language: Language) -> str:
    """`15 av 17 har levert. For sent: IA-rådet i Troms. Ikke levert: …`, of one document."""
    each = [delivery for delivery in of_one if not delivery.is_joint]
    told = list(_done(each))
    for status, words in (
        ("late", message("Late: {who}.")),
        ("ahead", message("Dated after {date}: {who}.", date=material.result.as_of)),
        ("missing", message("Not delivered: {who}.")),
        ("unsent", message("Here without a submission date: {who}.")),
        ("unclear", message("Cannot be told: {who}.")),
        ("waiting", message("Not due: {who}.")),
        ("none", message("Nothing has come, and no check asks for it: {who}.")),
        ("inherited", message("Goes by what predecessors made: {who}.")),
    ):
        who = [_named(delivery, language) for delivery in each if delivery.status == status]
        if who:
            told.append(replace(words, values={**words.values, "who": language.listed(who)}))
    told += [
        message("{who}: {status}.", who=_named(d, language), status=_CALLED[d.status])
        for d in of_one
        if d.is_joint
    ]
    return " ".join(map(language.say, told))


def _done(each: Sequence[Delivery]) -> Iterator[Message]:
    """How many have delivered; what others made is theirs to deliver, once."""
    own = [delivery for delivery in each if delivery.status != "inherited"]
    if own:
        yield plural_message(
            "{done} of {count} has delivered.",
            "{done} of {count} have delivered.",
            len(own),
            done=sum(delivery.arrived for delivery in own),
        )


def _counted(of_one: Sequence[Delivery], language: Language) -> str:
    """How many have delivered, and how many late; of what all make together, how that stands."""
    each = [delivery for delivery in of_one if not delivery.is_joint]
    told = list(_done(each))
    late = sum(delivery.status == "late" for delivery in each)
    if late:
        told.append(plural_message("{count} was late.", "{count} were late.", late))
    told += [
        message("{who}: {status}.", who=_named(d, language), status=_CALLED[d.status])
        for d in of_one
        if d.is_joint
    ]
    return " ".join(map(language.say, told))


def _named(delivery: Delivery, language: Language) -> str:
    """Whose it is; that people judged it not to have come, or accept that by a waiver.

    Of what others made, who these are.
    """
    who = subject_name(language, delivery.subject)
    if delivery.made_by:
        makers = [subject.name for subject in delivery.made_by]
        return language.say(message("{who} (made by {makers})", who=who, makers=makers))
    if delivery.judgement is not None:
        who = judged_name(language, who)
    return waived_name(language, who) if delivery.accepted else who


def _table(of_one: Sequence[Delivery], language: Language) -> Table:
    columns = [
        column(language, message("Who"), 3),
        column(language, message("Status"), 2.2),
        column(language, _DAY.get(of_one[0].day, message("Submitted")), 2),
        column(language, message("Remark"), 2.8),
    ]
    worst_first = sorted(of_one, key=lambda delivery: STATUSES.index(delivery.status))
    return table(
        language, message("Status of each"), columns, (_row(d, language) for d in worst_first)
    )


def _row(delivery: Delivery, language: Language) -> Sequence[Text]:
    status = language.say(_CALLED[delivery.status])
    if delivery.judgement is not None:
        status = judged_name(language, status)
    return (
        value_text(language, subject_name(language, delivery.subject)),
        marked_text(language, status, _MARK[delivery.status]),
        value_text(language, delivery.given),
        value_text(language, " ".join(map(language.value, _remarks(delivery)))),
    )


def _remarks(delivery: Delivery) -> Iterator[Value]:
    if delivery.days is not None:
        yield plural_message(
            "{count} day after {due}.", "{count} days after {due}.", delivery.days, due=delivery.due
        )
    elif delivery.due is not None:
        yield message("Due {due}.", due=delivery.due)
    if delivery.made_by:
        yield message("Made by {who}.", who=[subject.name for subject in delivery.made_by])
    if delivery.undated:
        yield message("Without a submission date.")
    if delivery.unread:
        yield plural_message(
            "{count} part of it was not read.",
            "{count} parts of it were not read.",
            delivery.unread,
        )
    if delivery.judgement is not None:
        yield judgement_line(delivery.judgement)
    if delivery.accepted:
        yield message("Accepted by a waiver.")
    if delivery.reason is not None:
        yield delivery.reason
