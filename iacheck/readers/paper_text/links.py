"""What the address of a link says beyond the text that it stands under."""

from __future__ import annotations

import re

# What a link's address has, and a text that is no poorer for it leaves out.
_SCHEME = re.compile(r"^(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)


def beyond_text(address: str, text: str, title: str = "") -> str:
    """` (https://…)`, to stand after the text; nothing where that says it all.

    `#…` leads nowhere else.
    """
    if address.startswith("#") or _bare(address) == _bare(text):
        address = ""
    said = " ".join(f"{address} {title}".split())
    return f" ({said})" if said else ""


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.strip()).rstrip("/").casefold()
