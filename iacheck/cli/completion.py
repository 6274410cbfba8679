"""What a shell completes: the rules' ids and demands, councils, periods. Imported when it asks."""

from __future__ import annotations

from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem

from iacheck.cases.council_names import territories
from iacheck.cases.findings import SUBJECT_TYPES
from iacheck.checks.rule import RuleBook
from iacheck.cli.loading import books_and_schemas
from iacheck.cli.translated import chosen_language
from iacheck.language.errors import IacheckError
from iacheck.language.periods import Period


def rules(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The demands and the ids of the rules that begin so, each with its title."""
    say = chosen_language().say
    heads = [rule.head for book in _books(ctx) for rule in book.rules]
    named = [(head.demand, say(head.title)) for head in heads]
    return _begun(incomplete, dict([*named, *((head.id, say(head.title)) for head in heads)]))


def councils(incomplete: str) -> list[CompletionItem]:
    """The ids of the councils of the counties that begin so."""
    return _begun(incomplete, {one.id: one.name for one in territories()})


def subjects_begun(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The kinds of subjects that begin so; behind a kind, those of the kind that are known."""
    counties = {one.id: one.name for one in territories()}
    parties = {party.id: party.name for book in _books(ctx) for party in book.parties}
    of_kind = {"council": counties, "centre": counties, "party": parties}
    kind, slash, _ = incomplete.partition("/")
    if not slash:
        return _begun(incomplete, dict.fromkeys(SUBJECT_TYPES, ""))
    return _begun(incomplete, {f"{kind}/{id_}": n for id_, n in of_kind.get(kind, {}).items()})


def periods(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The years and half-years that the rule books cover, and that begin so."""
    books = _books(ctx)
    years = {y for b in books for y in range(b.valid_from.year, b.valid_to.year + 1)}
    covered = [
        period
        for year in sorted(years)
        for period in (Period(year), Period(year, 1), Period(year, 2))
        if any(book.covers(period) for book in books)
    ]
    told = chosen_language().period
    return _begun(incomplete, {str(period): told(period) for period in covered})


def _books(ctx: click.Context) -> Sequence[RuleBook]:
    """Those that are named; none where one of them is broken, for nobody asked to hear of it."""
    try:
        return books_and_schemas(ctx.params.get("rulebooks") or ())[0]
    except IacheckError:
        return ()


def _begun(incomplete: str, known: dict[str, str]) -> list[CompletionItem]:
    begun = incomplete.casefold()
    return [
        CompletionItem(name, help=told)
        for name, told in known.items()
        if name.casefold().startswith(begun)
    ]
