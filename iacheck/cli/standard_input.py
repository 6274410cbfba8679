"""`-` for standard input: what comes through a pipe is read as a file of the format it has."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import click

from iacheck.language.errors import WrongUse
from iacheck.language.messages import message

# What lists and stores call it.
_NAME = "standard-input"
_DASH = Path("-")
_STARTS = (
    (b"%PDF", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"{", ".json"),
    (b"[", ".json"),
    (b"<", ".html"),
    (b"kind:", ".yaml"),
    (b"- kind:", ".yaml"),
    (b"---", ".yaml"),
)
_IN_ARCHIVE = (("word/", ".docx"), ("xl/", ".xlsx"))
_COMPOUND = b"\xd0\xcf\x11\xe0"
_MAIL = re.compile(rb"(?:From|To|Subject|Date|Received|Return-Path|MIME-Version): ", re.IGNORECASE)


def with_standard_input(
    ctx: click.Context, param: click.Parameter, given: tuple[Path, ...]
) -> tuple[Path, ...]:
    """The files and folders that are named, with a file that holds standard input for `-`.

    The file is there as long as the command runs.
    """
    del param
    if _DASH not in given or _DASH.exists() or ctx.resilient_parsing:
        return given
    data = b"" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.buffer.read()
    if not data:
        raise WrongUse(message("Nothing comes through standard input, which - stands for"))
    # Only what comes through a pipe needs it.
    from iacheck.readers.programs.temporary_files import temporary_folder  # noqa: PLC0415

    file = ctx.with_resource(temporary_folder()) / f"{_NAME}{format_of(data)}"
    file.write_bytes(data)
    return tuple(file if path == _DASH else path for path in given)


def format_of(data: bytes) -> str:
    """How the name of a file with this content would end; `.txt` where nothing tells."""
    if data.startswith(b"PK\x03\x04"):
        return _format_of_archive(data)
    if data.startswith(_COMPOUND):
        return ".doc" if "WordDocument".encode("utf-16-le") in data else ".xls"
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MAIL.match(text):
        return ".eml"
    begun = next((suffix for start, suffix in _STARTS if text.startswith(start)), ".txt")
    return begun if begun != ".json" or _is_json(text) else ".jsonl"


def _format_of_archive(data: bytes) -> str:
    """The suffix of an archive; that of Word where it is broken, which its reader tells."""
    import zipfile  # noqa: PLC0415 - slow, and only what comes through a pipe needs it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        names = []
    for folder, suffix in _IN_ARCHIVE:
        if any(name.startswith(folder) for name in names):
            return suffix
    if "content.xml" in names:
        return ".ods" if b"opendocument.spreadsheet" in data[:200] else ".odt"
    return ".docx"


def _is_json(text: bytes) -> bool:
    """Whether it is one value; several are on a line each. What is broken counts as one."""
    first, _, others = text.partition(b"\n")
    if not others.strip():
        return True
    try:
        json.loads(first)
    except ValueError:
        return True
    return False
