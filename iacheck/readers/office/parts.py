"""The parts of an Office package: their XML, piece by piece, and how they refer to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from io import BytesIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, iterparse

from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.places import Place

# A cell holds 32 767 characters, each of them at most ten bytes long.
_LONGEST = 2**20
_TRUE = frozenset({"1", "true", "on"})


class Broken(Exception):
    """Why a package cannot be read, and where."""

    def __init__(self, told: Message, place: Place | None = None) -> None:
        super().__init__(told.text)
        self.told = told
        self.place = place


@frozen
class Relation:
    """A reference of a part to another: as what (`worksheet`), and to which; None if outside."""

    id: str
    type: str
    target: str | None


class PackageParts:
    """Parts by name, whatever the case of letters; a part that lacks or is no XML is Broken."""

    def __init__(self, names: Collection[str], read: Callable[[str], bytes]) -> None:
        self._names = {name.casefold(): name for name in names}
        self._read = read

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def data(self, name: str) -> bytes:
        if name not in self:
            raise damaged_part(name)
        return self._read(self._names[name.casefold()])

    def pieces(self, name: str) -> Iterator[tuple[str, Element]]:
        """Every element of a part when it ends, with its name without the namespace.

        Workbooks come with two sets of namespaces, of the two editions of the standard. The
        package has been searched for DOCTYPE before, so that no entity is expanded.
        """
        data = self.data(name)
        _refuse_long_texts(data)
        try:
            for _, element in iterparse(BytesIO(data)):  # noqa: S314 - see above
                yield local_name(element.tag), element
        except (ParseError, ValueError, LookupError) as error:
            # An encoding that is unknown to the parser is a ValueError or a LookupError.
            raise damaged_part(name) from error

    def root(self, name: str) -> Element:
        """The whole of a small part."""
        *_, (_, whole) = self.pieces(name)  # the outermost ends last
        return whole

    def relations(self, name: str) -> tuple[Relation, ...]:
        """What a part refers to; `""` is the package itself."""
        folder, file = posixpath.split(name)
        told = posixpath.join(folder, "_rels", f"{file}.rels")
        if told not in self:
            return ()
        return tuple(
            Relation(
                element.get("Id", ""),
                element.get("Type", "").rpartition("/")[2],
                _target(folder, element),
            )
            for element in self.root(told)
        )


def _refuse_long_texts(data: bytes) -> None:
    """A single text, which the parser would keep whole before anyone could look at it."""
    start = 0
    while len(data) - start > _LONGEST:
        end = data.rfind(b"<", start + 1, start + _LONGEST)
        if end < 0:
            raise Broken(
                message(
                    "A single text in the file is larger than {limit} MB, which is more than a "
                    "cell of a workbook can hold; part it",
                    limit=_LONGEST // 2**20,
                )
            )
        start = end


def damaged_part(part: str) -> Broken:
    """The error for a part that is missing, or that no program could have written so."""
    return Broken(
        message(
            "The file is damaged: its part “{part}” is missing or cannot be read; open the file "
            "in the program that it was made with, save it anew, and try again",
            part=part,
        )
    )


@lru_cache
def local_name(tag: str) -> str:
    """The name of an element or attribute, without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """The attribute with this name, in whatever namespace."""
    return next((text for key, text in element.items() if local_name(key) == name), None)


def attribute_is_set(element: Element, name: str) -> bool:
    """Whether an attribute says yes."""
    return element.get(name, "").strip().lower() in _TRUE


def _target(folder: str, element: Element) -> str | None:
    if element.get("TargetMode") == "External":
        return None
    target = unquote(element.get("Target", ""))
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
