"""What programs write beside a workbook's sheets: properties of the file, each by its name."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

_PART = "docProps/custom.xml"
# Those of a form have some hundred bytes.
_MOST_BYTES = 64 * 1024


def custom_property(data: bytes, name: str) -> str | None:
    """The text of a property; None where the file has none of this name, or it cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as file, file.open(_PART) as part:
            written = part.read(_MOST_BYTES).decode("utf-8", "replace")
    except (KeyError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return None  # a workbook needs none
    found = re.search(rf'<[^<>]*\bname="{re.escape(name)}"[^<>]*>\s*<[^<>]*>([^<>]*)<', written)
    return found.group(1) if found else None
