"""What tests of rounds share: a follow-up in a store, of which rounds are kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commands import OWN_BOOK, REPORT, Ran, put

Run = Callable[..., Ran]

ONE_SUB_GOAL = REPORT | {"activities": [{"id": "a1", "title": "Seminar", "sub_goals": [1]}]}


class Follow:
    """A follow-up in one store: what comes, and what is kept of it."""

    def __init__(self, run: Run, uri: str, folder: Path) -> None:
        self.run = run
        self.store = ("--store", uri)
        self.folder = folder

    def comes(self, *documents: Any) -> None:
        put(self.folder, "new.jsonl", *documents)
        ran = self.run("import", "new.jsonl", *OWN_BOOK, *self.store)
        assert ran.status == 0, ran.err

    def removed(self, name: str, *options: str) -> None:
        ran = self.run("store", "remove", name, "--reason", "x", *options, *OWN_BOOK, *self.store)
        assert ran.status == 0, ran.err

    def kept(self, day: str, *options: str) -> str:
        about = ("--period", "2015", "--as-of", day)
        ran = self.run("round", "keep", *about, *options, *OWN_BOOK, *self.store)
        assert ran.status == 0, ran.err
        return ran.out.split()[2]

    def check(self, *options: str) -> Ran:
        book = () if "--round" in options else OWN_BOOK
        never = ("--fail-on", "never", "--format", "json")
        ran = self.run("check", *options, *never, *book, *self.store)
        assert ran.status == 0, ran.err
        return ran

    def on(self, day: str, *options: str) -> bytes:
        return self.check("--period", "2015", "--as-of", day, *options).out.encode()

    def changes(self, since: str, day: str, subject: str = "council/rogaland") -> dict[str, Any]:
        told = json.loads(self.on(day, "--since", since))
        (found,) = (one["findings"] for one in told["subjects"] if one["subject"] == subject)
        return {one["rule"]: (one["change"], one["rounds"]) for one in found if one["change"]}
