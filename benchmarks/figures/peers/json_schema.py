"""JSON Schema: by jsonschema-rs, in Rust, and by jsonschema, in Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jsonschema
import jsonschema_rs

from figures.peers import Documents, Peer, numbers

_SAID = (1, 2, 3)
_LACKS = "4 to 6: no value is compared with another, and nothing is added up"


def _within(root: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {root: schema}}


def _has(goal: int) -> dict[str, Any]:
    of_it = {"required": ["sub_goals"], "properties": {"sub_goals": {"contains": {"const": goal}}}}
    return {"properties": {"activities": {"contains": of_it}}}


_SCHEMAS = (
    _within(
        "plan",
        {
            "required": ["goals", "activities"],
            "properties": {
                "goals": {"minItems": 1},
                "activities": {"minItems": 1, "items": {"required": ["start", "end"]}},
            },
        },
    ),
    _within(
        "report",
        {
            "required": ["submitted_on"],
            "properties": {
                "submitted_on": {"pattern": "^(1|200|201[0-5]|2016-0[12]|2016-03-01)"},
            },
        },
    ),
    _within("report", {"required": ["activities"], "allOf": [_has(goal) for goal in (1, 2, 3)]}),
)


def compiled() -> Peer:
    """A yes or no for each."""
    checks = [jsonschema_rs.Draft202012Validator(schema).is_valid for schema in _SCHEMAS]
    return Peer("jsonschema-rs", _SAID, _LACKS, _broken(checks))


def interpreted() -> Peer:
    """A yes or no for each."""
    checks = [jsonschema.Draft202012Validator(schema).is_valid for schema in _SCHEMAS]
    return Peer("jsonschema", _SAID, _LACKS, _broken(checks))


def _broken(checks: Sequence[Callable[[Any], bool]]) -> Callable[[Documents], list[int]]:
    def broken(documents: Documents) -> list[int]:
        return numbers(_SAID, [check(documents) for check in checks])

    return broken
