"""What tests of decisions on the command line share: a store to decide in, forms, and decisions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put

Run = Callable[..., Ran]
GAPS = REPORT | {"activities": [{"id": "a1", "title": "Seminar", "sub_goals": [1, 2]}]}
ABOUT = ("--rule", "report-covers-sub-goals", "--council", "rogaland", "--period", "2015")


def decision_store(run: Run) -> str:
    """A store with a council, its plan, and its report with gaps."""
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN, GAPS)
    assert run("import", "a.jsonl", *OWN_BOOK).status == 0
    return "sqlite:iacheck.db"


def template(run: Run, kind: str, *arguments: str | Path, lang: str = "en") -> str:
    ran = run("template", kind, *arguments, "--as-of", "2016-04-01", *OWN_BOOK, "--lang", lang)
    assert (ran.status, ran.err) == (0, "")
    return ran.out


def finding(run: Run, *arguments: str) -> dict[str, Any]:
    ran = run("check", *arguments, *OWN_BOOK, "--as-of", "2016-04-02", "--format", "json")
    found = json.loads(ran.out)
    assert found["problems"] == []
    (subject,) = [s for s in found["subjects"] if s["subject"] == "council/rogaland"]
    return next(f for f in subject["findings"] if f["rule"] == "report-covers-sub-goals")


def written(kind: str, **fields: Any) -> dict[str, Any]:
    about = {"_id": "d", "rule": "plan-exists", "subject": "council/rogaland", "period": "2015"}
    own: dict[str, dict[str, Any]] = {
        "waiver": {"granted_by": "Oppfølgingsgruppen", "granted_on": "2016-01-01",
                   "expires_on": "2016-12-31", "reason": "x"},
        "judgement": {"judged_by": "Oppfølgingsgruppen", "judged_on": "2016-01-01",
                      "verdict": "met", "reason": "x", "basis": {"plan/gone": "0" * 64}},
        "reply": {"text": "x", "intent": "mend", "given_by": "IA-rådet i Rogaland",
                  "given_on": "2016-01-01"},
    }  # fmt: skip
    return {"kind": kind, **about, **own[kind], **fields}
