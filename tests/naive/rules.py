"""A whole rule on a whole case: its verdict, when it is due, and what violates it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from iacheck.cases.findings import Finding
from iacheck.checks.rule import Rule
from naive.books import dues_written, rules_written
from naive.kinds import UNKNOWN, Broken, NotDue, check, due_day
from naive.paths import Missing, Path
from naive.world import World


class Told(NamedTuple):
    """What there is to compare of a finding; a violation's key, document, path, given, expected."""

    verdict: str
    due: datetime.date | None = None
    violations: tuple[tuple[Any, ...], ...] = ()

    @classmethod
    def of(cls, finding: Finding) -> Told:
        """What the program found."""
        told = ((v.key, v.document, v.path, v.given, v.expected) for v in finding.violations)
        return cls(finding.verdict, finding.due, tuple(told))


def judged(rule: Rule, world: World) -> Told:
    """What a rule says of a case."""
    if not rule.binds_in(world.period):
        return Told("not_applicable")
    if rule.reads_dated_facts and not world.case.begun:
        return Told("not_due")
    written = rules_written(world.book.id)[rule.id]
    told = _judged(written, rule, world)
    if told.due is None and told.verdict != "not_applicable":
        return told._replace(due=own_due(written, world))
    return told


def _judged(written: Mapping[str, Any], rule: Rule, world: World) -> Told:
    case = world.case
    in_doubt = {*case.unclear, *case.undated, *case.taken_over}
    if any(read.root in in_doubt for read in rule.reads):
        return Told("undetermined")
    lacking = [path for path in written.get("needs", ()) if not _is_given(path, world)]
    otherwise = _unless_it_applies(written, rule, lacking, world) or _what_it_needs(
        written, lacking, world
    )
    return otherwise or _concluded(written, world)


def _unless_it_applies(
    written: Mapping[str, Any], rule: Rule, lacking: Sequence[str], world: World
) -> Told | None:
    gone = {path for path in lacking if "." not in path and "[]" not in path}
    if "when" not in written or rule.when_reads & gone:
        return None
    said = check(written["when"], world)
    if isinstance(said, NotDue):
        return Told("not_due", said.due)
    if said == UNKNOWN:
        return Told("undetermined")
    return Told("not_applicable") if said else None


def _what_it_needs(written: Mapping[str, Any], lacking: Sequence[str], world: World) -> Told | None:
    needs_any = written.get("needs_any", ())
    if not lacking:
        if not needs_any or any(_is_given(path, world) for path in needs_any):
            return None
        lacking = needs_any
    for text in lacking:
        root = text.replace("[]", ".").split(".")[0]
        is_undelivered = not world.case.has(root) or Path(text).field(world) == "submitted_on"
        due = _due_of_document(root, world) if is_undelivered else None
        if due is not None and world.case.as_of <= due:
            return Told("not_due", due)
    due = _due(written.get("due"), world)
    if due is not None and world.case.as_of <= due:
        return Told("not_due", due)
    return Told("undetermined")


def _concluded(written: Mapping[str, Any], world: World) -> Told:
    said = check(written["check"], world)
    if said == [] or (said == UNKNOWN and "judged" in written["check"]):
        return Told("met" if said == [] else "undetermined")
    if isinstance(said, NotDue):
        return Told("not_due", said.due)
    due = _due(written.get("due"), world)
    if due is not None and world.case.as_of <= due:
        return Told("not_due", due)
    if isinstance(said, str):
        return Told("undetermined")
    if due is not None and _is_out_of_time(due, world):
        return Told("not_applicable")
    return Told("deviation", None, tuple(_violations(written["id"], said)))


def _violations(rule: str, broken: Sequence[Broken]) -> list[tuple[Any, ...]]:
    told: list[tuple[Any, ...]] = []
    keys: list[str] = []
    for one in broken:
        key = ":".join(dict.fromkeys([rule, *filter(None, one.identity)]))
        keys.append(key)
        unique = key if keys.count(key) == 1 else f"{key}~{keys.count(key)}"
        path = one.spot.pointer if one.spot.document else None
        told.append((unique, one.spot.document, path, one.given, one.expected))
    return told


def _is_out_of_time(due: datetime.date, world: World) -> bool:
    exists = world.case.existence
    before = bool(due < exists.first_day and exists.began_on)
    return before or exists.last_day < due <= world.period.last_day


def _is_given(text: str, world: World) -> bool:
    path = Path(text)
    return any(path.says_something(spot.value, world) for spot in path.spots(world))


def own_due(written: Mapping[str, Any], world: World) -> datetime.date | None:
    """The day until which a rule asks for nothing, if it says one."""
    delivered = written["check"].get("delivered", {})
    return _due(written.get("due", delivered.get("due")), world)


def _due(written: Any, world: World) -> datetime.date | None:
    if written is None:
        return None
    try:
        return due_day(written, world)
    except Missing:
        return None


def _due_of_document(root: str, world: World) -> datetime.date | None:
    """The day by which the book expects a document."""
    for one in dues_written(world.book.id):
        if (one["subject"], one["document"]) == (world.case.kind, root):
            return _due(one["by"], world)
    return None
