"""The result as JSON, as `schemas/result.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from iacheck import __version__
from iacheck.cases.decision_records import Judgement, Reply, Waiver
from iacheck.cases.findings import (
    SEVERITIES,
    VERDICTS,
    Concern,
    DroppedFinding,
    Finding,
    Result,
    SubjectFindings,
    Violation,
)
from iacheck.documents.unread_block import UnreadPart
from iacheck.language.language import Language
from iacheck.language.messages import Message
from iacheck.language.problems import Problem
from iacheck.reports.visible_text import escaped_in_json

TELLS_PROBLEMS = True
REQUIRES = ()
BINARY = False


def render(result: Result, language: Language) -> bytes:
    """All of the result, indented by one column to stay readable."""
    return b"".join(render_parts(result, language))


def render_parts(result: Result, language: Language) -> Iterator[bytes]:
    """The same in parts, made one after another, which are not all in memory."""
    between = "{"
    for name, value in _members(result, language).items():
        yield f"{between}\n {json.dumps(name)}: ".encode()
        if isinstance(value, Iterator):
            yield from _list_in_parts(value)
        else:
            yield _json(value, 1)
        between = ","
    yield b"\n}\n"


def _list_in_parts(items: Iterator[Any]) -> Iterator[bytes]:
    between = "["
    for item in items:
        yield f"{between}\n  ".encode() + _json(item, 2)
        between = ","
    yield b"[]" if between == "[" else b"\n ]"


def _json(value: Any, indent: int) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return escaped_in_json(text.replace("\n", "\n" + " " * indent)).encode()


def as_dict(result: Result, language: Language) -> dict[str, Any]:
    """The result as plain values; keys and codes are English in every language."""
    return {
        name: list(value) if isinstance(value, Iterator) else value
        for name, value in _members(result, language).items()
    }


def _members(result: Result, language: Language) -> dict[str, Any]:
    """What the result has as plain values; what may be many comes one by one."""
    return {
        "iacheck": __version__,
        "as_of": result.as_of.isoformat(),
        "lang": language.code,
        "rulebooks": [{"id": book.id, "sha256": book.sha256} for book in result.rulebooks],
        "problems": (problem_as_dict(problem, language) for problem in result.problems),
        "unread": (unread_as_dict(part, language) for part in result.unread),
        "subjects": (subject_as_dict(subject, language) for subject in result.subjects),
        "since": result.since.isoformat() if result.since else None,
        "dropped": [_dropped(one) for one in result.dropped],
        "summary": summary(result),
    }


def summary(result: Result) -> dict[str, Any]:
    """How many subjects, verdicts of each kind, and deviations of each severity."""
    return {
        "subjects": len(result.subjects),
        **{verdict: result.count(verdict) for verdict in VERDICTS},
        "deviations_by_severity": {s: result.deviations(s) for s in SEVERITIES},
    }


def problem_as_dict(problem: Problem, language: Language) -> dict[str, Any]:
    """What was wrong with the input, as plain values."""
    return {
        "level": problem.level,
        "file": problem.file,
        "document": problem.document,
        "place": language.place(problem.place) or None,
        "path": problem.path,
        "given": _plain(problem.given, language),
        "expected": _plain(problem.expected, language),
        "message": language.say(problem.message),
    }


def unread_as_dict(part: UnreadPart, language: Language) -> dict[str, str]:
    """A part of a file that was not read, as plain values."""
    place = language.place(part.block.place)
    return {"file": part.file, "place": place, "text": part.block.text}


def _plain(value: Any, language: Language) -> Any:
    """A value as JSON has it; what JSON has no form for, as people read it."""
    if isinstance(value, list | tuple):
        return [_plain(part, language) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part, language) for key, part in value.items()}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return language.value(value)


def subject_as_dict(judged: SubjectFindings, language: Language) -> dict[str, Any]:
    """What was found on a subject, as plain values."""
    name = judged.subject.name
    return {
        "subject": str(judged.subject),
        "name": language.say(name) if isinstance(name, Message) else name,
        "period": str(judged.period),
        **_existence(judged),
        "findings": [_finding(finding, language) for finding in judged.findings],
        "concerns": [told for one in judged.concerns for told in _concerns(one, language)],
    }


def _existence(judged: SubjectFindings) -> dict[str, Any]:
    exists = judged.existence
    began, ended = (exists.began_on, exists.ended_on) if exists else (None, None)
    return {
        "began_on": began.isoformat() if began else None,
        "ended_on": ended.isoformat() if ended else None,
        "predecessors": [str(one) for one in exists.predecessors] if exists else [],
        "successors": [str(one) for one in exists.successors] if exists else [],
        "inherited": {name: str(maker) for name, maker in judged.inherited.items()},
    }


def _concerns(concern: Concern, language: Language) -> Iterator[dict[str, Any]]:
    """What was found on another: enough to be told of, and to be found among its findings."""
    rule = concern.finding.rule
    for violation in concern.finding.violations:
        yield {
            "subject": str(concern.subject),
            "name": language.value(concern.subject.name),
            "rule": rule.id,
            "demand": rule.demand,
            "title": language.say(rule.title),
            "severity": rule.severity,
            "key": violation.key,
            "message": language.say(violation.message),
            "remedy": language.say(violation.remedy),
        }


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    rule = finding.rule
    return {
        "rule": rule.id,
        "demand": rule.demand,
        "title": language.say(rule.title),
        "modality": rule.modality,
        "origin": rule.origin,
        "severity": rule.severity,
        "interpretation": language.say(rule.interpretation) if rule.interpretation else None,
        "answers": rule.answers,
        "verdict": finding.verdict,
        "reason": language.say(finding.reason) if finding.reason else None,
        "due": finding.due.isoformat() if finding.due else None,
        "judgement": _judgement(finding.judgement),
        "waiver": _waiver(finding.waiver),
        "replies": [_reply(one) for one in finding.replies],
        "state": finding.state,
        "change": finding.change,
        "rounds": finding.rounds,
        "basis": dict(finding.basis or {}),
        "unread": [unread_as_dict(part, language) for part in finding.unread],
        "sources": [
            {"document": s.document, "section": s.section, "paragraphs": list(s.paragraphs)}
            for s in rule.sources
        ],
        "violations": [_violation(violation, language) for violation in finding.violations],
    }


def _judgement(judgement: Judgement | None) -> dict[str, Any] | None:
    if judgement is None:
        return None
    return {
        "document": judgement.document,
        "by": judgement.by,
        "on": judgement.on.isoformat(),
        "reason": judgement.reason,
    }


def _waiver(waiver: Waiver | None) -> dict[str, Any] | None:
    if waiver is None:
        return None
    return {
        "document": waiver.document,
        "by": waiver.by,
        "granted_on": waiver.granted_on.isoformat(),
        "expires_on": waiver.expires_on.isoformat(),
        "reason": waiver.reason,
    }


def _reply(reply: Reply) -> dict[str, Any]:
    return {
        "document": reply.document,
        "intent": reply.intent,
        "by": reply.by,
        "on": reply.on.isoformat(),
        "text": reply.text,
        "planned_on": reply.planned_on.isoformat() if reply.planned_on else None,
    }


def _violation(violation: Violation, language: Language) -> dict[str, Any]:
    return {
        "key": violation.key,
        "document": violation.document,
        "path": violation.path,
        "file": violation.file,
        "place": language.place(violation.place) or None,
        "given": _plain(violation.given, language),
        "expected": _plain(violation.expected, language),
        "message": language.say(violation.message),
        "remedy": language.say(violation.remedy),
        "answers": str(violation.answers) if violation.answers else None,
        "change": violation.change,
    }


def _dropped(one: DroppedFinding) -> dict[str, str]:
    return {
        "subject": one.subject,
        "period": str(one.period),
        "rule": one.rule,
        "demand": one.demand,
    }
