"""One rule on one case: the verdict, its reason, and what violates the rule."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from iacheck.cases.case import Case
from iacheck.cases.findings import Finding
from iacheck.checks.addition import Addition
from iacheck.checks.check import Due
from iacheck.checks.missing_values import missing_field
from iacheck.checks.outcome import Breach, NotYet, Outcome, Undetermined, Unknown
from iacheck.checks.path import Path
from iacheck.checks.quick import at_length, outcome_of
from iacheck.checks.rule import Rule
from iacheck.checks.scope import Scope
from iacheck.documents.document_kind import SUBMITTED_ON
from iacheck.judging.basis import basis
from iacheck.judging.broken_fields import Broken
from iacheck.judging.deviation import deviation
from iacheck.judging.existence import (
    as_it_stands,
    due_out_of_time,
    not_begun,
    of_predecessors_alone,
    on_inherited,
)
from iacheck.judging.liftable import lifting, not_read, unread_parts, without_liftable
from iacheck.judging.possible_values import deciding_parts
from iacheck.judging.unknown_bodies import unknown_bodies
from iacheck.judging.which_document import which_document
from iacheck.language.messages import (
    DocumentPart,
    Message,
    message,
    plural_message,
)
from iacheck.language.periods import Period

if TYPE_CHECKING:
    from iacheck.cases.explanation import Explanation
    from iacheck.checks.trace import Trace

_NOTHING_BROKEN: Broken = MappingProxyType({})


def judge_and_explain(
    rule: Rule, case: Case, broken: Broken = _NOTHING_BROKEN
) -> tuple[Finding, Explanation]:
    """The finding of a rule on a case, and all that was looked at for it."""
    from iacheck.cases.explanation import Explanation  # noqa: PLC0415 - only for who asks why
    from iacheck.checks.trace import Trace  # noqa: PLC0415 - as above

    trace = Trace()
    finding = judge(rule, case, broken, trace)
    readings, steps = trace.taken
    # The condition is the first that is looked at, and the check the last.
    condition = steps[0] if rule.when is not None and steps else None
    check = steps[-1] if len(steps) > (rule.when is not None) else None
    return finding, Explanation(readings, condition, check)


def judge(
    rule: Rule, case: Case, broken: Broken = _NOTHING_BROKEN, trace: Trace | None = None
) -> Finding:
    """The finding of a rule on a case; a rule that fails gives `error` and stops nothing.

    What people have decided about it is not in it yet: see `decide`.
    """
    try:
        quick = rule.quick
        if quick is None or not case.is_ordinary or broken or trace is not None:
            return _judge(rule, case, broken, trace)
        tell = quick(case.values, case)
        if tell is None:  # most rules are met, which costs least to tell
            due = rule.last_day
            return rule.met if due is None else rule.met_by(_day(due, case))
        if tell is at_length:
            return _judge(rule, case, broken, trace)
        scope = Scope.of(case)
        return _finding(rule, case, scope, outcome_of(tell, rule.check.judge, scope))
    except Exception as failure:  # noqa: BLE001 - whatever it is, the other findings stand
        reason = message(
            "The checker failed on this rule ({error}); this says nothing about the documents",
            error=f"{type(failure).__name__}: {failure}",
        )
        return Finding(rule.head, "error", reason)


def _judge(rule: Rule, case: Case, broken: Broken, trace: Trace | None) -> Finding:
    if not rule.binds_in(case.period):
        return Finding(rule.head, "not_applicable", _not_bound(rule))
    scope = Scope.of(case, trace)
    if broken or not case.is_ordinary:
        otherwise = _unless_it_can_be_judged(rule, scope, broken)
        if otherwise is not None:
            return otherwise
    lacking = [path for path in rule.needs if not scope.once(path.is_given)]
    if lacking or rule.when is not None or rule.needs_any:
        otherwise = _unless_it_applies(rule, lacking, scope) or _what_it_needs(rule, lacking, scope)
        if otherwise is not None:
            return _with_due(otherwise, rule, scope)
    if case.inherited:
        theirs = of_predecessors_alone(rule, case)
        if theirs is not None:
            return Finding(rule.head, "not_applicable", theirs)
    outcome = rule.check.judge(scope)
    if trace is not None:
        trace.shut()
    return _finding(rule, case, scope, outcome)


def _finding(rule: Rule, case: Case, scope: Scope, outcome: Outcome) -> Finding:
    """The finding of a rule by what its check says of the case."""
    if not outcome and not case.partly_read:
        return rule.met_by(_due(rule.last_day, scope))
    if case.is_ordinary and rule.due is None and type(outcome) is tuple:
        # As most that are not met: nothing stands between what was found and the deviation.
        return _deviation(rule, scope, outcome)
    return _with_due(_conclude(rule, case, scope, outcome), rule, scope)


def _unless_it_can_be_judged(rule: Rule, scope: Scope, broken: Broken) -> Finding | None:
    """The finding where the case does not let the rule be tried on it at all."""
    too_early = not_begun(rule, scope.case)
    if too_early is not None:
        return Finding(rule.head, "not_due", too_early)
    unclear = which_document(rule, scope.case)
    unreadable = unclear or _broken_field(rule, scope, broken)
    if unreadable is None:
        return None
    if unclear is None:
        # Whatever is broken in others, a document that has not come may be waited for.
        awaited = (path.root for path in rule.needs if not scope.case.has(path.root))
        waits = (_unless_it_is_late(rule, root, scope) for root in awaited)
        not_yet = next(filter(None, waits), None)
        if not_yet is not None:
            return not_yet
    return _with_due(Finding(rule.head, "undetermined", unreadable), rule, scope)


def _with_due(finding: Finding, rule: Rule, scope: Scope) -> Finding:
    """The finding, with the day by which the demand was to be met, if it has one."""
    due = rule.last_day
    if due is None or finding.due is not None or finding.verdict == "not_applicable":
        return finding
    return replace(finding, due=_due(due, scope))


def _unless_it_applies(rule: Rule, lacking: Sequence[Path], scope: Scope) -> Finding | None:
    """The finding where the rule's condition does not hold, or cannot be told to hold."""
    if rule.when is None:
        return None
    # Where a document is missing that the rule needs, there is no telling by that document.
    if rule.when_reads & {path.root for path in lacking if not path.steps}:
        return None
    applies = rule.when.judge(scope)
    if isinstance(applies, Unknown):
        found = Finding(rule.head, "undetermined", applies.reason)
    elif isinstance(applies, NotYet):
        return _not_due(rule, applies.due)
    elif applies:
        told = message("Applies to: {whom}", whom=rule.applies_to)
        found = Finding(rule.head, "not_applicable", told)
    else:
        return None
    return as_it_stands(found, rule, scope.case)


