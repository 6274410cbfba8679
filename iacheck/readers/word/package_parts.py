"""The parts of a Word file: its text, styles, lists, notes, and where its links lead."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import field
from io import BytesIO
from typing import Any

from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message

# An element of lxml, which tells nothing of its types.
Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The same words under other names, in files saved as “Strict Open XML”.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
# libxml2's own limits: 256 levels, 10 MB in one piece of text.
_TOO_LARGE = 114
# How many levels of tables, boxes, controls and the like there may be; people have ten.
DEPTH = 100
_INTEGER = re.compile(r"\s*[+-]?\d{1,9}\s*", re.ASCII)


class UnreadableWordFile(Exception):
    """Why nothing of a Word file can be read."""

    def __init__(self, told: Message, expected: int | None = None) -> None:
        super().__init__(told.text)
        self.told = told
        self.expected = expected


@frozen
class WordPart:
    """A part with text, and the addresses that its links have, by their ids."""

    root: Element
    links: Mapping[str, str]


@frozen
class WordParts:
    """What there is in a Word file. `around` are headers and footers; `notes` go by their tag."""

    document: WordPart
    styles: Element | None = None
    numbering: Element | None = None
    notes: Mapping[str, WordPart] = field(default_factory=dict)
    around: tuple[Element, ...] = ()
    has_macros: bool = False


def read_parts(package: BytesIO) -> WordParts:
    """The parts of a package that was looked through; raises Unreadable."""
    with zipfile.ZipFile(package) as archive:
        return _Archive(archive).parts()


def integer(written: str | None, default: int) -> int:
    """A number of an attribute, if it is one and no monster."""
    return int(written) if written and _INTEGER.fullmatch(written) else default


def nests_too_deep() -> UnreadableWordFile:
    """What is raised where parts of a document nest deeper than `DEPTH`."""
    told = message(
        "Tables, boxes and other parts of the document stand inside one another more than {n} deep",
        n=DEPTH,
    )
    return UnreadableWordFile(told, DEPTH)


@frozen
class _Relation:
    id: str
    kind: str
    target: str
    is_outside: bool


class _Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        # Names of parts are equal whatever their case.
        self.names = {name.lower(): name for name in archive.namelist()}

    def parts(self) -> WordParts:
        name = next((r.target for r in self.relations("") if r.kind == "officeDocument"), None)
        root = None if name is None else self.xml(name)
        if name is None or root is None or root.tag != W + "document":
            raise UnreadableWordFile(
                message(
                    "The file holds no Word document; a workbook must have a name that ends in "
                    ".xlsx. Open the file in the program that it was made in, and save it as .docx"
                )
            )
        relations = tuple(self.relations(name))
        inside = {r.kind: r.target for r in relations if not r.is_outside}
        notes = {
            tag: WordPart(notes, self.links(inside[kind]))
            for tag, kind in ((W + "footnote", "footnotes"), (W + "endnote", "endnotes"))
            if kind in inside and (notes := self.xml(inside[kind])) is not None
        }
        around = (self.xml(r.target) for r in relations if r.kind in ("header", "footer"))
        return WordParts(
            WordPart(root, self.links(name)),
            self.xml(inside.get("styles")),
            self.xml(inside.get("numbering")),
            notes,
            tuple(one for one in around if one is not None),
            has_macros="vbaProject" in inside,
        )

    def links(self, name: str) -> Mapping[str, str]:
        return {
            relation.id: relation.target
            for relation in self.relations(name)
            if relation.kind == "hyperlink" and relation.is_outside
        }

    def relations(self, name: str) -> Iterator[_Relation]:
        folder, _, file = name.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in () if root is None else root.iter(_RELATION):
            is_outside = relation.get("TargetMode", "").lower() == "external"
            target = relation.get("Target", "")
            yield _Relation(
                relation.get("Id", ""),
                relation.get("Type", "").rpartition("/")[2],
                target if is_outside else posixpath.normpath(posixpath.join("/", folder, target)),
                is_outside,
            )

    def xml(self, name: str | None) -> Element | None:
        """The root of a part; None if there is no such part."""
        from lxml import etree  # noqa: PLC0415 - comes with an extra

        found = None if name is None else self.names.get(name.lstrip("/").lower())
        if found is None:
            return None
        data = self.archive.read(found)
        if b"//purl.oclc.org/ooxml/" in data:
            data = _STRICT.sub(_TRANSITIONAL, data)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _unreadable(found, error) from error


def _unreadable(part: str, error: Any) -> UnreadableWordFile:
    if error.code == _TOO_LARGE and "depth" in error.msg:
        return nests_too_deep()
    if error.code == _TOO_LARGE:
        return UnreadableWordFile(
            message("“{part}” inside the file holds a text of more than 10 MB", part=part)
        )
    told = message(
        "“{part}” inside the file is damaged: it holds characters or marks that do not belong "
        "there; open the file in Word and save it anew",
        part=part,
    )
    return UnreadableWordFile(told)
