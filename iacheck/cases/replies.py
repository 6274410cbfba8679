"""What bodies mean with their replies to a deviation: what waits for a decision, and what not."""

from __future__ import annotations

from iacheck.cases.decision_records import Reply
from iacheck.cases.findings import Finding


def last_replies(finding: Finding) -> tuple[Reply, ...]:
    """What each body says last of a deviation, and so means, whatever others say."""
    if finding.verdict != "deviation":
        return ()
    return tuple({reply.giver or reply.by: reply for reply in finding.replies}.values())


def undecided_replies(finding: Finding) -> tuple[Reply, ...]:
    """Those that dispute a deviation or ask for a waiver, and were not judged or granted since."""
    judged_on = finding.judgement.on if finding.judgement else None
    return tuple(
        reply
        for reply in last_replies(finding)
        if reply.intent != "mend"
        and (judged_on is None or judged_on < reply.on)
        and not finding.is_granted(reply)
    )


def promises(finding: Finding) -> tuple[Reply, ...]:
    """Those that mean to mend a deviation: they wait for their day, and for nobody's decision."""
    return tuple(reply for reply in last_replies(finding) if reply.intent == "mend")
