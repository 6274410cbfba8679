from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import said

from iacheck.language.limits import DEFAULTS
from iacheck.language.places import Place
from iacheck.readers.text.decoding import decode

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n")).filter(
    lambda text: text.strip() and not text.startswith("\ufeff")
)


@given(TEXTS)
def test_unicode_comes_back_whatever_its_encoding(text: str) -> None:
    encoded = {
        text.encode(),
        codecs.BOM_UTF8 + text.encode(),
        codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    }
    assert {decode(data, "a.txt", DEFAULTS) for data in encoded} == {(text, ())}


@given(st.binary(max_size=200))
def test_whatever_the_bytes_there_is_a_text_or_an_error(data: bytes) -> None:
    text, problems = decode(data, "a.txt", DEFAULTS)
    assert (text is None) == any(problem.level == "error" for problem in problems)
    assert len(problems) <= 1
    assert all(problem.file == "a.txt" for problem in problems)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_all_line_ends_are_read_as_one(end: str) -> None:
    assert decode(f"en{end}to{end}{end}tre".encode(), "a.txt", DEFAULTS) == ("en\nto\n\ntre", ())


@pytest.mark.parametrize(
    ("text", "line"),
    [("ja\nsykefravær", 2), ("«nærvær» – på", 1), ("«BLÅ» og «SØR»", 1), ("100 €", 1)],
)
def test_windows_1252_is_read_and_told_of(text: str, line: int) -> None:
    found, (problem,) = decode(text.encode("cp1252"), "a.txt", DEFAULTS)
    assert found == text
    assert problem.level == "notice"
    assert problem.place == Place(line)
    assert "Windows-1252" in said(problem.message)


def test_a_stray_control_character_is_no_reason_to_refuse_a_text() -> None:
    text = "side 1\f" + "rapport " * 10 + "\x1a"
    assert decode(text.encode(), "a.txt", DEFAULTS) == (text, ())


RANDOM = random.Random(1).randbytes(4000).replace(b"\0", b"")  # noqa: S311


@pytest.mark.parametrize(
    ("data", "expected", "place"),
    [
        pytest.param(b"", "is empty", None, id="nothing"),
        pytest.param(codecs.BOM_UTF8, "is empty", None, id="only a mark"),
        pytest.param(codecs.BOM_UTF16_LE, "is empty", None, id="only a UTF-16 mark"),
        pytest.param(b" \r\n\t\n", "is empty", None, id="only space"),
        pytest.param(b"PK\x03\x04\x14\0\0\0", "holds no text", None, id="zip"),
        pytest.param("plan".encode("utf-16-le"), "holds no text", None, id="UTF-16 unmarked"),
        pytest.param(b"\x7fELF\x02\x01", "holds no text", None, id="control characters"),
        pytest.param(b"\x01\x02\xe6\x1f", "holds no text", None, id="the same, not UTF-8"),
        pytest.param(b"plan og\x01" * 20, "holds no text", None, id="one of eight"),
        pytest.param(RANDOM, "holds no text", None, id="random bytes"),
        pytest.param(b"a\x81b", "holds no text", None, id="not Windows-1252 either"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\0b", "is damaged", None, id="half a character"),
        pytest.param("på\nså".encode() + b" \xe5", "is damaged", Place(2), id="one bad byte"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, expected: str, place: Place | None) -> None:
    text, (problem,) = decode(data, "a.txt", DEFAULTS)
    assert text is None
    assert problem.level == "error"
    assert expected in said(problem.message)
    assert problem.place == place
