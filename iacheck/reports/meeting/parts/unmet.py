"""What most do not meet: each kind of body by itself, and what must be apart from what may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from iacheck.cases.findings import Modality, Subject, SubjectType
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports.blocks import Block, Text, plain_text
from iacheck.reports.meeting.chapter import Chapter
from iacheck.reports.meeting.material import Material, group_by
from iacheck.reports.meeting.matrix import Unmet, unmet
from iacheck.reports.meeting.phrases import (
    column,
    heading,
    lead,
    note,
    paragraph,
    rule_titles,
    some_names,
    table,
)

# In how strong words a demand is made; what should be and what is expected are as strong.
_STRENGTHS: Sequence[tuple[tuple[Modality, ...], Message]] = (
    (("skal",), message("What “skal” (must) be")),
    (("bør", "forventes"), message("What “bør” (should) be, or “forventes” (is expected)")),
    (("kan",), message("What “kan” (may) be: for information")),
)
# As many demands of a strength, rows of a demand and texts of a row as are told of here.
_MOST, _ROWS, _TEXTS = 10, 3, 3


def blocks(chapters: Sequence[Chapter], language: Language) -> Iterator[Block]:
    """How many bodies of each kind there are in each period, and what they do not meet."""
    yield heading(language, 1, message("What most do not meet"))
    for chapter in chapters:
        for kind, title in _KINDS.items():
            told = list(_of_kind(chapter.material, kind, language))
            if told and len(chapters) > 1:
                yield heading(
                    language,
                    2,
                    message("{whom}, {period}", whom=title, period=chapter.material.period),
                )
            elif told:
                yield heading(language, 2, title)
            yield from told
    for chapter in chapters:
        for line in _for_others(chapter.material, language):
            yield paragraph(language, line)


def _of_kind(material: Material, kind: SubjectType, language: Language) -> Iterator[Block]:
    subjects = material.subjects(kind)
    if not subjects:
        return
    found = {modalities: unmet(material, kind, modalities) for modalities, _ in _STRENGTHS}
    counted = _COUNTED.get(kind)
    if counted is not None:
        deviating, breaking = (
            {str(who) for modalities in parts for one in found[modalities] for who in one.subjects}
            for parts in ([m for m, _ in _STRENGTHS], [_STRENGTHS[0][0]])
        )
        told = plural_message(
            "{count} breaks a “skal” (must)", "{count} break a “skal” (must)", len(breaking)
        )
        yield lead(language, counted(len(subjects), len(deviating), told))
    for modalities, caption in _STRENGTHS:
        yield from _table(caption, found[modalities], language)


def _table(caption: Message, found: Sequence[Unmet], language: Language) -> Iterator[Block]:
    """The demands that most do not meet, and a sentence on the others."""
    if not found:
        return
    shown = found if len(found) <= _MOST + 1 else found[:_MOST]
    columns = [
        column(language, message("Demand"), 3),
        column(language, message("How many"), 1, numeric=True),
        column(language, message("Deviation"), 3.6),
        column(language, message("Who"), 3),
    ]
    yield table(language, caption, columns, [row for one in shown for row in _rows(one, language)])
    rest = found[len(shown) :]
    if rest:
        others = [f"{one.demand} ({language.number(len(one.subjects))})" for one in rest]
        told = message("Not met by fewer, or as few, and in the annex: {demands}.", demands=others)
        yield note(language, told)


def _rows(one: Unmet, language: Language) -> Iterator[Sequence[Text]]:
    """A row for those of whom the same is told, the first with what the demand is."""
    texts: dict[str, dict[str, Subject]] = {}
    for judged, finding in one.found:
        for violation in finding.violations:
            of_text = texts.setdefault(language.say(violation.message), {})
            of_text[str(judged.subject)] = judged.subject
    rows = [
        (tuple(texts[same[0]].values()), same)
        for same in group_by(texts, lambda text: tuple(texts[text])).values()
    ]
    rows.sort(key=lambda row: -len(row[0]))
    first: Sequence[Text] = (
        plain_text(f"{one.demand} {rule_titles(one.rules, language)}"),
        plain_text(language.number(len(one.subjects))),
    )
    again: Sequence[Text] = (plain_text(one.demand), plain_text(""))
    shown = rows if len(rows) <= _ROWS + 1 else rows[:_ROWS]
    for number, (who, same) in enumerate(shown):
        beside = again if number else first
        yield (*beside, plain_text(_some(same, language)), plain_text(some_names(language, who)))
    rest = rows[len(shown) :]
    if rest:
        more = plural_message(
            "{count} more, in the annex",
            "{count} more, in the annex",
            sum(len(same) for _, same in rest),
        )
        others = some_names(language, (subject for who, _ in rest for subject in who))
        yield (*again, plain_text(language.say(more)), plain_text(others))


def _some(texts: Sequence[str], language: Language) -> str:
    """The first of several texts, and how many more there are."""
    shown = texts if len(texts) <= _TEXTS else texts[: _TEXTS - 1]
    told = "; ".join(shown)
    more = len(texts) - len(shown)
    if not more:
        return told
    rest = plural_message("{count} more, in the annex", "{count} more, in the annex", more)
    return f"{told}; {language.say(rest)}"


_KINDS: Mapping[SubjectType, Message] = {
    "council": message("the councils"),
    "party": message("the parties"),
    "centre": message("the centres"),
    "national": message("the whole country"),
}


def _councils(count: int, deviating: int, breaking: Message) -> Message:
    return plural_message(
        "Deviations were found on {deviating} of {count} council; {breaking}.",
        "Deviations were found on {deviating} of {count} councils; {breaking}.",
        count,
        deviating=deviating,
        breaking=breaking,
    )


def _parties(count: int, deviating: int, breaking: Message) -> Message:
    return plural_message(
        "Deviations were found on {deviating} of {count} party; {breaking}.",
        "Deviations were found on {deviating} of {count} parties; {breaking}.",
        count,
        deviating=deviating,
        breaking=breaking,
    )


def _centres(count: int, deviating: int, breaking: Message) -> Message:
    return plural_message(
        "Deviations were found on {deviating} of {count} centre; {breaking}.",
        "Deviations were found on {deviating} of {count} centres; {breaking}.",
        count,
        deviating=deviating,
        breaking=breaking,
    )


_COUNTED: Mapping[SubjectType, Callable[[int, int, Message], Message]] = {
    "council": _councils,
    "party": _parties,
    "centre": _centres,
}


def _for_others(material: Material, language: Language) -> Iterator[str]:
    """What is no deviation of those on whom it was found: by those who must mend it."""
    deviations = material.result.deviations_for_others()
    bodies = Counter(
        name
        for _, finding in material.findings()
        if finding.for_others
        for name in dict.fromkeys(language.value(body.name) for body in finding.mended_by)
    )
    if not bodies:
        return
    who = [f"{name} ({language.number(count)})" for name, count in bodies.most_common()]
    told = [
        plural_message(
            "{count} deviation is for others to mend than the one on whom it was found: {who}.",
            "{count} deviations are for others to mend than those on whom they were found: {who}.",
            deviations,
            who=language.listed(who),
        )
    ]
    if bodies.total() > deviations:
        told.append(message("What several can mend is counted with each of them."))
    yield " ".join(map(language.say, told))
