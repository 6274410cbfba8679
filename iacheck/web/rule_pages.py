"""The demands as pages: what each is, where it stands, what meets it, and how it is checked."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

import yaml
from starlette.requests import Request
from starlette.responses import Response

from iacheck.checks.rule import RuleBook
from iacheck.language.language import Language
from iacheck.reports.document_words import DocumentWords
from iacheck.reports.rule_as_dict import rule_in_short
from iacheck.reports.rule_text import our_reading, rule_facts, written_check
from iacheck.reports.wording import sources, strength
from iacheck.rulebooks.asked_rules import ShownRule, gravity
from iacheck.web.answers import response_of
from iacheck.web.books import page_language, shipped_books
from iacheck.web.child_answer import MEDIA_TYPES, ChildAnswer
from iacheck.web.page_answers import page
from iacheck.web.page_templates import fill_page
from iacheck.web.reference_api import rules_for
from iacheck.web.request_values import language_asked, language_of_query

_RULES = "/krav"
# What a finding fills in.
_PLACEHOLDER = re.compile(r"\{\w+\}")
_COLUMNS = ("rulebook", "demand", "rule", "title", "modality", "origin", "severity", "subject",
            "interpretation", "remedy", "sources")  # fmt: skip


async def show_rules(request: Request) -> Response:
    """The demands of each rule book, with their rules."""
    language = page_language(language_asked(request.query_params))
    books, _ = shipped_books()
    listed = [(book, _demands(book, language)) for book in books]
    return page(request, "rules.html.j2", _RULES, "rules", books=listed)


async def rules_as_csv(request: Request) -> Response:
    """The same for a spreadsheet, as spreadsheets in Norway open it."""
    language = page_language(language_of_query(request))
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for book in shipped_books()[0]:
        for rule in book.rules:
            row = {**rule_in_short(rule, book, language)}
            row["sources"] = sources(rule.head.sources, language)
            writer.writerow({name: row[name] for name in _COLUMNS})
    return response_of(
        ChildAnswer(text.getvalue().encode("utf-8-sig"), MEDIA_TYPES["csv"], file="krav.csv")
    )


async def show_rule_page(request: Request) -> Response:
    """A rule in full, or the rules of a demand."""
    given = request.path_params["id"]
    lang = language_asked(request.query_params)
    language = page_language(lang)
    shown = rules_for(given)
    demand = shown[0][0].head.demand
    is_demand = given.casefold() != shown[0][0].id
    filled = fill_page(
        "rule.html.j2",
        lang,
        here=f"{_RULES}/{demand if is_demand else given}",
        title=demand if is_demand else language.say(shown[0][0].head.title),
        demand=demand,
        rules=[_rule(one, language) for one in shown],
    )
    return response_of(ChildAnswer(filled, MEDIA_TYPES["html"]))


def _demands(book: RuleBook, language: Language) -> Iterator[tuple[str, list[Mapping[str, str]]]]:
    found: dict[str, list[Mapping[str, str]]] = {}
    for rule in sorted(book.rules, key=gravity):
        told = {"title": language.say(rule.head.title), "strength": strength(rule.head, language)}
        found.setdefault(rule.head.demand, []).append(told)
    return iter(sorted(found.items()))


def _rule(shown: ShownRule, language: Language) -> Mapping[str, object]:
    rule, book, examples, roots = shown
    words = DocumentWords(rule.labels, language)
    facts = [
        (language.say(label), _PLACEHOLDER.sub("…", text))
        for label, text in rule_facts(rule, book, language)
    ]
    return {
        "id": rule.id,
        "title": language.say(rule.head.title),
        "facts": facts,
        "reading": our_reading(rule, book, language),
        "examples": [(one.words(roots, words), [*one.told(language)]) for one in examples],
        "check": yaml.safe_dump(dict(written_check(rule)), allow_unicode=True, sort_keys=False),
    }
