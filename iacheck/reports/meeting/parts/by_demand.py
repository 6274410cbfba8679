"""Deviations by demand: what each check asks and where it stands, and who does not meet it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iacheck.cases.findings import (
    SEVERITIES,
    Finding,
    Modality,
    RuleHead,
    SourceReference,
)
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.reports.blocks import Block, Facts, Span, Table, Text, plain_text
from iacheck.reports.meeting.material import JudgedSubject, Material, group_by
from iacheck.reports.meeting.phrases import (
    capital,
    column,
    heading,
    judged_name,
    paragraph,
    subject_name,
    table,
    value_text,
    waived_name,
)
from iacheck.reports.wording import MENDED_BY, ORIGIN, answering_body, paragraphs

MODALITY: Mapping[Modality, Message] = {
    "skal": message("“skal” (must): a deviation is an error"),
    "bør": message("“bør” (should): a deviation is a warning"),
    "forventes": message("“forventes” (is expected): a deviation is a warning"),
    "kan": message("“kan” (may): a deviation is for information"),
}


def findings_with_violations(material: Material) -> Sequence[tuple[JudgedSubject, Finding]]:
    """Every finding with violations: deviations, and those that a waiver accepts."""
    return [(judged, finding) for judged, finding in material.findings() if finding.violations]


def blocks(material: Material, language: Language) -> Iterator[Block]:
    """A heading for each demand that somebody does not meet; several rules of it stand below it."""
    yield heading(language, 1, message("Deviations by demand"))
    by_rule = group_by(findings_with_violations(material), lambda pair: pair[1].rule)
    if not by_rule:
        yield paragraph(language, message("No deviations."))
    heads = sorted(by_rule, key=lambda h: (h.demand, SEVERITIES.index(h.severity), h.id))
    for demand, rules in group_by(heads, lambda head: head.demand).items():
        if len(rules) > 1:
            yield heading(language, 2, message("Demand {id}", id=demand))
        for head in rules:
            title = language.say(head.title)
            yield (
                heading(language, 3, title)
                if len(rules) > 1
                else heading(language, 2, f"{demand} {title}")
            )
            yield Facts(list(_facts(head, material, language)))
            yield _table(head, by_rule[head], language)


def _facts(head: RuleHead, material: Material, language: Language) -> Iterator[tuple[str, Text]]:
    say = language.say
    yield say(message("How strong")), value_text(language, MODALITY[head.modality])
    yield (
        say(message("Source")),
        plain_text("; ".join(_source(s, material, language) for s in head.sources)),
    )
    if head.origin != "text":
        yield say(message("Origin")), plain_text(capital(say(ORIGIN[head.origin])))
    if head.answers:
        yield (
            say(MENDED_BY),
            value_text(language, answering_body(head, material.rules()[head].labels)),
        )
    if head.interpretation:
        yield say(message("Our reading")), value_text(language, head.interpretation)


def _source(reference: SourceReference, material: Material, language: Language) -> str:
    """`Brev til fylkesvise IA-råd, mai 2015, Rapportering fra IA-rådene, avsnitt 1`."""
    titles = {id_: title for book in material.books for id_, title in book.documents.items()}
    title = titles.get(reference.document)
    return ", ".join((
        language.say(title) if title else reference.document,
        reference.section,
        paragraphs(reference, language),
    ))  # fmt: skip


def _table(
    head: RuleHead,
    found: Sequence[tuple[JudgedSubject, Finding]],
    language: Language,
) -> Table:
    """Each text once, and beside it whom it is about."""
    told = [
        (language.say(violation.message), judged, finding)
        for judged, finding in found
        for violation in finding.violations
    ]
    rows = [
        (plain_text(text), _who([pair[1:] for pair in same], language))
        for text, same in group_by(told, lambda one: one[0]).items()
    ]
    columns = [column(language, message("Deviation"), 3), column(language, message("Who"), 2)]
    caption = (
        message("{demand}: whom it is about", demand=head.demand)
        if head.severity == "info" or head.answers
        else message("{demand}: who does not meet it", demand=head.demand)
    )
    return table(language, caption, columns, rows)


def _who(found: Sequence[tuple[JudgedSubject, Finding]], language: Language) -> Text:
    """Names, in order, each with what is to be known of it."""
    spans: list[Span] = []
    for judged, finding in found:
        who = subject_name(language, judged.subject)
        if finding.verdict == "waived":
            who = waived_name(language, who)
        elif finding.judgement is not None:
            who = judged_name(language, who)
        # The severity is the demand's; only what differs is marked.
        told = Span(who, mark="waived" if finding.verdict == "waived" else None)
        if told not in spans:
            spans += [Span("; "), told] if spans else [told]
    return spans
