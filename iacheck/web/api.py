"""The API: what the command line answers, over HTTP, for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iacheck.web.answers import PREFIX, response_of
from iacheck.web.checking import make_list
from iacheck.web.child_answer import ChildAnswer
from iacheck.web.problem_json import problem_json
from iacheck.web.reading import make_reading
from iacheck.web.reference_api import reference_routes
from iacheck.web.refusals import Refusal
from iacheck.web.request_values import (
    CHECKING,
    READING,
    check_request,
    expect_known,
    expecting,
    language_asked,
)
from iacheck.web.server_state import Task, server_of
from iacheck.web.uploads import Sent


def api_routes() -> list[Route]:
    """The addresses of the API."""
    return [
        Route(f"{PREFIX}/check", expecting(CHECKING, check), methods=["POST"]),
        Route(f"{PREFIX}/read", expecting(READING, read), methods=["POST"]),
        *reference_routes(),
    ]


async def check(request: Request) -> Response:
    """The JSON result of the files in a request."""
    return await _made(request, make_list, CHECKING)


async def read(request: Request) -> Response:
    """What was read of the files in a request, and what was not."""
    return await _made(request, make_reading, READING)


async def _made(
    request: Request, work: Callable[..., ChildAnswer], known: Sequence[str]
) -> Response:
    server = server_of(request)

    def task(sent: Sent) -> Task:
        values = [*request.query_params.multi_items(), *sent.fields]
        expect_known([name for name, _ in values], known)
        return work, (check_request(sent.files, values, "json"), server.settings)

    # What a program asks for is not saved by a browser.
    return response_of(replace(await server.made_of_files(request, task), file=None))


def api_refusal(request: Request, refusal: Refusal) -> Response:
    """Why a program gets no other answer."""
    made = problem_json(refusal.status, refusal.problems, language_asked(request.query_params))
    response = response_of(made)
    response.headers.update(refusal.headers)
    return response
