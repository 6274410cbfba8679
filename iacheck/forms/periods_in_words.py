"""Parts of a year in words: `mars`, `mars–juni 2016`, `1. halvår`, `2. kv.`, `uke 45`, `våren`."""

from __future__ import annotations

import functools
import re

from iacheck.forms.days import months

_SEASONS = (
    "vår", "våren", "sommer", "sommeren", "sommar", "sommaren", "høst", "høsten", "haust",
    "hausten", "vinter", "vinteren", "spring", "summer", "autumn", "winter",
)  # fmt: skip
_DASHES = "-\u2010-\u2015\u2212"


def is_period(text: str) -> bool:
    """Whether a text is a part of a year, or two with a dash or “og” between, and nothing else."""
    return _period().fullmatch(text.strip()) is not None


@functools.cache
def _period() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted({*months(), *_SEASONS}, key=len, reverse=True)))
    unit = (
        rf"(?:(?:{names})(?!\w)\.?|[1-4]\.?\s?(?:halvår|halvdel|kvartal|kv|tertial)(?!\w)\.?"
        r"|[qh][1-4](?!\w)|(?:uke|veke|week)\s?\d{1,2})"
    )
    to = rf"(?:\s?[{_DASHES}/]\s?|\s(?:og|til|and|to)\s)"
    return re.compile(
        rf"(?:(?:i|på|in)\s)?{unit}(?:{to}{unit})?(?:,?\s(?:(?:i|in)\s)?(?:20\d\d|'?\d\d))?",
        re.IGNORECASE,
    )
