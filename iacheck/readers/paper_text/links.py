"""What the address of a link says beyond the text that it stands under."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath

# What leads to a file on the machine of whoever wrote the text, and to nobody else.
_ON_A_MACHINE = re.compile(r"file:|[A-Za-z]:[\\/]|\\\\", re.IGNORECASE)
# What a link's address has, and a text that is no poorer for it leaves out.
_SCHEME = re.compile(r"^(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)


def beyond_text(address: str, text: str, title: str = "") -> str:
    """` (https://…)`, to stand after the text; nothing where that says it all.

    `#…` leads nowhere else. Of a file on somebody's machine, the name alone is told.
    """
    if _ON_A_MACHINE.match(address):
        address = PureWindowsPath(address).name
    if address.startswith("#") or _bare(address) == _bare(text):
        address = ""
    said = " ".join(f"{address} {title}".split())
    return f" ({said})" if said else ""


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.strip()).rstrip("/").casefold()