def _not_bound(rule: Rule) -> Message:
    if rule.first is None:
        return message("Applies until {last}", last=rule.last)
    if rule.last is None:
        return message("Applies from {first}", first=rule.first)
    if rule.first == rule.last:
        return message("Applies to {first} only", first=rule.first)
    return message("Applies from {first} to {last}", first=rule.first, last=rule.last)


def _broken_field(rule: Rule, scope: Scope, broken: Broken) -> Message | None:
    """The reason, if a field that the rule reads breaks its schema."""
    if not broken:
        return None
    reads = (*rule.existence, *rule.reads)
    # What names a body before the body: a broken name leads nowhere.
    for read in sorted(reads, key=lambda read: bool(read.kinds)):
        for document in read.documents(scope):
            for pointer in broken.get(document, ()):
                if read.touches(pointer):
                    return message(
                        "{part} is not as it should be; see the problems",
                        part=DocumentPart.at(pointer, document),
                    )
    return None


def _what_it_needs(rule: Rule, lacking: Sequence[Path], scope: Scope) -> Finding | None:
    """The finding where a document or field that the rule needs is missing."""
    if lacking:
        reason = _missing(rule, lacking[0], scope.case)
    elif rule.needs_any and not any(path.is_given(scope) for path in rule.needs_any):
        lacking = rule.needs_any
        reason = _missing_all(rule, scope.case.period)
    else:
        return None
    for path in lacking:
        # What is there without a submission date is not delivered yet.
        if not scope.case.has(path.root) or path.field == SUBMITTED_ON:
            not_yet = _unless_it_is_late(rule, path.root, scope)
            if not_yet is not None:
                return not_yet
    due = _due(rule.due, scope)
    if due is not None and scope.as_of <= due:
        return _not_due(rule, due)
    unread = lifting(Addition(tuple(lacking), scope), scope.case, unread_parts(scope.case))
    if unread:
        reason = message("{reason}: {unread}", reason=reason, unread=not_read(unread))
    could_settle = tuple(part.unread for part in unread)
    return Finding(rule.head, "undetermined", reason, unread=could_settle)


