"""Decisions in force that change nothing, for on their findings there is nothing to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iacheck.cases.findings import Finding, SubjectFindings
from iacheck.judging.decision_about import About, Decision
from iacheck.judging.decision_notices import no_effect, undecided_notices
from iacheck.judging.decisions import Decisions
from iacheck.judging.judged_cases import JudgedCases
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem


def idle_judgements(
    decisions: Decisions, results: Iterable[SubjectFindings], cases: JudgedCases
) -> Iterator[Problem]:
    """A notice of each judgement on a finding that is no question people could have answered."""
    found = []
    for about, finding in _findings(results):
        judgement = decisions.judgements.get(about)
        if judgement is not None and finding.judgement is None:
            decision = Decision.of(cases.documents[judgement.document], cases, (), is_import=False)
            found.append((decision, about, ("rule", _nothing_to_judge(finding))))
    yield from undecided_notices(found)


def idle_waivers(
    decisions: Decisions, results: Iterable[SubjectFindings], cases: JudgedCases
) -> Iterator[Problem]:
    """A notice of each waiver that accepts nothing at all, with the first reason."""
    why: dict[str, Message] = {}
    used = set()
    for about, finding in _findings(results):
        waiver = decisions.waivers.get(about)
        if finding.waiver is not None:
            used.add(finding.waiver.document)
        elif waiver is not None:
            why.setdefault(waiver.document, _nothing_to_accept(finding))
    for name, told in why.items():
        if name not in used:
            decision = Decision.of(cases.documents[name], cases, (), is_import=False)
            yield no_effect(decision, ("rule", told))


def _findings(results: Iterable[SubjectFindings]) -> Iterator[tuple[About, Finding]]:
    for judged in results:
        for finding in judged.findings:
            yield (finding.rule.id, str(judged.subject), str(judged.period)), finding


def _nothing_to_judge(finding: Finding) -> Message:
    """Why there is nothing to judge, and what to do."""
    match finding.verdict:
        case "not_applicable":
            return _does_not_apply()
        case "not_due":
            return message(
                "the finding is not due yet; the judgement counts once it is, and nothing need be "
                "done"
            )
    return message("the checker failed on the rule; the judgement counts once it can be checked")


def _nothing_to_accept(finding: Finding) -> Message:
    """Why there is no deviation to accept, and what to do."""
    match finding.verdict:
        case "met":
            return message(
                "the finding is met, so there is nothing to accept; that does no harm, and nothing "
                "need be done"
            )
        case "undetermined":
            return message(
                "it cannot be told whether there is a deviation to accept; the waiver counts once "
                "there is one, and nothing need be done"
            )
        case "not_due":
            return message(
                "the finding is not due yet; the waiver counts once it is, and nothing need be done"
            )
        case "not_applicable":
            return _does_not_apply()
    return message("the checker failed on the rule; the waiver counts once it can be checked")


def _does_not_apply() -> Message:
    return message(
        "the rule does not apply there; import the document again under the same “{field}” with "
        "the right rule, subject or period, or let it stand, for it does no harm",
        field="_id",
    )
