"""Bytes of a text file to text, whatever program wrote them."""

from __future__ import annotations

import codecs
import itertools

from iacheck.language.limits import Limits, over_limit, too_long
from iacheck.language.messages import Message, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
# A text has hardly any control characters; compressed data has one byte of ten.
_TEXT_PER_CONTROL = 50
# So many characters are looked through at a time, which takes a copy of them.
_AT_A_TIME = 2**20


def decode_paper(data: bytes, file: str, limits: Limits) -> tuple[str | None, tuple[Problem, ...]]:
    """The same as `decode` gives, of a paper, which cannot be as large as other files."""
    most = limits.paper_mb
    if len(data) > most * 2**20:
        told = message("A paper cannot be larger than {limit} MB", limit=most)
        refused = over_limit("paper-mb", most, told)
        return None, (Problem(refused, file=file, expected=most * 2**20),)
    return decode(data, file, limits)


def decode(data: bytes, file: str, limits: Limits) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file with line ends as LF, and what is to be known of its encoding.

    UTF-8 and UTF-16 with byte order mark, UTF-8 without; anything else is read as
    Windows-1252, with a notice. The text is None if the file is empty, damaged or no text,
    or has too long a line.
    """
    long = too_long(file, data, limits)
    if long is not None:
        return None, (long,)
    if data.startswith(_UTF16):
        try:
            return _check_text(data.decode("utf-16"), file)
        except UnicodeDecodeError:
            return None, (Problem(_damaged_message(), file=file),)
    if b"\0" in data:
        return None, (Problem(_no_text(), file=file),)
    try:
        return _check_text(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        return _decoded_otherwise(data, file, Place(data.count(b"\n", 0, error.start) + 1))


def _decoded_otherwise(
    data: bytes, file: str, place: Place
) -> tuple[str | None, tuple[Problem, ...]]:
    """Windows-1252, unless the bytes are UTF-8 with a few damaged ones or no text at all."""
    as_utf8 = data.decode("utf-8", "replace")
    bad = as_utf8.count("\ufffd")
    not_ascii = len(as_utf8) - len(as_utf8.encode("ascii", "ignore"))
    if not_ascii - bad > bad:
        return None, (Problem(_damaged_message(), file=file, place=place),)
    try:
        text, problems = _check_text(data.decode("cp1252"), file)
    except UnicodeDecodeError:
        return None, (Problem(_no_text(), file=file),)
    if text is None:
        return None, problems
    told = message(
        "The file is not in UTF-8; it was read as Windows-1252. See that æ, ø and å came out "
        "right, or save the file anew as UTF-8"
    )
    return text, (Problem(told, "notice", file, place),)


def _check_text(text: str, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text with its line ends made equal, unless there is none."""
    if not text or text.isspace():
        return None, (Problem(message("The file is empty"), file=file),)
    controls = sum(map(_controls, range(0, len(text), _AT_A_TIME), itertools.repeat(text)))
    if controls * _TEXT_PER_CONTROL > len(text):
        return None, (Problem(_no_text(), file=file),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _controls(start: int, text: str) -> int:
    """How many control characters there are in a part of a text."""
    encoded = text[start : start + _AT_A_TIME].encode("utf-8", "surrogatepass")
    return len(encoded) - len(encoded.translate(None, _CONTROLS))


def _damaged_message() -> Message:
    return message(
        "The file is damaged: some of its characters cannot be read; save it anew as UTF-8"
    )


def _no_text() -> Message:
    return message(
        "The file holds no text; perhaps it belongs to another program. Save it from there as "
        "plain text in UTF-8"
    )
