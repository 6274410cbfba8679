"""The pages, for people: without JavaScript, in three languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from iacheck.web.answers import response_of
from iacheck.web.books import page_language
from iacheck.web.check_form import form_values
from iacheck.web.checking import make_list
from iacheck.web.made import MEDIA_TYPES, Made
from iacheck.web.page_templates import fill_page
from iacheck.web.page_texts import TEXTS
from iacheck.web.problem_json import MEDIA_TYPE
from iacheck.web.refusals import Refusal
from iacheck.web.request_values import LIST_FORMATS, check_request, language_asked, one_of
from iacheck.web.server_state import Task, server_of
from iacheck.web.uploads import Sent

_STATIC = Path(__file__).parent / "static"
_CHECK = "/sjekk"


def page_routes() -> list[BaseRoute]:
    """The addresses of the pages."""
    return [
        Route(_CHECK, check_form, methods=["GET"]),
        Route(_CHECK, check, methods=["POST"]),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


async def check_form(request: Request) -> Response:
    """The form for papers."""
    return _check_form(request, {}, {}, 200)


async def check(request: Request) -> Response:
    """The list of the papers that were sent, as a page or as a file."""
    server = server_of(request)

    def task(sent: Sent) -> Task:
        request.state.fields = sent.fields
        format_ = one_of(sent.fields, "format", LIST_FORMATS) or "page"
        values = {**request.query_params, **sent.fields}
        return make_list, (check_request(sent.files, values.items(), format_), server.settings)

    made = await server.made_of_files(request, task)
    if made.media_type == MEDIA_TYPE:
        told = json.loads(made.body)["detail"]
        return _check_form(request, request.state.fields, {"": told}, made.status)
    return response_of(made)


def page_refusal(request: Request, refusal: Refusal) -> Response:
    """Why there is no other page: with the form, where it was sent with one."""
    lang = language_asked(request.query_params)
    language = page_language(lang)
    told = [language.say(problem.message) for problem in refusal.problems]
    if request.method == "POST" and request.url.path == _CHECK:
        fields = getattr(request.state, "fields", {})
        response = _check_form(
            request, fields, {refusal.field or "": ". ".join(told)}, refusal.status
        )
    else:
        page = fill_page(
            "error.html.j2",
            lang,
            here="/",
            title=page_language(lang).say(TEXTS["error_title"]),
            told=told,
        )
        response = response_of(Made(page, MEDIA_TYPES["html"], refusal.status))
    response.headers.update(refusal.headers)
    return response


def _check_form(
    request: Request, fields: Mapping[str, str], errors: Mapping[str, str], status: int
) -> Response:
    lang = language_asked(request.query_params)
    server = server_of(request)
    language = page_language(lang)
    values = form_values(fields, errors, server.settings.upload_mb, language)
    title = language.say(TEXTS["check"])
    page = fill_page("check.html.j2", lang, here=_CHECK, title=title, **values)
    return response_of(Made(page, MEDIA_TYPES["html"], status))
