"""The catalogues hold every sentence of the program and of click; rule texts are complete."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import click
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from iacheck.documents.schemas import load_schemas
from iacheck.language.language import DOMAIN, LOCALE
from iacheck.language.messages import LANGS
from iacheck.readers.text.yaml_text import load_yaml
from iacheck.rulebooks import load_rulebooks, shipped_folders

PROGRAM = LOCALE.parent
CLICK = Path(click.__file__).parent
RULES = sorted(path for folder in shipped_folders() for path in folder.rglob("*.yaml"))

# A sentence as the code writes it: one form, or singular and plural.
Forms: TypeAlias = tuple[str, ...]

# Both ways in which placeholders are written: ours, and click's with a conversion or `%`.
PLACEHOLDER = re.compile(r"\{(\w+)(?:![rsa])?\}|%\((\w+)\)s", re.ASCII)
translated = pytest.mark.parametrize("lang", ["nb", "nn"])


@functools.cache
def sentences(folder: Path) -> frozenset[Forms]:
    """The sentences in the code below a folder, as `pybabel extract` finds them."""
    keywords = {**DEFAULT_KEYWORDS, "message": None, "counted": (1, 2)}
    found = extract_from_dir(folder, [("**.py", "python")], keywords=keywords)
    return frozenset(forms(sentence) for _, _, sentence, _, _ in found)


@functools.cache
def catalogue(lang: str) -> Catalog:
    with (LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file)


def entries(lang: str) -> Iterator[Message]:
    return (entry for entry in catalogue(lang) if entry.id)


def forms(text: Any) -> Forms:
    return (text,) if isinstance(text, str) else tuple(text)


def pairs(lang: str) -> Iterator[tuple[str, str]]:
    """Each form in English and translated."""
    for entry in entries(lang):
        yield from zip(forms(entry.id), forms(entry.string), strict=True)


def placeholders(text: str) -> set[str]:
    return {name or other for name, other in PLACEHOLDER.findall(text)}


@pytest.mark.parametrize("folder", [PROGRAM, CLICK], ids=["iacheck", "click"])
@translated
def test_every_sentence_is_in_the_catalogue(lang: str, folder: Path) -> None:
    there = {forms(entry.id) for entry in entries(lang)}
    assert sorted(sentences(folder) - there) == [], (
        "see “Add or change a sentence” in CONTRIBUTING.md"
    )


@translated
def test_the_catalogue_holds_nothing_else(lang: str) -> None:
    used = sentences(PROGRAM) | sentences(CLICK)
    assert [entry.id for entry in entries(lang) if forms(entry.id) not in used] == []
    assert list(catalogue(lang).obsolete) == []


@translated
def test_every_sentence_is_translated(lang: str) -> None:
    assert [entry.id for entry in entries(lang) if entry.fuzzy] == []
    assert [english for english, text in pairs(lang) if not text.strip()] == []


@translated
def test_placeholders_are_those_of_the_english_sentence(lang: str) -> None:
    assert [
        (english, text)
        for english, text in pairs(lang)
        if placeholders(english) != placeholders(text)
    ] == []


@translated
def test_translations_are_written_as_norwegian_is(lang: str) -> None:
    """Guillemets, single spaces, and sentences that end as in English."""
    assert [
        text
        for english, text in pairs(lang)
        if re.search(r"[“”]| {2}", text) or (" " in english and _end(text) != _end(english))
    ] == []


def _end(text: str) -> str:
    """The mark that a text ends with, if any."""
    return text[-1:].replace("…", ".") if text[-1:] in ".:?!… \n" else ""


def test_the_two_norwegian_catalogues_are_two_languages() -> None:
    nb = {entry.id: entry.string for entry in entries("nb")}
    nn = {entry.id: entry.string for entry in entries("nn")}
    sentences_of_words = [id_ for id_ in nb if " " in forms(id_)[0]]
    differing = [id_ for id_ in sentences_of_words if nb[id_] != nn[id_]]
    assert len(differing) > 0.8 * len(sentences_of_words)


@translated
def test_compiled_catalogues_are_up_to_date(lang: str) -> None:
    path = LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.mo"
    command = "pybabel compile -d iacheck/locale -D iacheck"
    assert path.is_file(), f"missing: {path}; run: {command}"
    with path.open("rb") as file:
        compiled = {forms(e.id): forms(e.string) for e in read_mo(file) if e.id}
    written = {forms(e.id): forms(e.string) for e in entries(lang)}
    assert compiled == written, f"out of date: {path}; run: {command}"


def test_texts_of_messages_are_literals() -> None:
    """Anything else would be left out, unseen, when sentences are extracted."""
    assert [
        f"{path.name}, line {node.lineno}"
        for path in PROGRAM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        for argument in node.args[: {"message": 1, "counted": 2}.get(node.func.id, 0)]
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ] == []


def texts(value: Any, at: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text in three languages in a YAML value, under the name of the field it stands in."""
    if isinstance(value, dict):
        if set(value) == set(LANGS):
            yield at, value
        else:
            for name, part in value.items():
                yield from texts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, at)


def rule_texts() -> Iterator[tuple[str, str, dict[str, str]]]:
    """File, field and texts of everything that the shipped rule books say."""
    for path in RULES:
        for field, text in texts(load_yaml(path.read_text("utf-8")).value):
            yield path.name, field, text


def test_loaded_rules_have_their_texts_in_every_language() -> None:
    for book in load_rulebooks((), load_schemas()):
        for rule in book.rules:
            for text in (rule.head.title, rule.violation, rule.remedy):
                assert all(text.read_in(lang).strip() for lang in LANGS), rule.id


# Whole sentences end with a full stop; titles, and what stands inside sentences, do not.
SENTENCES = {"interpretation", "reason", "remedy"}


def test_rule_texts_are_written_alike_in_every_language() -> None:
    assert [
        f"{file}: {field}, {lang}: {written}"
        for file, field, text in rule_texts()
        for lang, written in text.items()
        if written != " ".join(written.split())
        or written.endswith(".") != (field in SENTENCES)
        or set("“”" if lang != "en" else "«»") & set(written)
        or placeholders(written) != placeholders(text["en"])
    ] == []


def test_rule_texts_in_nynorsk_are_not_those_in_bokmaal() -> None:
    long = [text for _, field, text in rule_texts() if field in SENTENCES]
    assert sum(text["nb"] != text["nn"] for text in long) > 0.9 * len(long)


def test_every_sentence_in_the_code_is_one_that_is_found() -> None:
    """Inside an f-string, for one, the extraction finds nothing."""
    known = {found[0] for found in sentences(PROGRAM)}
    written = set()
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="message" | "counted"),
                    args=[ast.Constant(value=str(text)), *_],
                ):
                    written.add(text)
    assert len(written) > 100
    assert written - known == set()
