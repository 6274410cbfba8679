"""What Norwegians read is Norwegian: no English joins words, and nothing shows Python's way."""

from __future__ import annotations

import ast
import itertools
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bson.errors import BSONError
from commands import OWN_BOOK, Ran, put
from pymongo import errors
from sample_documents import FULL
from test_exit_status import CANNOT_RUN, WRONG_USE, YEARS
from test_loading import HEAD, IN_HEAD, IN_RULE, RULE
from test_loading import put as put_book
from test_loading import replaced as written_otherwise
from test_store_mongo import answered

from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.forms import cells
from iacheck.forms.layout import forms
from iacheck.forms.recognition import undecided_message
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language import limits
from iacheck.language.errors import CannotRun
from iacheck.language.language import LOCALE, language
from iacheck.language.messages import Lang, Message
from iacheck.rulebooks import load_rulebooks
from iacheck.store import mongo_faults, sqlite_faults

NORWEGIAN: tuple[Lang, ...] = ("nb", "nn")
FOREIGN = (" or ", " and ", "['", "('", "{'", "None", "True", "False")
SCHEMAS = load_schemas()
in_norwegian = pytest.mark.parametrize("lang", NORWEGIAN)


def foreign(*texts: str) -> list[str]:
    return [text for text in texts if any(part in text for part in FOREIGN)]


def foreign_messages(lang: Lang, *told: Message) -> list[str]:
    assert told
    return foreign(*map(language(lang).say, told))


@in_norwegian
def test_no_sentence_is_half_translated(lang: str) -> None:
    with (LOCALE / lang / "LC_MESSAGES" / "iacheck.po").open("rb") as file:
        texts = [entry.string for entry in read_po(file) if entry.id]
    forms = [[text] if isinstance(text, str) else map(str, text or ()) for text in texts]
    assert foreign(*itertools.chain.from_iterable(forms)) == []


def test_nynorsk_has_one_form_of_a_word() -> None:
    """The rules say `blei`, and so do the program's own sentences."""
    with (LOCALE / "nn" / "LC_MESSAGES" / "iacheck.po").open("rb") as file:
        texts = [entry.string for entry in read_po(file) if entry.id]
    other = re.compile(r"\b(vart|høyrd)\b", re.IGNORECASE)
    assert [text for text in texts if other.search(str(text))] == []


def test_no_sentence_is_given_how_python_shows_a_value() -> None:
    assert [
        f"{path.name}, line {part.lineno}"
        for path in LOCALE.parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in ("message", "plural_message")
        for part in ast.walk(node)
        if (isinstance(part, ast.FormattedValue) and part.conversion == ord("r"))
        or (isinstance(part, ast.Name) and part.id in ("repr", "ascii"))
    ] == []


@in_norwegian
def test_mistakes_in_rules(lang: Lang, tmp_path: Path) -> None:
    rules = {f"r-{i}": written_otherwise(RULE, written) for i, (written, _) in enumerate(IN_RULE)}
    heads = [written_otherwise(HEAD, written) for written, _ in IN_HEAD]
    for number, head in enumerate([HEAD, *heads]):
        book = put_book(tmp_path / str(number), head, **({} if number else rules))
        with pytest.raises(CannotRun) as caught:
            load_rulebooks([book], SCHEMAS)
        assert foreign_messages(lang, *(problem.message for problem in caught.value.problems)) == []


@in_norwegian
@pytest.mark.parametrize(
    "arguments",
    [
        *(arguments for arguments, _ in WRONG_USE),
        *(arguments for arguments, _ in CANNOT_RUN),
        ["check", "--limit", "sheets=5"],
        ["check", "--limit", "pages=many"],
        ["check", "year.jsonl", "--out", "x.csv", "--split", "x"],
        ["check", "year.jsonl", "--subject", "centre/x"],
        ["check", "year.jsonl", "--period", "1999"],
        ["check", "folder"],
        ["report", "year.jsonl", "--out", "x.csv"],
        ["template", "party-report", "--party", "X", "--period", "2015-H1", "--out", "x.docx"],
    ],
    ids=" ".join,
)
def test_what_a_command_says(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, arguments: list[str], lang: Lang
) -> None:
    monkeypatch.setenv("IACHECK_LANG", lang)
    put(Path.cwd(), "year.jsonl", *YEARS["error"])
    Path("broken.json").write_text('{"kind": "plan", ')
    Path("empty").mkdir()
    Path("folder").mkdir()
    Path("folder/x.bmp").touch()
    ran = run(*arguments, *(() if {"store", "schema", "import"} & {*arguments} else OWN_BOOK))
    assert ran.status != 0
    assert foreign(ran.out, ran.err) == []


