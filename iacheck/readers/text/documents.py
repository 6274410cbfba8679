"""From loaded JSON or YAML to documents: what the structured formats share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from iacheck.documents.document import Document, Origin, pointer
from iacheck.documents.version_mark import STORE_VERSION, broken_mark, read_mark
from iacheck.language.messages import Message, message
from iacheck.language.names import nearest
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.text.decoding import decode
from iacheck.readers.text.parsed_text import FoundWhenAsked, ParsedText

# Where the mark of an export stands, which is no part of a document.
_MARK = pointer(STORE_VERSION)


def read_documents(
    source: Source, known: ReaderContext, load: Callable[[str], Iterable[ParsedText]]
) -> Reading:
    """The documents of a text file.

    `load` gives the values in it, each of them a document or a list of documents. A document
    with something wrong in it is left out; the others are kept.
    """
    text, told = decode(source.data, source.name, known.limits)
    documents: list[Document] = []
    problems = list(told)
    sha256 = source.sha256
    for loaded in () if text is None else load(text):
        found, wrong = _documents(loaded, source.name, sha256)
        documents += map(known.keep, found)
        problems += (replace(problem, file=source.name) for problem in wrong)
    return Reading(tuple(documents), tuple(problems), is_kept=True)


def _documents(loaded: ParsedText, file: str, sha256: str) -> tuple[list[Document], list[Problem]]:
    if any(not error.path for error in loaded.errors):
        return [], [replace(error, path=None) for error in loaded.errors]
    if loaded.value == []:
        told = message("The list of documents is empty")
        return [], [Problem(told, "notice", place=Place(loaded.lines[""]))]
    documents: list[Document] = []
    problems: list[Problem] = []
    for part in _parts(loaded):
        wrong = part.errors or tuple(_wrong(part.value, part.lines))
        if wrong:
            problems += wrong
        else:
            body = dict(part.value)
            kind, mark = body.pop("kind"), read_mark(body.pop(STORE_VERSION, None))
            origin = Origin(file, sha256, _places(part.lines), made_from=mark)
            documents.append(Document(kind, body["_id"], body, origin))
    return documents, problems


def _parts(loaded: ParsedText) -> Iterator[ParsedText]:
    """Each item of a list on its own, with pointers that begin at the item."""
    if not isinstance(loaded.value, list):
        yield loaded
        return
    lines: dict[str, dict[str, int]] = defaultdict(dict)
    errors: dict[str, list[Problem]] = defaultdict(list)
    for path, line in loaded.lines.items():
        item, rest = _split(path)
        lines[item][rest] = line
    for error in loaded.errors:
        item, rest = _split(error.path or "")
        errors[item].append(replace(error, path=rest))
    for index, value in enumerate(loaded.value):
        yield ParsedText(value, lines[str(index)], tuple(errors[str(index)]))


def _split(path: str) -> tuple[str, str]:
    """A pointer's first step, and the pointer from there on."""
    item, slash, rest = path[1:].partition("/")
    return item, slash + rest


class InOneLine(Mapping[str, Place]):
    """The place of a document that stands in one line: of millions of them, only the number."""

    __slots__ = ("_line",)

    def __init__(self, line: int) -> None:
        self._line = line

    def __getitem__(self, path: str) -> Place:
        if path:
            raise KeyError(path)
        return Place(self._line)

    def __iter__(self) -> Iterator[str]:
        return iter(("",))

    def __len__(self) -> int:
        return 1

    def __repr__(self) -> str:
        return repr(dict(self))


def _places(lines: Mapping[str, int]) -> Mapping[str, Place]:
    if len(lines) == 1 and not isinstance(lines, FoundWhenAsked):
        return InOneLine(lines[""])
    if isinstance(lines, FoundWhenAsked):
        return FoundWhenAsked(lambda: dict(_told_apart(lines)))
    return dict(_told_apart(lines))


def _told_apart(lines: Mapping[str, int]) -> Iterator[tuple[str, Place]]:
    """The places of those parts that do not stand where the part around them does."""
    for path, line in lines.items():
        if path.startswith(_MARK):
            continue
        if not path or lines.get(path.rpartition("/")[0]) != line:
            yield path, _place(line)


@lru_cache
def _place(line: int) -> Place:
    # Most parts share their line with others, and there may be millions of parts.
    return Place(line)


def _wrong(value: Any, lines: Mapping[str, int]) -> Iterator[Problem]:
    """What keeps a value from being a document, whatever its kind."""
    if not isinstance(value, dict):
        told = message("A document is an object with fields; kind and _id must be among them")
        yield Problem(told, place=Place(lines[""]), path="")
        return
    if value.get(STORE_VERSION) is not None and read_mark(value[STORE_VERSION]) is None:
        path = pointer(STORE_VERSION)
        yield Problem(broken_mark(), place=Place(lines.get(path, lines[""])), path=path)
    for field in ("kind", "_id"):
        wrong = _wrong_field(value, field)
        if wrong is not None:
            path = pointer(field)
            line = lines.get(path, lines[""])
            yield Problem(wrong, place=Place(line), path=path, given=value.get(field))


def _wrong_field(document: dict[str, Any], field: str) -> Message | None:
    given = document.get(field)
    if isinstance(given, str):
        return None if given.strip() else message("The field “{field}” is empty", field=field)
    if given is not None:
        return message("The field “{field}” must be a text; put it between quotes", field=field)
    meant = nearest(field, document.keys() - {field})
    if meant is not None:
        return message(
            "The document has no field “{field}”; is “{meant}” meant for it?",
            field=field,
            meant=meant,
        )
    return message(
        "The document has no field “{field}”, which every document must have", field=field
    )
