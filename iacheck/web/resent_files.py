"""Files that a page holds in hidden fields, so that they can be sent again without being kept."""

from __future__ import annotations

import base64
import binascii


def hidden_value(name: str, data: bytes) -> str:
    """A file as a hidden field of a page holds it, to be sent again."""
    return f"{base64.b64encode(name.encode()).decode()}:{base64.b64encode(data).decode()}"


def file_in(kept: str) -> tuple[str, bytes] | None:
    """Name and content of a file in a hidden field; None for what none has written."""
    name, _, data = kept.partition(":")
    try:
        return (
            base64.b64decode(name, validate=True).decode(),
            base64.b64decode(data, validate=True),
        )
    except (binascii.Error, UnicodeDecodeError):
        return None
