"""The application: which address leads where, and what a refusal looks like at each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from iacheck.language.messages import message
from iacheck.web import api
from iacheck.web.answers import PREFIX
from iacheck.web.gate import Admission, Gate
from iacheck.web.pages import page_refusal, page_routes
from iacheck.web.refusals import Refusal
from iacheck.web.server_state import ServerState
from iacheck.web.settings import ServerSettings


def make_app(settings: ServerSettings) -> ASGIApp:
    """Pages and API with these settings."""
    app = Starlette(
        routes=[*page_routes(), *api.api_routes()],
        middleware=[Middleware(Admission, settings=settings, refuse=_refusal)],
        lifespan=_warm_up,
        exception_handlers={Refusal: _refused, HTTPException: _not_there},
    )
    app.router.redirect_slashes = False
    app.state.server = ServerState.of(settings)
    return Gate(app)


@asynccontextmanager
async def _warm_up(app: Starlette) -> AsyncIterator[None]:
    await anyio.to_thread.run_sync(app.state.server.children.warm_up)
    yield


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - what it is registered for
    return _refusal(request, error)


def _refusal(request: Request, refusal: Refusal) -> Response:
    is_api = request.url.path.startswith(PREFIX)
    return api.api_refusal(request, refusal) if is_api else page_refusal(request, refusal)


def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    told = message("There is nothing at this address")
    if error.status_code == 405:
        told = message(
            "{method} means nothing at this address; what can be asked with is {allowed}",
            method=request.method,
            allowed=(error.headers or {})["Allow"],
        )
    return _refusal(request, Refusal(error.status_code, told, headers=error.headers))
