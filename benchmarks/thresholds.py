"""How far each threshold of the reading of PDFs and of misspelt names may move.

PDFs: a constructed text of headings, paragraphs and lists is set with Typst in 36 ways (letters,
leading, gaps between paragraphs, width of the page, justified or not, hyphenated or not), and the
tags are taken out. A PDF is read right if every paragraph and item comes out as one row, in its
words. For each threshold the table has its value, how many PDFs are read right with it, and the
lowest and highest of the values tried with which as many or more are.

Names: every field of the schemas, misspelt in every way that takes one slip (a letter left out,
doubled, swapped with the next, or struck beside its key), against fields of other meaning.
"""

from __future__ import annotations

import io
import itertools
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from types import ModuleType

import pypdf
import typst

from iacheck.documents.schemas import load_schemas
from iacheck.language.names import nearest
from iacheck.readers.pdf_child.content import PdfLimits
from iacheck.readers.pdf_child.extract import extract_content

LIMITS = PdfLimits(pages=200, characters=2**22, memory=2**27, seconds=60)
ROOM = "iacheck.readers.pdf_child"
FACTORS = (0.1, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 1.05, 1.1, 1.2, 1.3, 1.5, 2.0, 3.0, 5.0)
THRESHOLDS = (
    ("untagged", "_GAP"), ("untagged", "_PITCH"), ("untagged", "_WIDE_PITCH"),
    ("untagged", "_TELLING"), ("untagged", "_OTHER_SIZE"), ("untagged", "_JUMBLED"),
    ("untagged", "_MARGIN"), ("untagged", "_SAME_HEIGHT"),
    ("layout", "_SPACE"), ("layout", "_HANGING"), ("layout", "_OFF_LINE"),
    ("layout", "_REACHING"), ("layout", "_ROUNDING"),
)  # fmt: skip

# Constructed; long enough for paragraphs of several lines, and for three pages.
SENTENCES = (
    "Rådet har holdt samlinger for ledere og tillitsvalgte i kommunene, og mange kom.",
    "Målet er at flere blir i arbeid; det viser seg at tidlig oppfølging hjelper mest.",
    "Bransjenettverkene møttes to ganger i halvåret.",
    "Vi ser at små virksomheter trenger mer tid enn store til å komme i gang med et nytt tiltak.",
    "Det gikk bra.",
)


def blocks() -> list[tuple[str, str]]:
    """The text: kinds of block (`heading`, `par`, `item`) with their words."""
    found: list[tuple[str, str]] = []
    for part in range(4):
        found.append(("heading", f"Tiltak nummer {part + 1}"))
        for at in range(4):
            taken = [SENTENCES[(part + at + n) % len(SENTENCES)] for n in range(at + 1)]
            found.append(("par", " ".join(taken)))
        found += [("item", SENTENCES[(part + n) % len(SENTENCES)]) for n in range(3)]
    return found


def settings() -> Iterator[str]:
    """The ways in which the text is set, as Typst's rules."""
    sizes, leadings, gaps, widths = (9, 11, 12.5), (0.5, 0.65, 0.9), (1.2, 1.8), (12, 16)
    texts = itertools.product((True, False), (True, False))
    ways = itertools.product(sizes, leadings, gaps, widths)
    for (size, leading, gap, width), (justify, hyphenate) in zip(
        ways, itertools.cycle(texts), strict=False
    ):
        yield (
            f'#set text(size: {size}pt, lang: "nb", hyphenate: {str(hyphenate).lower()})\n'
            f"#set page(width: {width}cm, height: 22cm, margin: 2.4cm, numbering: none,\n"
            "  header: text(8pt)[IA-rapport], footer: context counter(page).display())\n"
            f"#set par(justify: {str(justify).lower()}, leading: {leading}em,\n"
            f"  spacing: {leading + gap * 0.5}em)\n"
            f"#set list(spacing: {leading}em)\n"
        )


def set_without_tags(rules: str) -> bytes:
    """The text as a PDF that has lost its tags."""
    body: list[str] = []
    for kind, words in blocks():
        mark = {"heading": "\n= ", "par": "\n", "item": "- "}[kind]
        body.append(mark + words + ("\n" if kind != "item" else ""))
    reader = pypdf.PdfReader(io.BytesIO(typst.compile((rules + "\n".join(body)).encode())))
    writer = pypdf.PdfWriter(clone_from=reader)
    for name in ("/StructTreeRoot", "/MarkInfo"):
        writer.root_object.pop(name, None)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def is_right(data: bytes) -> bool:
    """Whether every paragraph and item comes out as one row."""
    said = [row.text.removeprefix("- ") for row in extract_content(data, LIMITS).rows]
    return said == [words for _, words in blocks()]


def tolerance(pdfs: Sequence[bytes], module: ModuleType, name: str) -> str:
    """A row of the table: how far one threshold may move."""
    value = getattr(module, name)
    right = sum(map(is_right, pdfs))
    as_good = [value]
    for factor in FACTORS:
        # A whole number below 2 parts by nothing.
        tried = max(2, round(value * factor)) if isinstance(value, int) else value * factor
        setattr(module, name, tried)
        missed = 0
        for data in pdfs:
            missed += not is_right(data)
            if missed > len(pdfs) - right:
                break
        else:
            as_good.append(tried)
    setattr(module, name, value)
    return f"{name:13} {value:6g}  {right:3} of {len(pdfs)}  {min(as_good):6g} – {max(as_good):g}"


NEIGHBOURS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")


def slips(name: str) -> Iterator[str]:
    """A name with one slip of the keyboard."""
    for at, letter in enumerate(name):
        yield name[:at] + name[at + 1 :]
        yield name[:at] + letter + name[at:]
        yield name[:at] + name[at + 1 : at + 2] + letter + name[at + 2 :]
        for row in NEIGHBOURS:
            if letter in row:
                beside = row.index(letter)
                for near in row[max(beside - 1, 0) : beside] + row[beside + 1 : beside + 2]:
                    yield name[:at] + near + name[at + 1 :]


# Fields that other systems keep beside ours, and that mean something else.
FOREIGN = (
    "_class", "__v", "createdAt", "updatedAt", "created_by", "version", "etag", "tenant", "uuid",
    "url", "owner", "tags", "comment", "language", "address", "phone", "email", "attachments",
)  # fmt: skip


def names() -> tuple[int, int, int]:
    """How many slips there are, how many find what was meant, how many foreign names find any."""
    schemas = load_schemas()
    tried = right = wrong = 0
    for kind in schemas.kinds:
        fields = tuple(schemas.kind(kind).field_type.fields)
        for field in fields:
            for slip in set(slips(field)) - {*fields}:
                tried += 1
                right += nearest(slip, fields) == field
        wrong += sum(nearest(name, fields) is not None for name in FOREIGN)
    return tried, right, wrong


def main(say: Callable[[str], object]) -> None:
    """Print the tables."""
    pdfs = [set_without_tags(rules) for rules in settings()]
    say(f"{'threshold':13} {'value':>6}  {'right':>9}  as good or better")
    for module, name in THRESHOLDS:
        say(tolerance(pdfs, import_module(f"{ROOM}.{module}"), name))
    tried, right, wrong = names()
    say(f"names: {right} of {tried} slips find what was meant; {wrong} foreign names find anything")


if __name__ == "__main__":
    main(lambda text: sys.stdout.write(text + "\n") and sys.stdout.flush())
