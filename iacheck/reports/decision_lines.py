"""Who decided about a finding or replied to it, in lines that lists and papers share."""

from __future__ import annotations

from iacheck.cases.decision_records import Judgement, Reply
from iacheck.cases.findings import Finding, Reason
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


def why(finding: Finding) -> Reason | None:
    """Why the verdict is what it is; of what is met, only where people judged it so."""
    if finding.reason is None and finding.judgement is not None:
        return judgement_line(finding.judgement)
    return finding.reason


def decision_lines(finding: Finding, language: Language) -> list[str]:
    """A line for the judgement and one for the waiver of what has violations, and each reply."""
    told: list[Reason] = [judgement_line(finding.judgement)] if finding.judgement else []
    if finding.verdict == "waived" and finding.reason is not None:
        told.append(finding.reason)
    return [*map(language.say, told), *reply_lines(finding, language)]


def reply_lines(finding: Finding, language: Language) -> list[str]:
    """`Reply by IA-rådet i Oslo on 1 April 2016, to be mended by 1 May 2016 (reply x): …`."""
    return [language.say(_reply_line(reply)) for reply in finding.replies]


def _reply_line(reply: Reply) -> Message:
    values: dict[str, Value] = {
        "by": reply.by,
        "date": reply.on,
        "document": DocumentPart(reply.document),
        "text": reply.text,
    }
    match reply.intent:
        case "dispute":
            return message("Disputed by {by} on {date} ({document}): {text}", **values)
        case "ask_waiver":
            return message("{by} asked for a waiver on {date} ({document}): {text}", **values)
        case "mend":
            pass
    if reply.planned_on is None:
        return message("{by} means to mend it, as of {date} ({document}): {text}", **values)
    if reply.is_past:
        return message(
            "By the reply of {date} ({document}), {by} was to mend it by {planned}, a day that is "
            "past: {text}",
            planned=reply.planned_on,
            **values,
        )
    return message(
        "{by} means to mend it by {planned}, as of {date} ({document}): {text}",
        planned=reply.planned_on,
        **values,
    )


def due_line(finding: Finding, language: Language) -> str | None:
    """`Due date: 1 March 2016`, past or not; None where there is no `due_day`."""
    day = due_day(finding, language)
    return None if day is None else language.say(message("Due date: {due}", due=finding.due))


def due_day(finding: Finding, language: Language) -> str | None:
    """`1 March 2016`, where there is such a day and the violations do not tell it already."""
    if finding.due is None:
        return None
    day = language.date(finding.due)
    is_told = any(day in language.say(violation.message) for violation in finding.violations)
    return None if is_told else day
