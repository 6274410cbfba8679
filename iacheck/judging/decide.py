"""A finding as people have decided it: judgements and waivers are applied here alone."""

from __future__ import annotations

from dataclasses import replace

from iacheck.cases.case import Case
from iacheck.cases.decision_records import Judgement, Waiver
from iacheck.cases.findings import Finding, Verdict, Violation
from iacheck.checks.check import COMMON_PLACEHOLDERS
from iacheck.checks.outcome import Breach
from iacheck.checks.rule import Rule
from iacheck.checks.scope import NOWHERE
from iacheck.judging.decisions import Decisions
from iacheck.judging.deviation import deviation
from iacheck.language.messages import DocumentPart, FilledText, LocalText, message

# What is not due, does not apply or failed is no question that people could have answered.
DECIDABLE: tuple[Verdict, ...] = ("met", "deviation", "undetermined")
# What is said whole, and not in the rule's words.
_IN_ITS_OWN_WORDS = LocalText("{told}", "{told}", "{told}")


def decide(finding: Finding, rule: Rule, case: Case, decisions: Decisions) -> Finding:
    """The finding of a rule on a case, after the judgement and the waiver about it, if any.

    A judgement goes before what the check found; a waiver accepts a deviation, whoever found it.
    Replies are told beside it, and change nothing.
    """
    about = (rule.id, str(case.subject), str(case.period))
    judgement, waiver = decisions.judgements.get(about), decisions.waivers.get(about)
    if judgement is not None and finding.verdict in DECIDABLE:
        finding = _judged(finding, rule, case, judgement)
    elif about in decisions.lapses and finding.basis is not None:
        lapse = decisions.lapses[about]
        reason = message(
            "Needs a judgement, for that of {date} no longer holds: {why}",
            date=lapse.judged_on,
            why=lapse.why,
        )
        finding = replace(finding, reason=reason)
    if waiver is not None and finding.verdict == "deviation":
        finding = _waived(finding, waiver)
    replies, granted = decisions.replies.get(about), decisions.granted.get(about)
    if not replies and granted is None:
        return finding
    return replace(finding, replies=replies or (), last_waiver=granted)


def _judged(finding: Finding, rule: Rule, case: Case, judgement: Judgement) -> Finding:
    if judgement.verdict == "met":
        return replace(finding, verdict="met", reason=None, violations=(), judgement=judgement)
    # What the check found says more precisely what does not hold.
    violations = finding.violations or (_violation(finding, rule, case, judgement),)
    reason = finding.reason if finding.violations else violations[0].message
    return replace(
        finding, verdict="deviation", reason=reason, violations=violations, judgement=judgement
    )


def _violation(finding: Finding, rule: Rule, case: Case, judgement: Judgement) -> Violation:
    """What does not hold by the judgement alone, and is nowhere to be seen in a document."""
    breach = Breach((), NOWHERE, judgement.reason, values={"given": judgement.reason})
    (own,) = deviation(rule, case, (breach,)).violations
    if finding.basis is not None:
        return own  # the rule's texts are made for a judgement
    if not rule.remedy.placeholders <= COMMON_PLACEHOLDERS:
        told = message("See to it that this holds: {title}", title=rule.head.title)
        own = replace(own, remedy=FilledText(_IN_ITS_OWN_WORDS, {"told": told}))
    return replace(own, message=FilledText(_IN_ITS_OWN_WORDS, {"told": judgement.reason}))


def _waived(finding: Finding, waiver: Waiver) -> Finding:
    reason = message(
        "Accepted by {by} on {granted}, until {date} ({document}): {reason}",
        by=waiver.by,
        granted=waiver.granted_on,
        date=waiver.expires_on,
        document=DocumentPart.at("", waiver.document),
        reason=waiver.reason,
    )
    return replace(finding, verdict="waived", reason=reason, waiver=waiver)
