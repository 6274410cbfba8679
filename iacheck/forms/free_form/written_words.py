"""The words of the trade as they are written, in `trade_words.yaml` and in rule books."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("trade_words.yaml")


@functools.cache
def shipped_words() -> Mapping[str, Any]:
    """The words that come with the program, as they are written."""
    import yaml  # noqa: PLC0415 - only where papers are read

    # All scalars are texts: `no` is a word too.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found: Mapping[str, Any] = yaml.load(_FILE.read_text("utf-8"), Loader=loader)  # noqa: S506
    return found


def with_more(known: Mapping[str, Any], more: Mapping[str, Any]) -> Mapping[str, Any]:
    """The words of a rule book beside others, in the same groups."""
    both = dict(known)
    for name, value in more.items():
        before = known.get(name)
        if isinstance(value, Mapping):
            both[name] = with_more(before or {}, value)
        else:
            both[name] = [*(before or ()), *value]
    return both
