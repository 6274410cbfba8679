"""The API: what the command line answers, over HTTP, for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iacheck.web.checking import make_list
from iacheck.web.made import Made
from iacheck.web.problem_json import problem_json
from iacheck.web.refusals import Refusal
from iacheck.web.request_values import check_request, language_asked
from iacheck.web.server_state import Task, server_of
from iacheck.web.uploads import Sent

PREFIX = "/api/v1"


def api_routes() -> list[Route]:
    """The addresses of the API."""
    return [Route(f"{PREFIX}/check", check, methods=["POST"])]


async def check(request: Request) -> Response:
    """The JSON result of the files in a request."""
    server = server_of(request)

    def task(sent: Sent) -> Task:
        values = [*request.query_params.multi_items(), *sent.fields.items()]
        return make_list, (check_request(sent.files, values, "json"), server.settings)

    return response_of(await server.made_of_files(request, task))


def response_of(made: Made) -> Response:
    """An answer as it goes out."""
    headers = (
        {} if made.file is None else {"Content-Disposition": f'attachment; filename="{made.file}"'}
    )
    return Response(made.body, made.status, headers, made.media_type)


def api_refusal(request: Request, refusal: Refusal) -> Response:
    """Why a program gets no other answer."""
    made = problem_json(refusal.status, refusal.problems, language_asked(request.query_params))
    response = response_of(made)
    response.headers.update(refusal.headers)
    return response
