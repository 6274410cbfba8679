"""What the program keeps beside documents: rows on shelves, each with a key of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from iacheck.language.frozen import frozen

# Under `_id` a text; under each column a text, a number, None or, if it is packed, anything.
Row: TypeAlias = Mapping[str, Any]


@frozen
class Shelf:
    """A collection or table of rows.

    `columns` are their fields beside `_id`; `packed` those of them that hold lists, objects or
    bytes, of which SQL sees nothing; and `keys` the groups of fields that rows are looked up by.
    `numbers` are whole numbers, and `always` what no row lacks, where all else is text: a database
    that can watch over rows is told of it.
    """

    name: str
    columns: tuple[str, ...]
    packed: frozenset[str] = frozenset()
    keys: tuple[tuple[str, ...], ...] = ()
    numbers: frozenset[str] = frozenset()
    always: tuple[str, ...] = ()


VERSIONS: Final = Shelf(
    "iacheck_versions",
    (
        "document", "number", "came_at", "file", "by", "sha256",
        "ended", "ended_at", "ended_by", "reason", "erased_at", "body", "origin",
        "erased_by", "erased_reason",
    ),
    frozenset({"body", "origin"}),
    (("document",),),
)  # fmt: skip

# Rounds as `schemas/round.schema.json` describes them.
ROUNDS: Final = Shelf(
    "rounds",
    (
        "period", "as_of", "name", "kept_at", "iacheck",
        "rulebooks", "documents", "versions", "subjects", "findings",
    ),
    frozenset({"rulebooks", "documents", "versions", "subjects", "findings"}),
)  # fmt: skip
# The files of the rule books by which rounds were judged, under the fingerprint of the book.
RULEBOOK_FILES: Final = Shelf(
    "iacheck_rulebooks",
    ("sha256", "rulebook", "path", "data"),
    frozenset({"data"}),
    (("sha256",),),
)
_VERDICTS: Final = (
    "met", "deviation", "not_applicable", "not_due", "undetermined", "waived", "error"
)  # fmt: skip
# What was found and kept, for other programs: flat, a row for each run and for each finding.
RUNS: Final = Shelf(
    "iacheck_runs",
    (
        "kept_at", "round", "period", "as_of", "iacheck", "since", "subjects", "met", "deviation",
        "not_applicable", "not_due", "undetermined", "waived", "error",
    ),
    keys=(("as_of",), ("period",)),
    numbers=frozenset({"subjects", *_VERDICTS}),
    always=("kept_at", "as_of", "iacheck", "subjects", *_VERDICTS),
)  # fmt: skip
FINDINGS: Final = Shelf(
    "iacheck_findings",
    (
        "run", "kept_at", "as_of", "subject", "subject_kind", "name", "period", "rule", "demand",
        "modality", "verdict", "severity", "state", "change", "rounds", "violations",
        "new_violations", "due",
    ),
    keys=(("run",), ("subject", "period"), ("rule", "period")),
    numbers=frozenset({"rounds", "violations", "new_violations"}),
    always=(
        "run", "kept_at", "as_of", "subject", "subject_kind", "name", "period", "rule", "demand",
        "modality", "verdict", "severity", "violations", "new_violations",
    ),
)  # fmt: skip

SHELVES: Final = (VERSIONS, ROUNDS, RULEBOOK_FILES, RUNS, FINDINGS)
