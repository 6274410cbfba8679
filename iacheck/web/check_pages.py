"""The page that papers are sent to, and the list that comes of them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from iacheck.web.checking import make_list
from iacheck.web.page_answers import answer_or_form, form_page
from iacheck.web.request_values import LIST_FORMATS, check_request, one_of
from iacheck.web.server_state import Task, server_of
from iacheck.web.uploads import Sent

CHECK = "/sjekk"


async def show_check(request: Request) -> Response:
    """The form for papers."""
    return form_page(request, {}, {})


async def check(request: Request) -> Response:
    """The list of the papers that were sent, as a page or as a file."""
    server = server_of(request)

    def task(sent: Sent) -> Task:
        request.state.fields = fields = dict(sent.fields)
        format_ = one_of(fields, "format", LIST_FORMATS) or "page"
        values = {**request.query_params, **fields}
        return make_list, (check_request(sent.files, values.items(), format_), server.settings)

    return answer_or_form(request, await server.made_of_files(request, task))
