"""The page of the forms: empty ones, and those that are filled with what was read of a paper."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from iacheck.web.empty_forms import FORM_ENDINGS, make_empty_form
from iacheck.web.page_answers import answer_or_form, form_page
from iacheck.web.reading import make_filled_forms
from iacheck.web.request_values import check_request, form_request, one_of
from iacheck.web.server_state import Task, server_of
from iacheck.web.uploads import Sent

FORMS = "/skjema"


async def show_forms(request: Request) -> Response:
    """The forms there are; the one that is asked for, where one is."""
    asked = request.query_params
    if "form" not in asked:
        return form_page(request, {}, {})
    request.state.fields = dict(asked)
    kind = one_of(asked, "form", [*FORM_ENDINGS]) or "plan"
    wish = form_request(kind, asked.items())
    return answer_or_form(request, await server_of(request).made(make_empty_form, wish))


async def fill_form(request: Request) -> Response:
    """The forms of the documents in a paper."""
    server = server_of(request)

    def task(sent: Sent) -> Task:
        values = {**request.query_params, **dict(sent.fields)}
        wish = check_request(sent.files, values.items(), "xlsx")
        return make_filled_forms, (wish, server.settings)

    return answer_or_form(request, await server.made_of_files(request, task))
