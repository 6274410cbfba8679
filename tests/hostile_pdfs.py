"""PDFs that are made to hang, to fill the memory or to break what reads them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from pdf_files import line, pdf, stream, untagged

TEXT = line("Rapportering om IA-arbeidet 2. halvår 2012 fra LO", 60, 780)
GIGABYTE = 2**30


def _zeros(length: int) -> bytes:
    """Many zeros, compressed, without ever compressing more than the first of them."""
    block = 2**20
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (length % 65521) << 16 | 1
    return b"\x78\xda" + packed * (length // block) + packer.flush() + checksum.to_bytes(4)


def page_tree_loop() -> bytes:
    objects = untagged([TEXT])
    objects[2] = b"<</Type/Pages/Count 3/Kids[10 0 R 5 0 R 2 0 R]>>"
    objects[5] = b"<</Type/Pages/Parent 2 0 R/Count 2/Kids[2 0 R 5 0 R]>>"
    return pdf(objects)


def table_of_objects_loop() -> bytes:
    written = pdf(untagged([TEXT]))
    start = written.rindex(b"xref\n0")
    return written.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


def structure_loop() -> bytes:
    objects = untagged(
        [b"/P <</MCID 0>> BDC " + TEXT + b" EMC"],
        b"/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R",
        b"/StructParents 0",
    )
    objects[5] = b"<</Type/StructTreeRoot/K 6 0 R/ParentTree 7 0 R>>"
    objects[6] = b"<</Type/StructElem/S/P/P 8 0 R/Pg 10 0 R/K[8 0 R 0]>>"
    objects[7] = b"<</Nums[0[6 0 R]]/Kids[7 0 R]>>"
    objects[8] = b"<</Type/StructElem/S/Sect/P 6 0 R/Pg 10 0 R/K[6 0 R 8 0 R]>>"
    return pdf(objects)


def deep_structure(depth: int = 100_000) -> bytes:
    objects = untagged(
        [b"/P <</MCID 0>> BDC " + TEXT + b" EMC"],
        b"/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R",
        b"/StructParents 0",
    )
    first = 100
    objects[5] = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree 7 0 R>>" % first
    objects[7] = b"<</Nums[0[%d 0 R]]>>" % (first + depth - 1)
    for at in range(first, first + depth):
        around = 5 if at == first else at - 1
        kid = b"0" if at == first + depth - 1 else b"%d 0 R" % (at + 1)
        objects[at] = b"<</S/Sect/P %d 0 R/Pg 10 0 R/K %s>>" % (around, kid)
    return pdf(objects)


def deep_arrays() -> bytes:
    objects = untagged([TEXT])
    objects[6] = b"[" * 1_000_000
    objects[1] = b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>"
    return pdf(objects)


def packed_content() -> bytes:
    """A page whose content is a gigabyte of zeros."""
    objects = untagged([TEXT])
    zeros = _zeros(GIGABYTE)
    objects[11] = b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(zeros), zeros)
    return pdf(objects)


def packed_twice() -> bytes:
    """A page whose content is many gigabytes of zeros, compressed and compressed again."""
    objects = untagged([TEXT])
    zeros = zlib.compress(_zeros(8 * GIGABYTE), 9)
    objects[11] = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%s\nendstream" % (
        len(zeros),
        zeros,
    )
    return pdf(objects)


def packed_objects() -> bytes:
    """The page tree is in a stream of objects that unpacks to a gigabyte."""
    objects = untagged([TEXT])
    zeros = _zeros(GIGABYTE)
    objects[5] = (
        b"<</Type/ObjStm/N 1000000/First 8000000/Filter/FlateDecode/Length %d>>\nstream\n%s\n"
        b"endstream" % (len(zeros), zeros)
    )
    # A table of objects as a stream, which says that the pages are in the stream above.
    entries = bytearray()
    written = bytearray(b"%PDF-1.7\n")
    places = {}
    del objects[2]
    for number, body in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    for number in range(13):
        if number in places:
            entries += b"\x01" + places[number].to_bytes(4) + b"\0\0"
        elif number == 2:
            entries += b"\x02" + (5).to_bytes(4) + b"\0\0"
        else:
            entries += b"\0" + bytes(6)
    table = stream(bytes(entries), b"/Type/XRef/Size 13/W[1 4 2]/Root 1 0 R")
    written += b"12 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, start)
    return bytes(written)


def forms_in_forms() -> bytes:
    """Thirty forms, each of which draws the next one ten times."""
    objects = untagged([b"/X0 Do"], page=b"")
    objects[10] = objects[10].replace(b"/Resources<<", b"/Resources<</XObject<</X0 100 0 R>>")
    for at in range(30):
        objects[100 + at] = stream(
            b"/X Do " * 10 if at < 29 else TEXT,
            b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
            b"/Resources<</Font<</F1 3 0 R>>/XObject<</X %d 0 R>>>>" % (101 + min(at, 28)),
        )
    return pdf(objects)


def form_in_itself() -> bytes:
    objects = untagged([b"/X Do " + TEXT])
    objects[10] = objects[10].replace(b"/Resources<<", b"/Resources<</XObject<</X 100 0 R>>")
    objects[100] = stream(
        b"/X Do /X Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 100 0 R>>>>",
    )
    return pdf(objects)


def million_pages_declared() -> bytes:
    objects = untagged([TEXT])
    objects[2] = b"<</Type/Pages/Count 1000000/Kids[10 0 R]>>"
    return pdf(objects)


def many_pages() -> bytes:
    """A page that is there three hundred thousand times."""
    objects = untagged([TEXT])
    objects[2] = b"<</Type/Pages/Count 300000/Kids[%s]>>" % (b"10 0 R " * 300_000)
    return pdf(objects)


def huge_page() -> bytes:
    objects = untagged([TEXT])
    objects[10] = objects[10].replace(
        b"/MediaBox[0 0 595 842]", b"/MediaBox[-1e30 -1e30 1e30 1e30]"
    )
    return pdf(objects)


def control_characters() -> bytes:
    """Control characters in the text, in a name and in strings of the structure."""
    objects = untagged(
        [b"/P#00#07 <</MCID 0>> BDC " + TEXT + b" EMC " + line("A\x01\x07\x1b[31mB\x7f", 60, 700)],
        b"/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R",
        b"/StructParents 0",
    )
    objects[5] = b"<</Type/StructTreeRoot/K 6 0 R/ParentTree 7 0 R>>"
    objects[6] = b"<</Type/StructElem/S/P#00#1b/P 5 0 R/Pg 10 0 R/Alt(\x1b[2J)/K 0>>"
    objects[7] = b"<</Nums[0[6 0 R]]>>"
    return pdf(objects)


def much_text() -> bytes:
    """Five million characters, each a paragraph of its own."""
    return pdf(untagged([b"BT /F1 1 Tf " + b"(a)Tj 0 2 Td " * 2_500_000 + b" ET"] * 2))


def line_of_dots() -> bytes:
    """Looks like a line of a table of contents, again and again, and is none."""
    return pdf(untagged([TEXT + line("." * 100_000 + "x", 60, 700, 0.01)]))


def many_tags() -> bytes:
    """Half a million paragraphs of one character each."""
    number = 500_000
    content = b"BT /F1 1 Tf " + b"".join(
        b"/P<</MCID %d>>BDC(a)Tj EMC " % at for at in range(number)
    )
    objects = untagged(
        [content + b" ET"],
        b"/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R",
        b"/StructParents 0",
    )
    kids = b" ".join(b"%d" % at for at in range(number))
    objects[5] = b"<</Type/StructTreeRoot/K 6 0 R/ParentTree 7 0 R>>"
    objects[6] = b"<</Type/StructElem/S/P/P 5 0 R/Pg 10 0 R/K[%s]>>" % kids
    objects[7] = b"<</Nums[0[%s]]>>" % (b"6 0 R " * number)
    return pdf(objects)


def cut_off() -> bytes:
    return pdf(untagged([TEXT]))[:300]


def empty() -> bytes:
    return b""


def junk() -> bytes:
    """Sixty megabytes of nothing behind a PDF's signature."""
    return b"%PDF-1.7\n" + b"\x8f0 obj <<" * (60 * 2**20 // 9)


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    made.__name__.replace("_", "-"): made
    for made in (
        page_tree_loop,
        table_of_objects_loop,
        structure_loop,
        deep_structure,
        deep_arrays,
        packed_content,
        packed_twice,
        packed_objects,
        forms_in_forms,
        form_in_itself,
        million_pages_declared,
        many_pages,
        huge_page,
        control_characters,
        much_text,
        line_of_dots,
        many_tags,
        cut_off,
        empty,
        junk,
    )
}
