"""A rule's examples in words: what meets it and what does not, and what is told of that."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from iacheck.cases.findings import Finding, Verdict
from iacheck.documents.document_kind import Root
from iacheck.language.frozen import frozen
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period
from iacheck.reports.document_words import DocumentWords
from iacheck.reports.wording import OUTCOME

# What an example is said to do, before what it is.
_OUTCOME: Mapping[Verdict, Message] = {
    "met": message("Meets it"),
    "deviation": message("Does not meet it"),
    "undetermined": message("Cannot be told"),
    "not_applicable": message("Does not apply"),
    "not_due": message("Not due yet"),
}


@frozen
class RuleExample:
    """An example of a rule: documents under the names of paths, and what the rule finds of them.

    `period` and `as_of` are those that its author gave; `judgement` is what somebody decided.
    """

    case: Mapping[str, Any]
    finding: Finding
    period: Period | None = None
    as_of: datetime.date | None = None
    judgement: Verdict | None = None

    def words(self, roots: Mapping[str, Root], words: DocumentWords) -> str:
        """`Meets it: report with activities (sub-goals 1 and 2; sub-goals 3).`"""
        say = words.language.say
        when = [
            *([message("for {period}", period=self.period)] if self.period else ()),
            *([message("as of {date}", date=self.as_of)] if self.as_of else ()),
        ]
        outcome = say(_OUTCOME[self.finding.verdict])
        head = ", ".join([outcome, *map(say, when)])
        what = [words.documents(self.case, roots)]
        if self.judgement:
            judged = message("judged as {verdict}", verdict=OUTCOME[self.judgement])
            what.append(say(judged))
        return f"{head}: {', '.join(what)}."

    def told(self, language: Language) -> Iterator[str]:
        """What the rule tells of it: each violation, or why it is no answer."""
        finding = self.finding
        if finding.violations:
            yield from (language.say(violation.message) for violation in finding.violations)
        elif finding.reason:
            yield language.say(finding.reason)
