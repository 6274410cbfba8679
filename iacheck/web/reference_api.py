"""What the API tells of itself, beside work on papers: rules, schemas, empty forms, health."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iacheck import __version__
from iacheck.language.errors import WrongUse
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.reports.rule_as_dict import rule_in_full, rule_in_short
from iacheck.rulebooks.asked_rules import ShownRule, rules_with_examples
from iacheck.rulebooks.editor_schema import editor_schemas
from iacheck.web.answers import PREFIX, response_of
from iacheck.web.books import program_language, shipped_books
from iacheck.web.child_answer import MEDIA_TYPES, ChildAnswer
from iacheck.web.empty_forms import FORM_ENDINGS, make_empty_form
from iacheck.web.openapi import api_description
from iacheck.web.refusals import Refusal
from iacheck.web.request_values import (
    ANYTHING,
    COUNCIL_FORM,
    FORM,
    PARTY_FORM,
    expect_known,
    expecting,
    form_request,
    language_asked,
)
from iacheck.web.server_state import server_of


def reference_routes() -> list[Route]:
    """The addresses that are read and not written to."""
    return [
        Route(f"{PREFIX}/rules", expecting(ANYTHING, list_rules)),
        Route(f"{PREFIX}/rules/{{id:str}}", expecting(ANYTHING, show_rule)),
        Route(f"{PREFIX}/schemas/{{kind:str}}", expecting(ANYTHING, show_schema)),
        Route(f"{PREFIX}/templates/{{name:str}}", expecting(FORM, show_template)),
        Route(f"{PREFIX}/health", expecting(ANYTHING, show_health)),
        Route(f"{PREFIX}/openapi.json", expecting(ANYTHING, show_description)),
    ]


async def list_rules(request: Request) -> Response:
    """All rules in short, in order of the books."""
    return response_of(rules_as_json(program_language(language_asked(request.query_params))))


async def show_rule(request: Request) -> Response:
    """One rule in full, or all rules of a demand."""
    language = program_language(language_asked(request.query_params))
    return response_of(rule_as_json(request.path_params["id"], language))


async def show_schema(request: Request) -> Response:
    """The schema of a kind of document, in one piece."""
    _, schemas = shipped_books()
    kind, for_editors = request.path_params["kind"], editor_schemas(schemas)
    if kind not in (*schemas.kinds, *for_editors):
        raise Refusal(404, message("There is no such schema"), expected=schemas.kinds)
    schema = for_editors.get(kind) or schemas.bundled(kind)
    return response_of(_as_json(schema, indent=2))


async def show_template(request: Request) -> Response:
    """An empty form."""
    kind, _, ending = request.path_params["name"].rpartition(".")
    if FORM_ENDINGS.get(kind) != ending:
        known = [f"{kind}.{ending}" for kind, ending in FORM_ENDINGS.items()]
        raise Refusal(404, message("There is no such form"), expected=known)
    asked_with = PARTY_FORM if kind == "party-report" else COUNCIL_FORM
    expect_known([*request.query_params], asked_with)
    asked = form_request(kind, request.query_params.items())
    return response_of(await server_of(request).made(make_empty_form, asked))


async def show_health(request: Request) -> Response:
    """That the server answers, with which version, and by which rule books."""
    del request
    return response_of(_as_json(health()))


async def show_description(request: Request) -> Response:
    """The API as OpenAPI describes it."""
    return response_of(_as_json(api_description(server_of(request).settings)))


def health() -> dict[str, Any]:
    """Version and rule books, as plain values."""
    books, _ = shipped_books()
    told = [
        {
            "id": book.id,
            "valid_from": book.valid_from.isoformat(),
            "valid_to": book.valid_to.isoformat(),
            "sha256": book.sha256,
        }
        for book in books
    ]
    return {"status": "ok", "iacheck": __version__, "rulebooks": told}


def rules_as_json(language: Language) -> ChildAnswer:
    """All rules in short."""
    books, _ = shipped_books()
    return _as_json([rule_in_short(rule, book, language) for book in books for rule in book.rules])


def rule_as_json(given: str, language: Language) -> ChildAnswer:
    """A rule, or those of a demand, in full. Raises Refusal where there is none."""
    return _as_json([rule_in_full(*shown, language) for shown in rules_for(given)])


def rules_for(given: str) -> Sequence[ShownRule]:
    """The rules of an id or a demand, with their examples. Raises Refusal where there are none."""
    books, schemas = shipped_books()
    try:
        return rules_with_examples(given, books, schemas)
    except WrongUse as error:
        raise Refusal(404, error.problems[0].message) from None


def _as_json(value: object, indent: int = 1) -> ChildAnswer:
    text = json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
    return ChildAnswer(text.encode(), MEDIA_TYPES["json"])
