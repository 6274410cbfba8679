"""Answers as they go out, of the API and of pages alike."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from iacheck.web.child_answer import ChildAnswer

# Where the addresses of the API begin.
PREFIX = "/api/v1"


def response_of(made: ChildAnswer) -> Response:
    """An answer; one with a file's name is saved by a browser, and not shown."""
    headers = {}
    if made.file is not None:
        plain = made.file.encode("ascii", "replace").decode().replace("?", "_")
        headers["Content-Disposition"] = (
            f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(made.file)}"
        )
    return Response(made.body, made.status, headers, made.media_type)
