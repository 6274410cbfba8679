"""Pages as they go out: in the language of the request, with its form where one was sent."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from iacheck.language.written_periods import period_in_words
from iacheck.web.answers import response_of
from iacheck.web.books import page_language
from iacheck.web.child_answer import MEDIA_TYPES, ChildAnswer
from iacheck.web.form_fields import form_values
from iacheck.web.page_templates import fill_page
from iacheck.web.page_texts import TEXTS
from iacheck.web.problem_json import MEDIA_TYPE
from iacheck.web.refusals import Refusal
from iacheck.web.request_values import language_asked
from iacheck.web.server_state import server_of

# The fields in which somebody or some time is named.
_NAMED = ("council", "party", "period")
# The template of the page with each form, and what the page is called.
_FORMS: Mapping[str, tuple[str, str]] = {
    "/sjekk": ("check.html.j2", "check"),
    "/skjema": ("forms.html.j2", "forms"),
}


def page(
    request: Request, template: str, here: str, title: str, status: int = 200, **values: object
) -> Response:
    """A page of a title in `page_texts`, at the address that is `here` in its menus."""
    lang = language_asked(request.query_params)
    called = page_language(lang).say(TEXTS[title])
    filled = fill_page(template, lang, here=here, title=called, **values)
    return response_of(ChildAnswer(filled, MEDIA_TYPES["html"], status))


def form_page(
    request: Request,
    fields: Mapping[str, str],
    errors: Mapping[str, str],
    status: int = 200,
) -> Response:
    """The page of a form at this address; `errors` by the field that each is about."""
    template, title = _FORMS[request.url.path]
    language = page_language(language_asked(request.query_params))
    is_sent = request.method == "POST"
    settings = server_of(request).settings
    values = form_values(fields, errors, settings, language, is_sent=is_sent)
    shown = "error_in_form" if errors else title
    return page(request, template, request.url.path, shown, status, heading=title, **values)


def page_with_form(request: Request, refusal: Refusal) -> Response:
    """The form that something was sent with, and why it was refused."""
    language = page_language(language_asked(request.query_params))
    told = ". ".join(language.say(problem.message) for problem in refusal.problems)
    fields = getattr(request.state, "fields", {})
    response = form_page(request, fields, {refusal.field or "": told}, refusal.status)
    response.headers.update(refusal.headers)
    return response


def answer_or_form(request: Request, made: ChildAnswer) -> Response:
    """What was made; where nothing could be, the form with the reason."""
    if made.media_type != MEDIA_TYPE:
        return response_of(made)
    told = json.loads(made.body)
    fields = getattr(request.state, "fields", {})
    field = _field_of(told["problems"][0]["given"], fields)
    return form_page(request, fields, {field: told["detail"]}, made.status)


def _field_of(given: object, fields: Mapping[str, str]) -> str:
    """The field of a form that something was given in; that of none where none was."""
    named = (name for name in _NAMED if given and given in _read_as(fields.get(name, "").strip()))
    return next(named, "")


def _read_as(written: str) -> tuple[str, str]:
    return written, str(period_in_words(written))
