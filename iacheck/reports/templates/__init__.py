"""Templates of pages and drawings; what they are filled with is escaped as it goes in."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def fill_template(template: str, /, **values: object) -> str:
    """A template with its values, each of them as text and never as markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - an extra

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(FOLDER),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(values)
