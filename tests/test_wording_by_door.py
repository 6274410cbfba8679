"""Sentences that name a command or an option say it otherwise where nobody can type one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang, by_door, message, of_pages
from iacheck.web.books import page_language, program_language

PACKAGE = Path(__file__).parents[1] / "iacheck"
# What names a command or an option where it stands in a sentence.
NAMING = {"command", "commands", "option", "options", "variable"}
# The command line's own; what only it does; and files that are written by and for those who type.
TYPED_ONLY = (
    "cli/", "store/", "rulebooks/", "follow_up/result_files.py", "forms/empty/decision.py",
    "reports/rule_text.py", "reports/as_text.py", "readers/programs/temporary_files.py",
    "cases/named_body.py",
)  # fmt: skip
# Told by an import alone, which no page does.
OF_IMPORTS = "'{count} part was not read: {place}: {text}. {command} shows what was read'"

TOLD = by_door(
    message("{told}, with {option}", told=message("yes"), option="--so"),
    message("{told}, so", told=message("yes")),
)


def naming_messages() -> Iterator[tuple[str, str, bool]]:
    """File and text of each sentence that names such things, and whether it has another wording."""
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        if where.startswith(TYPED_ONLY):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        typed = [call.args[0] for call in calls if ast.unparse(call.func) == "by_door"]
        names = {arg.id for arg in typed if isinstance(arg, ast.Name)}
        assigned = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and {ast.unparse(t) for t in node.targets} & names
        ]
        for call in calls:
            if ast.unparse(call.func) in {"message", "plural_message"}:
                values = {keyword.arg for keyword in call.keywords}
                text = ast.unparse(call.args[0])
                if values & NAMING and text != OF_IMPORTS:
                    yield where, text, call in (*typed, *assigned)


def test_every_sentence_that_names_a_command_or_option_has_a_wording_for_pages() -> None:
    found = list(naming_messages())
    assert len(found) > 20
    assert [f"{where}: {text}" for where, text, is_worded in found if not is_worded] == []


# What speaks of what only a page has; in a form that somebody fills in, it may.
OF_PAGES = re.compile(r"\b(the|this) page\b|choose")
WRITTEN_IN_FORMS = ("forms/empty/", "reports/unread_words.py")


def paged_messages() -> Iterator[tuple[str, str, bool]]:
    """File and text of each sentence that speaks of pages, and whether programs have another."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {"by_door", "of_pages"}:
                on_page = call.args[ast.unparse(call.func) == "by_door"]
                for part in ast.walk(on_page):
                    text = part.value if isinstance(part, ast.Constant) else None
                    if isinstance(text, str) and OF_PAGES.search(text):
                        where = path.relative_to(PACKAGE).as_posix()
                        yield where, text, on_page is not call.args[-1]


def test_every_sentence_that_speaks_of_a_page_has_a_wording_for_programs() -> None:
    found = list(paged_messages())
    assert len(found) > 4
    untold = [one for one in found if not one[2] and not one[0].startswith(WRITTEN_IN_FORMS)]
    assert untold == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_is_said_as_its_door_has_it_wherever_it_stands(lang: Lang) -> None:
    typed, page = language(lang), language(lang).at("page")
    inside = message("{told}: {text}", told=TOLD, text="x")
    assert "--so" in typed.say(TOLD)
    assert "--so" in typed.say(inside)
    for said in (page.say(TOLD), page.say(inside), page.value([TOLD, 1])):
        assert "--so" not in said
    assert page.knowing({}).say(TOLD) == page.say(TOLD)
    assert page.at("command line").say(TOLD) == typed.say(TOLD)
    assert page_language(lang).door == "page"


@pytest.mark.parametrize("lang", LANGS)
def test_a_program_is_told_as_a_page_is_where_nothing_else_is_said(lang: Lang) -> None:
    page, program = page_language(lang), program_language(lang)
    assert program.say(TOLD) == page.say(TOLD)
    own = of_pages(message("Look at the page"), message("{told}, so", told=message("yes")))
    assert program.say(own) == page.say(TOLD) != page.say(own)
