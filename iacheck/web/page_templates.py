"""Templates of pages; what they are filled with is escaped as it goes in."""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from iacheck.language.messages import Lang
from iacheck.reports.templates import FOLDER
from iacheck.web.books import page_language
from iacheck.web.page_texts import TEXTS

_OWN = Path(__file__).parent / "templates"


@functools.cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader([_OWN, FOLDER]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill_page(template: str, lang: Lang, /, **values: object) -> bytes:
    """A page in a language; `say.name` in it is a text of `page_texts`, and `tell` tells values."""
    language = page_language(lang)
    say = {name: language.say(text) for name, text in TEXTS.items()}
    filled = (
        _environment()
        .get_template(template)
        .render(lang=lang, say=say, tell=language.value, **{"kept": (), **values})
    )
    return filled.encode()
