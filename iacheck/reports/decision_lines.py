"""Who decided about a finding, when and why, in lines that lists and papers share."""

from __future__ import annotations

from iacheck.cases.findings import Finding, Judgement
from iacheck.language.language import Language
from iacheck.language.messages import DocumentPart, Message, Value, message


def judgement_line(judgement: Judgement) -> Message:
    """`Judged to be met by Oppfølgingsgruppen on 1 March 2016 (judgement x): …`."""
    values: dict[str, Value] = {
        "by": judgement.by,
        "date": judgement.on,
        "document": DocumentPart(judgement.document),
        "reason": judgement.reason,
    }
    if judgement.verdict == "met":
        return message("Judged to be met by {by} on {date} ({document}): {reason}", **values)
    return message("Judged not to be met by {by} on {date} ({document}): {reason}", **values)


def why(finding: Finding) -> Message | None:
    """Why the verdict is what it is; of what is met, only where people judged it so."""
    if finding.reason is None and finding.judgement is not None:
        return judgement_line(finding.judgement)
    return finding.reason


def decision_lines(finding: Finding, language: Language) -> list[str]:
    """A line for the judgement and one for the waiver of what has violations; none without."""
    told = [judgement_line(finding.judgement)] if finding.judgement else []
    if finding.verdict == "waived" and finding.reason is not None:
        told.append(finding.reason)
    return [language.say(line) for line in told]


def due_line(finding: Finding, language: Language) -> str | None:
    """`Due 1 March 2016`, where there is such a day and the violations do not tell it already."""
    if finding.due is None:
        return None
    day = language.date(finding.due)
    if any(day in language.say(violation.message) for violation in finding.violations):
        return None
    return language.say(message("Due {due}", due=finding.due))
