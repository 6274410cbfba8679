"""The first page: in sentences, what whoever chairs the meeting needs to know first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from iacheck.findings import SEVERITIES, Finding, RuleHead
from iacheck.language import Language
from iacheck.messages import Message, Value, counted, message
from iacheck.papers.counting import SUB_GOALS, Figures
from iacheck.papers.delivery import Delivery
from iacheck.papers.material import Judged, Material
from iacheck.papers.parts.activities import goal, left
from iacheck.papers.parts.delivery import documents, in_short
from iacheck.papers.pieces import capital, heading, items, lead, names
from iacheck.papers.reach import areas, by_council, idle
from iacheck.reports.blocks import Bar, Block, Chart, Items, Span, Text

# As many as are taken in at a glance.
_MOST = 5
_NAMED = 3


def blocks(
    material: Material, delivered: Sequence[Delivery], figures: Figures, language: Language
) -> Iterator[Block]:
    """What came, what deviates, what is unclear, the money, and what is not reached."""
    yield heading(language, 1, message("In short"))
    yield lead(language, _headline(material))
    if delivered:
        yield Items([_delivered(of_one, material, language) for of_one in documents(delivered)])
    frequent = _frequent(material)
    if frequent:
        yield heading(language, 2, message("What most do not meet"))
        yield _chart(frequent, language)
    points = [*_unclear(material, language), *_money(figures), *_reach(material, figures, language)]
    if points:
        yield heading(language, 2, message("Also to be known"))
        yield items(language, points)


def _headline(material: Material) -> Message:
    result = material.result
    found = {severity: result.deviations(severity) for severity in SEVERITIES}
    who = {str(judged.subject) for judged, f in material.findings() if f.verdict == "deviation"}
    all_ = {str(judged.subject) for judged in material.judged}
    if not all_:
        return message("Nobody was to be judged for {period}.", period=material.period)
    if not who:
        return message(
            "None of those who were judged for {period} has a deviation ({count} judged).",
            period=material.period,
            count=len(all_),
        )
    return counted(
        "Of the {count} judged for {period}, {with_deviations} has deviations: {numbers}.",
        "Of the {count} judged for {period}, {with_deviations} have deviations: {numbers}.",
        len(all_),
        period=material.period,
        with_deviations=len(who),
        numbers=[
            counted("{count} error", "{count} errors", found["error"]),
            counted("{count} warning", "{count} warnings", found["warning"]),
            message("{count} for information", count=found["info"]),
        ],
    )


def _delivered(of_one: Sequence[Delivery], material: Material, language: Language) -> Text:
    title = message(
        "{document} for {period}", document=material.label(of_one[0].root), period=of_one[0].period
    )
    told = capital(language.say(title))
    return Span(f"{told}:", strong=True), Span(f" {in_short(of_one, language)}")


def _frequent(material: Material) -> Sequence[tuple[RuleHead, int]]:
    """The rules that most do not meet, with how many findings; errors go before others."""
    found: Counter[RuleHead] = Counter(
        finding.rule for _, finding in material.findings() if finding.verdict == "deviation"
    )
    ranked = sorted(
        found.items(),
        key=lambda pair: (-pair[1], SEVERITIES.index(pair[0].severity), pair[0].demand),
    )
    return ranked[:_MOST]


def _chart(frequent: Sequence[tuple[RuleHead, int]], language: Language) -> Chart:
    bars = [
        Bar(f"{head.demand} {language.say(head.title)}", float(count), language.number(count))
        for head, count in frequent
    ]
    told = "; ".join(f"{bar.label}: {bar.written}" for bar in bars)
    return Chart(language.say(message("Deviations, by demand")), bars, f"{told}.")


def _unclear(material: Material, language: Language) -> Iterator[Message]:
    """What only a person can judge, and what cannot be told for other reasons."""
    open_ = [pair for pair in material.findings() if pair[1].verdict == "undetermined"]
    judgements = [pair for pair in open_ if _needs_judgement(pair[1])]
    if judgements:
        yield counted(
            "{count} finding needs a judgement ({demands}).",
            "{count} findings need a judgement ({demands}).",
            len(judgements),
            demands=_demands(judgements),
        )
    others = [pair for pair in open_ if not _needs_judgement(pair[1])]
    if others:
        reasons = Counter(language.value(finding.reason) for _, finding in others)
        told = [f"{reason} ({language.number(n)})" for reason, n in reasons.most_common(3)]
        yield counted(
            "{count} finding cannot be told. Most often: {reasons}.",
            "{count} findings cannot be told. Most often: {reasons}.",
            len(others),
            reasons="; ".join(told),
        )
    wrong = sum(problem.level == "error" for problem in material.result.problems)
    if wrong:
        yield counted(
            "{count} problem with the documents; see the end.",
            "{count} problems with the documents; see the end.",
            wrong,
        )


def _needs_judgement(finding: Finding) -> bool:
    return bool(finding.reason and finding.reason.text.startswith("Needs a judgement"))


def _demands(found: Sequence[tuple[Judged, Finding]]) -> Value:
    return sorted({finding.rule.demand for _, finding in found})


def _money(figures: Figures) -> Iterator[Message]:
    known = [account for account in figures.accounts if left(account) is not None]
    if known:
        yield counted(
            "{count} report tells what was received and used: received {received} kroner, carried "
            "over {carried} kroner, used {used} kroner, left {left} kroner.",
            "{count} reports tell what was received and used: received {received} kroner, carried "
            "over {carried} kroner, used {used} kroner, left {left} kroner.",
            len(known),
            received=sum(account.received_nok or 0 for account in known),
            carried=sum(account.carried_over_nok or 0 for account in known),
            used=sum(account.used_nok or 0 for account in known),
            left=sum(left(account) or 0 for account in known),
        )


def _reach(material: Material, figures: Figures, language: Language) -> Iterator[Message]:
    found = by_council(figures)
    for one in SUB_GOALS:
        without = [council for council, counts in found.items() if not counts[one]]
        if len(without) > _NAMED:
            yield counted(
                "{count} council that has reported has no activity under {goal}.",
                "{count} councils that have reported have no activity under {goal}.",
                len(without),
                goal=goal(one),
            )
        elif without:
            who = names(language, without)
            yield message("No activity under {goal}: {who}.", goal=goal(one), who=who)
    still = idle(figures)
    if still:
        yield message("No activity was carried out: {who}.", who=names(language, still))
    unreached = [one.area.label for one in areas(figures, material.areas()) if not one.activities]
    if figures.done and unreached:
        yield message("No activity reaches {areas}.", areas=unreached)
