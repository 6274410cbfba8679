"""Samples of texts: so much that a person finds them again."""

from __future__ import annotations

from collections.abc import Iterable

_SAMPLE, _SAMPLE_OF = 60, 200


def sample(texts: Iterable[str]) -> str:
    """So much of a text that a person finds it again."""
    start = ""
    for text in texts:
        start += text[:_SAMPLE_OF]
        if len(start) >= _SAMPLE_OF:
            break
    words = " ".join(start.split())
    return words if len(words) <= _SAMPLE else f"{words[:_SAMPLE]}…"
