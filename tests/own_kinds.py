"""A rule book that brings a kind of document of its own, for tests to make and to break."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from building import TEXTS, write_book, written_rule

SHARED = "definitions.schema.json#/$defs/"

OWNED: dict[str, Any] = {
    "x-label": {"nb": "budsjett", "nn": "budsjett", "en": "budget"},
    "x-collection": "budgets",
    "x-unique": [["council", "period"]],
    "x-keys": ["council", "period"],
    "x-owner": "council",
    "x-period": "period",
    "x-covers": "covers",
    "x-roots": {
        "budget": {"subjects": ["council-year", "council-half-year"]},
        "previous_budget": {
            "subjects": ["council-year"],
            "previous": True,
            "x-label": {"nb": "fjorårets budsjett", "nn": "fjorårsbudsjettet", "en": "last budget"},
        },
        "budgets": {"subjects": ["national-year"], "many": True, "x-label": TEXTS},
    },
    "x-form": {"nb": ["budsjett"], "nn": ["budsjett"], "en": ["budget"]},
    "type": "object",
    "required": ["_id", "council", "period"],
    "properties": {
        "_id": {"$ref": "definitions.schema.json#/$defs/key"},
        "council": {"$ref": "definitions.schema.json#/$defs/council"},
        "period": {"$ref": "definitions.schema.json#/$defs/year"},
        "covers": {"type": "array", "items": {"$ref": "definitions.schema.json#/$defs/year"}},
        "submitted_on": {"$ref": "definitions.schema.json#/$defs/date"},
        "reserve_nok": {
            "$ref": "definitions.schema.json#/$defs/kroner",
            "x-label": {"nb": "reserve i kroner", "nn": "reserve i kroner", "en": "reserve"},
        },
        "share": {"type": "number", "x-label": {"nb": "andel", "nn": "del", "en": "share"}},
        "code": {
            "type": "string",
            "pattern": "^[A-Z]{3}$",
            "x-label": {"nb": "kode", "nn": "kode", "en": "code"},
        },
        "posts": {
            "type": "array",
            "x-label": {"nb": "poster", "nn": "postar", "en": "posts"},
            "items": {
                "type": "object",
                "x-identity": ["purpose"],
                "properties": {
                    "purpose": {"type": "string"},
                    "amount_nok": {"$ref": "definitions.schema.json#/$defs/kroner"},
                },
            },
        },
    },
}  # fmt: skip


RULE = written_rule(
    "needs: [budget]\ncheck: {present: budget.posts}",
    violation=TEXTS | {"en": "It lacks {missing}"},
    examples={
        "met": [{"budget": {"posts": [{"purpose": "kurs"}]}}],
        "deviation": [{"case": {"budget": {"posts": []}}, "violations": [{"missing": "posts"}]}],
        "undetermined": [{}, {"previous_budget": {}}],
    },
)


def own_book(folder: Path, *rules: Mapping[str, Any], **kinds: Any) -> Path:
    """A rule book that brings these kinds."""
    book = write_book(folder / "own-book", *rules)
    for kind, schema in kinds.items():
        file = book / "schemas" / f"{kind}.schema.json"
        file.parent.mkdir(exist_ok=True)
        text = schema if isinstance(schema, str) else json.dumps(schema, indent=1)
        file.write_text(text, "utf-8")
    return book