def _unless_it_is_late(rule: Rule, root: str, scope: Scope) -> Finding | None:
    """The finding where a document that has not come need not have come yet."""
    due = _due(rule.dues.get(root), scope)
    if due is None or scope.as_of > due:
        return None
    told = message(
        "Not delivered yet: {document}, due {due}", document=rule.labels.of(root), due=due
    )
    return Finding(rule.head, "not_due", told, due=due)


def _missing(rule: Rule, path: Path, case: Case) -> Message:
    if path.field == SUBMITTED_ON and path.root in case.unsent:
        document = rule.labels.of(path.root)
        return case.unsent[path.root].reason(document, case.as_of)
    if case.has(path.root):
        return missing_field(path)
    return message(
        "Missing for {period}: {document}", period=case.period, document=rule.labels.of(path.root)
    )


def _missing_all(rule: Rule, period: Period) -> Message:
    """The reason where one of several would be enough."""
    return message(
        "Missing for {period}, where one would do: {fields}",
        period=period,
        fields=list(rule.one_needed),
    )


def _not_due(rule: Rule, due: datetime.date) -> Finding:
    return Finding(rule.head, "not_due", message("Due {due}", due=due), due=due)


def _day(due: Due, case: Case) -> datetime.date | None:
    """The day, by its quick form where it has one."""
    return due.quick(case.values, case) if due.quick else _due(due, Scope.of(case))


def _due(due: Due | None, scope: Scope) -> datetime.date | None:
    if due is None:
        return None
    if due.quick is not None and scope.trace is None:
        return due.quick(scope.case.values, scope.case)  # type: ignore[no-any-return]
    try:
        return due(scope)
    except Undetermined:
        return None


def _conclude(rule: Rule, case: Case, scope: Scope, outcome: Outcome) -> Finding:
    if isinstance(outcome, Unknown) and outcome.judgement:
        return Finding(rule.head, "undetermined", outcome.reason, basis=basis(rule, case))
    if not outcome:
        unread = deciding_parts(rule, case)
        if not unread:
            return rule.met_by(None)
        outcome = Unknown(message("Cannot be told: {unread}", unread=not_read(unread)))
    if isinstance(outcome, NotYet):
        return _not_due(rule, outcome.due)
    out_of_time = None
    if rule.due is not None:
        due = _due(rule.due, scope)
        if due is not None and scope.as_of <= due:
            return _not_due(rule, due)
        out_of_time = due_out_of_time(due, case)
    if isinstance(outcome, Unknown):
        found = as_it_stands(Finding(rule.head, "undetermined", outcome.reason), rule, case)
    elif out_of_time is not None:
        found = as_it_stands(Finding(rule.head, "not_applicable", out_of_time), rule, case)
    else:
        found = _deviation_as_read(rule, scope, outcome)
    return on_inherited(found, rule, case) if case.inherited else found


def _deviation_as_read(rule: Rule, scope: Scope, breaches: Sequence[Breach]) -> Finding:
    """The deviation that stands whatever was not read; where none does, it cannot be told."""
    case = scope.case
    left, unread = without_liftable(rule, scope, breaches)
    could_settle = tuple(part.unread for part in unread)
    if not left:
        told = message("Cannot be told: {unread}", unread=not_read(unread))
        untold = Finding(rule.head, "undetermined", told, unread=could_settle)
        return as_it_stands(untold, rule, case)
    found = _deviation(rule, scope, left)
    if not unread:
        return found
    told = plural_message(
        "{reason}; {count} more cannot be told: {unread}",
        "{reason}; {count} more cannot be told: {unread}",
        len(breaches) - len(left),
        reason=found.reason,
        unread=not_read(unread),
    )
    return replace(found, reason=told, unread=could_settle)


def _deviation(rule: Rule, scope: Scope, breaches: Sequence[Breach]) -> Finding:
    """The deviation, with what is to be known of what was read for it."""
    case = scope.case
    # Most rules read neither parties nor facts of a day, and hold nothing against one.
    due = None if rule.last_day is None else _due(rule.last_day, scope)
    remark = unknown_bodies(rule, scope) if rule.reads_parties else None
    found = deviation(rule, case, breaches, remark, due)
    return as_it_stands(found, rule, case) if rule.reads_dated_facts else found
