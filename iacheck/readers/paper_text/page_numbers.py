"""What stands above or below a page and says no more than which page it is."""

from __future__ import annotations

import re

_OF_PAGES = frozenset(("side", "sidetall", "sidetal", "page", "s", "p", "av", "of"))
_WORD = re.compile(r"[^\W\d_]+")


def is_page_number(text: str) -> bool:
    """Whether a text has no words but those of numbers of pages: `Side 2 av 3`, `– 2 –`."""
    return _OF_PAGES.issuperset(map(str.lower, _WORD.findall(text)))
