"""What parts with figures share: whose reports are counted, and sub-goals in words and bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iacheck.cases.findings import Subject
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports.blocks import Bar, Chart
from iacheck.reports.meeting.counting import Account, Figures
from iacheck.reports.meeting.delivery import was_erased
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.parts.half_read_marks import HalfReadMarks
from iacheck.reports.meeting.phrases import capital, subject_name


def counted_reports(figures: Figures, material: Material, language: Language) -> str:
    """How many reports are counted, and which of them have not been delivered."""
    told = [
        plural_message(
            "The figures for activities and money are of {count} report.",
            "The figures for activities and money are of {count} reports.",
            len(figures.accounts),
        )
    ]
    if figures.accounts and len(figures.undelivered) == len(figures.accounts):
        told.append(
            message(
                "They are counted for what they hold, though none is delivered as of {date}.",
                date=material.result.as_of,
            )
        )
    elif figures.undelivered:
        told.append(
            message(
                "Counted for what they hold, though not delivered as of {date}: {who}.",
                date=material.result.as_of,
                who=[subject_name(language, account.council) for account in figures.undelivered],
            )
        )
    return " ".join(map(language.say, (*told, *erased_reports(material))))


def erased_reports(material: Material) -> Iterator[Message]:
    """A sentence on councils whose reports were there when the round was kept, and are erased."""
    erased = [
        one.subject
        for one in material.of_kind("council-year", "council-half-year")
        if was_erased(one, "report", material)
    ]
    if erased:
        yield message(
            "Erased since the round was kept, so that nothing is told of it here: the report of "
            "{who}.",
            who=[one.name for one in erased],
        )


def report_label(account: Account, language: Language) -> str:
    """Whose report it is, and that it is not delivered if it is not."""
    who = subject_name(language, account.council)
    return who if account.delivered else language.say(message("{who} (not delivered)", who=who))


def sub_goal_label(number_: int | None) -> Message:
    """What people call a sub-goal; of None, that there is none."""
    if number_ is None:
        return message("no sub-goal given")
    return message("sub-goal {number}", number=str(number_))


def chart(
    title: Message, values: Mapping[int, tuple[int, Sequence[Subject]]], language: Language
) -> Chart:
    """Bars of a figure for each sub-goal, with those in doubt for it; and the same in words.

    What the mark on those means is told of the table that the figures stand in, too.
    """
    marks = HalfReadMarks(language)
    labels = {one: capital(language.say(sub_goal_label(one))) for one in values}
    written = {
        one: language.value(marks.value(value, in_doubt))
        for one, (value, in_doubt) in values.items()
    }
    return Chart(
        language.say(title),
        [Bar(labels[one], float(value), written[one]) for one, (value, _) in values.items()],
        "; ".join(f"{labels[one]}: {written[one]}" for one in values) + ".",
    )
