"""What comes of a request: the bytes of an answer, and how they are to be called."""

from __future__ import annotations

from collections.abc import Mapping

from iacheck.language.frozen import frozen

# By the name of a format, or the end of a file's name.
MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@frozen
class ChildAnswer:
    """An answer; with a `file` name it is to be saved, and not shown."""

    body: bytes
    media_type: str
    status: int = 200
    file: str | None = None
