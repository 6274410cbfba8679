"""What every request passes before anything is done with it, and every answer on its way out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from iacheck.language.messages import message, of_pages
from iacheck.web.children import where_it_failed
from iacheck.web.refusals import Refusal, body_too_large
from iacheck.web.settings import ServerSettings

LOG = logging.getLogger("iacheck.web")
# Of each request: method, route, status, time.
LINE = "%s %s %d %.3f s"
_SAFE = ("GET", "HEAD", "OPTIONS")
_METHODS = (*_SAFE, "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT")
# Nothing is fetched from another place, and nothing of a page is run.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def refuse_strangers(headers: Headers, method: str, settings: ServerSettings) -> None:
    """Raise Refusal for a host that this is not, and for what another site's page sends."""
    host = headers.get("host", "")
    if _name_of(host) not in settings.hosts and "*" not in settings.hosts:
        raise Refusal(421, message("This server does not answer for the name it was asked by"))
    if method in _SAFE:
        return
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    told = of_pages(
        message("This was sent by a page of another site; send it from this one"),
        message("This was sent by a page of another site, and none may send anything here"),
    )
    if site is not None:
        if site not in ("same-origin", "none"):
            raise Refusal(403, told)
    elif origin is not None and urlsplit(origin).netloc != host:
        raise Refusal(403, told)


def refuse_large(headers: Headers, settings: ServerSettings) -> None:
    """Raise Refusal for a body that says it is too large."""
    length = headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > 15 or int(length) > settings.body_bytes:
        raise body_too_large(settings.upload_mb)


def _name_of(host: str) -> str:
    """A host without its port, in small letters: case does not count in names of hosts."""
    return (host if host.endswith("]") else host.rpartition(":")[0] or host).lower()


Refuse = Callable[[Request, Refusal], Response]


class Admission:
    """Who is answered at all, by which address, and how much of a body is read."""

    def __init__(self, app: ASGIApp, settings: ServerSettings, refuse: Refuse) -> None:
        self._app = app
        self._settings = settings
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on. Reading more of its body than is allowed raises Refusal."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Answered as without: a way elsewhere would have to name scheme and host as they are
        # outside of what stands in front.
        scope["path"] = scope["path"].rstrip("/") or "/"
        request = Request(scope)
        try:
            refuse_strangers(request.headers, request.method, self._settings)
            refuse_large(request.headers, self._settings)
        except Refusal as refusal:
            await self._refuse(request, refusal)(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            part = await receive()
            size += len(part.get("body", b""))
            if size > self._settings.body_bytes:
                raise body_too_large(self._settings.upload_mb)
            return part

        await self._app(scope, counted, send)


class Gate:
    """The outermost: headers of every answer, a line in the log, and an end to every failure.

    The log has method, route, status, time; never an address, a query, a name or a text.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; whatever is raised is told in the log by kind and line alone."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, started = 0, time.monotonic()

        async def sending(part: Message) -> None:
            nonlocal status
            if part["type"] == "http.response.start":
                status = part["status"]
                route = _route(scope)
                headers = MutableHeaders(scope=part)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                kept = "max-age=3600" if route == "/static" and status == 200 else "no-store"
                headers.setdefault("Cache-Control", kept)
            await send(part)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - its text may quote what was sent
            LOG.error("failed: %s", where_it_failed(error))
            if not status:
                status = 500
                await _failure(sending)
        finally:
            taken = time.monotonic() - started
            # A word that is no method is somebody's own.
            method = scope["method"] if scope["method"] in _METHODS else "-"
            LOG.info(LINE, method, _route(scope), status, taken)


def _route(scope: Scope) -> str:
    """The pattern of the address, and not the address, which may hold what somebody wrote."""
    return str(getattr(scope.get("route"), "path", "-"))


async def _failure(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": b"iacheck failed.\n"})
