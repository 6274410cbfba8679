"""The catalogues hold every sentence of the program and of click; rule texts are complete."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import catalogues
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from catalogues import CLICK, PROGRAM, Forms, read, update
from shipped import shipped

from iacheck.language.language import DOMAIN, LOCALE
from iacheck.language.messages import LANGS
from iacheck.readers.text.yaml_text import load_yaml
from iacheck.rulebooks import shipped_folders

RULES = sorted(path for folder in shipped_folders() for path in folder.rglob("*.yaml"))

COMMAND = "python tools/catalogues.py"

# Both ways in which placeholders are written: ours, and click's with a conversion or `%`.
PLACEHOLDER = re.compile(r"\{(\w+)(?:![rsa])?\}|%\((\w+)\)s", re.ASCII)
translated = pytest.mark.parametrize("lang", ["nb", "nn"])


sentences = functools.cache(catalogues.sentences)


@functools.cache
def catalogue(lang: str) -> Catalog:
    return read(LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po")


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
    assert sorted(sentences(folder) - there) == [], f"run: {COMMAND}"


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
    assert path.is_file(), f"missing: {path}; run: {COMMAND}"
    with path.open("rb") as file:
        compiled = {forms(e.id): forms(e.string) for e in read_mo(file) if e.id}
    written = {forms(e.id): forms(e.string) for e in entries(lang)}
    assert compiled == written, f"out of date: {path}; run: {COMMAND}"


def extracted(folder: Path, code: str) -> set[Forms]:
    (folder / "code.py").write_text(code, "utf-8")
    return set(catalogues.sentences(folder))


def test_sentences_are_found_wherever_they_stand(tmp_path: Path) -> None:
    code = """
message("one", part=message("inside", n=plural_message("thing", "{count} things", 2)))
text = f"{message('in an f-string')}"
messages.message("from the module")
_("of {click}").format(click=ngettext("file", "files", number))
extra_items.append(_(extra["required"]))
text = _(help)  # what the program gives click, found where it is written
"""
    assert extracted(tmp_path, code) == {
        ("one",), ("inside",), ("thing", "{count} things"), ("in an f-string",),
        ("from the module",), ("of {click}",), ("file", "files"), ("required",),
    }  # fmt: skip


@pytest.mark.parametrize(
    "call",
    [
        "message(text)",
        "message(f'a {b}')",
        "message('a' + b)",
        "message(*texts)",
        "plural_message('a', b, 2)",
        "plural_message(a, 'b', 2)",
    ],
)
def test_a_message_that_is_no_literal_is_an_error(tmp_path: Path, call: str) -> None:
    with pytest.raises(ValueError, match=r"code.py, line 2: the text is no literal"):
        extracted(tmp_path, f"\n{call}")


def test_an_update_keeps_translations_and_guesses_none() -> None:
    of = Catalog(locale="nb")
    of.add("A council", "Et råd")
    of.add(("{count} plan", "{count} plans"), ("{count} plan", "{count} planer"))
    of.add("A goal of the plan", "Et mål i planen")
    kept: Forms = ("{count} plan", "{count} plans")
    update(of, {("A council",), kept, ("A goal of the plans",)})
    assert {forms(entry.id): entry.string or "" for entry in of if entry.id} == {
        ("A council",): "Et råd",
        kept: ("{count} plan", "{count} planer"),
        ("A goal of the plans",): "",
    }
    assert not of.obsolete


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
    for book in shipped()[0]:
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
