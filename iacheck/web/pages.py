"""The pages, for people: without JavaScript, in three languages."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from iacheck import __version__
from iacheck.web.books import shipped_books
from iacheck.web.check_pages import CHECK, check, show_check
from iacheck.web.form_pages import FORMS, fill_form, show_forms
from iacheck.web.page_answers import page, page_with_form
from iacheck.web.refusals import Refusal
from iacheck.web.rule_pages import rules_as_csv, show_rule_page, show_rules
from iacheck.web.server_state import server_of

_STATIC = Path(__file__).parent / "static"


def page_routes() -> list[BaseRoute]:
    """The addresses of the pages."""
    return [
        Route("/", start),
        Route(CHECK, show_check),
        Route(CHECK, check, methods=["POST"]),
        Route(FORMS, show_forms),
        Route(FORMS, fill_form, methods=["POST"]),
        Route("/krav", show_rules),
        Route("/krav.csv", rules_as_csv),
        Route("/krav/{id:str}", show_rule_page),
        Route("/tilgjengelighet", accessibility),
        Route("/personvern", privacy),
        Route("/helse", show_health_page),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


async def start(request: Request) -> Response:
    """What this is, for whom, and the ways on."""
    books, _ = shipped_books()
    demands = [(book, len({rule.head.demand for rule in book.rules})) for book in books]
    return page(request, "start.html.j2", "/", "home", demands=demands)


async def accessibility(request: Request) -> Response:
    """What is known of the pages' accessibility."""
    return page(request, "accessibility.html.j2", "/tilgjengelighet", "accessibility")


async def privacy(request: Request) -> Response:
    """What becomes of what is sent."""
    settings = server_of(request).settings
    return page(request, "privacy.html.j2", "/personvern", "privacy", settings=settings)


async def show_health_page(request: Request) -> Response:
    """Version and rule books."""
    books, _ = shipped_books()
    return page(request, "health.html.j2", "/helse", "health", version=__version__, books=books)


def page_refusal(request: Request, refusal: Refusal) -> Response:
    """Why there is no other page: with the form, where it was sent with one."""
    is_sent = request.method == "POST" or "form" in request.query_params
    if is_sent and request.url.path in (CHECK, FORMS):
        return page_with_form(request, refusal)
    response = page(request, "error.html.j2", "/", "error_title", refusal.status, refusal=refusal)
    response.headers.update(refusal.headers)
    return response
