"""Brings the catalogues up to date with the sentences in the code, and compiles them.

Run `python tools/catalogues.py` after a change to a sentence, translate what is new in
`iacheck/locale/*/LC_MESSAGES/iacheck.po`, and run it again. click's own sentences are in the
catalogues too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROGRAM = Path(__file__).parents[1] / "iacheck"
CLICK = Path(click.__file__).parent

# A sentence as the code writes it: one form, or singular and plural.
Forms: TypeAlias = tuple[str, ...]

# How click asks for its one sentence that is no literal where it is asked for.
_REQUIRED = "extra['required']"


def sentences(folder: Path) -> frozenset[Forms]:
    """The sentences in the code below a folder: our messages, and what gettext is asked for.

    Raises `ValueError` for a message whose text is no literal: no catalogue can hold it.
    """
    return frozenset(
        forms
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for forms in _sentence(node, path)
    )


def _sentence(node: ast.AST, path: Path) -> Iterator[Forms]:
    match node:
        case ast.Call(func=ast.Name(id="message") | ast.Attribute(attr="message"), args=[text, *_]):
            yield (_literal(text, path),)
        case ast.Call(
            func=ast.Name(id="plural_message") | ast.Attribute(attr="plural_message"),
            args=[singular, plural, *_],
        ):
            yield _literal(singular, path), _literal(plural, path)
        case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(text))]):
            yield (text,)
        case ast.Call(
            func=ast.Name(id="ngettext"),
            args=[ast.Constant(value=str(singular)), ast.Constant(value=str(plural)), _],
        ):
            yield singular, plural
        case ast.Call(func=ast.Name(id="_"), args=[text]) if ast.unparse(text) == _REQUIRED:
            yield ("required",)


def _literal(argument: ast.expr, path: Path) -> str:
    match argument:
        case ast.Constant(value=str(text)):
            return text
    code = ast.unparse(argument)
    raise ValueError(f"{path}, line {argument.lineno}: the text is no literal: {code}")


def read(path: Path) -> Catalog:
    """A catalogue as it is written for translators."""
    with path.open("rb") as file:
        return read_po(file)


def update(catalogue: Catalog, found: Iterable[Forms]) -> None:
    """Let a catalogue hold these sentences and no others; translations stay, new ones are empty."""
    template = Catalog()
    for forms in found:
        template.add(forms if len(forms) > 1 else forms[0])
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()


def main() -> None:
    """Update and compile the catalogue of each language."""
    found = sentences(PROGRAM) | sentences(CLICK)
    for path in sorted(PROGRAM.glob("locale/*/LC_MESSAGES/*.po")):
        catalogue = read(path)
        update(catalogue, found)
        with path.open("wb") as file:
            write_po(file, catalogue, sort_output=True)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    main()
