"""How an export or a form says which version of a stored document it was made from.

A field beside `kind`, which is no field of the document: number, and SHA-256 of the content.
"""

from __future__ import annotations

import re
from typing import Any, Final

from iacheck.documents.document import Document, MadeFrom
from iacheck.language.messages import Message, message

STORE_VERSION: Final = "store_version"
_FINGERPRINT: Final = re.compile("[0-9a-f]{64}")


def with_version_mark(document: Document) -> dict[str, Any]:
    """A document as it stands in a file, with the version that it is in the store."""
    number = document.version.number if document.version else 0
    mark = {"number": number, "sha256": document.sha256}
    return {"kind": document.kind, **document.body, STORE_VERSION: mark}


def read_mark(written: Any) -> MadeFrom | None:
    """What `with_version_mark` wrote; None for anything else."""
    if not isinstance(written, dict):
        return None
    number, sha256 = written.get("number"), written.get("sha256")
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        return None
    if not isinstance(sha256, str) or _FINGERPRINT.fullmatch(sha256) is None:
        return None
    return MadeFrom(number, sha256)


def broken_mark() -> Message:
    """What to tell of a mark that cannot be read."""
    return message(
        "The field “{field}” says which version of a stored document this was made from, and "
        "cannot be read; leave it as the export wrote it, or take it out",
        field=STORE_VERSION,
    )