@in_norwegian
def test_a_language_that_there_is_not(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    monkeypatch.setenv("IACHECK_LANG", "dansk")
    ran = run("schema", "list", "--lang", lang)
    assert "nb, nn eller en" in ran.err


@in_norwegian
def test_limits(lang: Lang) -> None:
    told = [limits.too_deep(), *(told for _, told in limits.describe_limits().values())]
    small = limits.Limits(file_mb=1, line_mb=1)
    for problem in (
        limits.too_large("x", b"x" * (2**20 + 1), small),
        limits.too_long("x", b"x" * (2**20 + 1), small),
    ):
        assert problem is not None
        told += [problem.message, limits.over_limit("file-mb", 1, problem.message)]
    assert foreign_messages(lang, *told) == []


@in_norwegian
@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_what_is_wrong_with_documents(kind: str, lang: Lang) -> None:
    told = [
        problem.message
        for field in FULL[kind]
        for wrong in (True, None, 1.5, -1, 2015, "x", "", [], ["x"], {}, {"x": ["y", None]})
        for problem in SCHEMAS.validate(Document(kind, "x", {**FULL[kind], field: wrong}))
    ]
    unknown = SCHEMAS.validate(Document("zebra", "x", {}))
    assert foreign_messages(lang, *told, *(problem.message for problem in unknown)) == []


@in_norwegian
def test_what_is_wrong_with_forms(lang: Lang) -> None:
    known = forms(SCHEMAS)
    told = [undecided_message((), known), undecided_message([*known], known)]
    for form in known.values():
        for field in (*form.fields, *(column for table in form.tables for column in table.columns)):
            for wrong in ("zebra", "1.2", "1.2.15", True, 1.5, -1):
                try:
                    cells.read_cell(wrong, field.field_type)
                except UnreadableCell as error:
                    told.append(error.told)
    assert foreign_messages(lang, *told) == []


def stores_faults() -> Iterator[Message]:
    uri = "mongodb://user:secret@host:27017/test"
    yield from (mongo_faults.bad_address(uri), mongo_faults.unacknowledged_writes(uri))
    yield mongo_faults.bad_option("w=x", uri)
    for error in (
        *(answered(code) for code in (1, *mongo_faults._CODES)),
        errors.ServerSelectionTimeoutError("x"),
        errors.NotPrimaryError("x"),
        errors.AutoReconnect("x"),
        errors.WTimeoutError("x", 64),
        errors.ConfigurationError("x"),
        errors.PyMongoError("x", ["UnknownTransactionCommitResult"]),
    ):
        yield mongo_faults.fault_message(error, uri)


@in_norwegian
def test_faults_of_stores(lang: Lang, tmp_path: Path) -> None:
    told = list(stores_faults())
    for name in (*sqlite_faults._WORDS, "SQLITE_CANTOPEN", "SQLITE_TOOBIG"):
        error = sqlite3.OperationalError("x")
        error.sqlite_errorname = name
        for path in (tmp_path, tmp_path / "x.db", tmp_path / "nowhere" / "x.db"):
            with pytest.raises(CannotRun) as caught, sqlite_faults.sqlite_faults_as_errors(path):
                raise error
            told += [problem.message for problem in caught.value.problems]
    with pytest.raises(CannotRun) as caught, sqlite_faults.sqlite_faults_as_errors(tmp_path):
        raise BSONError("x")
    told += [problem.message for problem in caught.value.problems]
    assert foreign_messages(lang, *told) == []
