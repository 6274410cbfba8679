"""A small Word file for everything that Word can do to a text, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from word_files import (
    NUMBERS,
    bold,
    box,
    control,
    drawing,
    item,
    p,
    prompt,
    run,
    t,
    table,
    tag,
    tc,
    tr,
)
from word_files import field as word_field

PART = "Rapportering om IA-arbeidet 2. halvår 2012 fra LO"


@dataclass(frozen=True)
class Case:
    """A body, the text that it gives, and the notices; whether another library reads it right."""

    body: str
    text: str
    notices: tuple[str, ...] = ()
    parts: dict[str, Any] = field(default_factory=dict)
    agrees: bool = True


CHANGED = "Tracked changes are read as if they were accepted"
CHART = drawing('<c:chart r:id="x"/>')
CASES = {
    "paragraphs": Case(p("en") + p("") + p("to") + p("  "), "en\n\nto"),
    "breaks": Case(p("en\nto\n\ntre"), "en\nto\ntre"),
    "page break": Case(
        p("en", '<w:r><w:br w:type="page"/></w:r>', "to"),
        "en\nto",
        agrees=False,  # it joins the words
    ),
    "tabs": Case(p("en", "<w:r><w:tab/></w:r>", "to", "<w:r><w:ptab/></w:r>"), "en\tto"),
    "hyphens": Case(
        p("<w:r><w:t>IA</w:t><w:noBreakHyphen/><w:t>ar</w:t><w:softHyphen/><w:t>beid</w:t></w:r>"),
        "IA-arbeid",
        agrees=False,  # it has another character for a hyphen that does not break
    ),
    "symbols": Case(
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> ja</w:t></w:r>'), "✓ ja"
    ),
    "unknown symbol": Case(
        p('<w:r><w:sym w:font="Rar" w:char="F041"/><w:t> ja</w:t></w:r>'),
        "\ufffd ja",
        (
            "A symbol of the font “Rar” cannot be read; write it as an ordinary character if it "
            "means something",
        ),
    ),
    "symbol that is none": Case(
        p('<w:r><w:sym w:font="Symbol" w:char="zz"/><w:sym w:char=""/></w:r>'),
        "\ufffd\ufffd",
        (
            "A symbol of the font “Symbol” cannot be read; write it as an ordinary character if it "
            "means something",
        ),
        agrees=False,  # it fails
    ),
    "line ends in the XML": Case(p("<w:r><w:t>en\nto</w:t></w:r>"), "en to"),
    "insertions": Case(p("en ", f"<w:ins>{run('to')}</w:ins>"), "en to", (CHANGED,)),
    "deletions": Case(
        p("en", "<w:del><w:r><w:delText>ikke</w:delText></w:r></w:del>"), "en", (CHANGED,)
    ),
    "moved text": Case(
        p(f"<w:moveFrom>{run('flyttet')}</w:moveFrom>", "en")
        + p(f"<w:moveTo>{run('flyttet')}</w:moveTo>"),
        "en\n\nflyttet",
        (CHANGED,),
        agrees=False,  # it has the text in both places
    ),
    "deleted paragraph mark": Case(
        p("en ", properties="<w:rPr><w:del/></w:rPr>") + p("to") + p("tre"),
        "en to\n\ntre",
        (CHANGED,),
    ),
    "deleted paragraph": Case(
        p(
            "<w:del><w:r><w:delText>bort</w:delText></w:r></w:del>",
            properties="<w:rPr><w:del/></w:rPr>",
        )
        + item("to", of=NUMBERS),
        "1. to",
        (CHANGED,),
    ),
    "deleted mark at the end": Case(
        p("en", properties="<w:rPr><w:del/></w:rPr>")
        + table(["to"])
        + p("tre", properties="<w:rPr><w:moveFrom/></w:rPr>"),
        "en\n\nto\n\ntre",
        (CHANGED,),
        agrees=False,  # it joins the paragraph and the table
    ),
    "deleted row": Case(
        f"<w:tbl>{tr(['en'])}{tr(['bort'], '<w:del/>')}{tr(['to'])}</w:tbl>",
        "en\n\nto",
        (CHANGED,),
    ),
    "deleted cell": Case(
        f"<w:tbl>{tr([tc('en'), tc('bort', '<w:cellDel/>'), tc('to')])}</w:tbl>",
        "en\nto",
        agrees=False,  # it has the cell
    ),
    "tables": Case(table(["a", "b"], ["", "c"]) + p("en"), "a\nb\n\nc\n\nen"),
    "tables in tables": Case(
        table([tc(p("a") + table(["b"], ["c"]) + p("d")), "e"]), "a\n\nb\n\nc\n\nd\ne"
    ),
    "merged cells": Case(
        "<w:tbl>"
        + tr([tc("a", '<w:gridSpan w:val="2"/>')])
        + tr([tc("b", '<w:vMerge w:val="restart"/>'), tc("c")])
        + tr([tc("", "<w:vMerge/>"), tc("d")])
        + "</w:tbl>",
        "a\n\nb\nc\n\nd",
    ),
    "text in a cell merged away": Case(
        tag(
            "tbl",
            tr([tc("a", '<w:vMerge w:val="restart"/>')]),
            tr([tc("b", "<w:vMerge/>")]),
        ),
        "a",
        ("Hidden text is not read: “b”",),
        agrees=False,  # it has it, though nobody sees it
    ),
    "text boxes": Case(
        p("en", box(p("to"), p("tre")), " fire") + p("fem"), "en fire\n\nto\n\ntre\n\nfem"
    ),
    "text boxes of old": Case(
        p(
            f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('to')}</w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r>"
        ),
        "to",
    ),
    "box in a box": Case(p(box(p("en", box(p("to"))))), "en\n\nto"),
    "fallback alone": Case(
        p(
            '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:ukjent/></mc:Choice>'
            f"<mc:Fallback>{t('en')}</mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "en",
    ),
    "alternatives of blocks": Case(
        f'<mc:AlternateContent><mc:Choice Requires="x">{p("en")}</mc:Choice>'
        f"<mc:Fallback>{p('en')}</mc:Fallback></mc:AlternateContent>",
        "en",
    ),
    "text along a line": Case(
        p('<w:r><w:pict><v:shape><v:textpath string="pyntet"/></v:shape></w:pict></w:r>'),
        "pyntet",
        agrees=False,  # it drops it
    ),
    "text in a shape": Case(
        p(f"<w:r>{drawing('<a:p><a:r><a:t>tegnet</a:t></a:r></a:p>')}</w:r>"),
        "tegnet",
        agrees=False,  # it drops it
    ),
    "controls": Case(
        p("en ", control(run("to"))) + control(p("tre") + control(p("fire"))),
        "en to\n\ntre\n\nfire",
    ),
    "controls around rows and cells": Case(
        f"<w:tbl>{control(tr(['a', control(tc('b'))]))}</w:tbl>", "a\nb"
    ),
    "prompts": Case(
        p("en", prompt("Klikk her"))
        + control(p("Skriv her"), "<w:showingPlcHdr/>")
        + table([control(tc("Velg"), "<w:showingPlcHdr/>"), "to"]),
        "en\n\nto",
        agrees=False,  # it takes prompts for text
    ),
    "prompts that a program has filled in": Case(
        p("en ", prompt("to kurs"))
        + control(p("Tolv kurs i høst"), "<w:showingPlcHdr/>")
        + table([control(tc("tre"), "<w:showingPlcHdr/>"), "fire"]),
        "en to kurs\n\nTolv kurs i høst\n\ntre\nfire",
        ("A field that is marked as not filled in is read all the same: “to kurs”",),
        agrees=False,
    ),
    "prompts in words of one's own": Case(
        p("en")
        + control(p(run("Hva gikk bra?", '<w:rStyle w:val="Plassholder"/>')), "<w:showingPlcHdr/>"),
        "en",
        (
            "A field that is marked as not filled in is not read: “Hva gikk bra?”; if somebody "
            "wrote that, write it anew",
        ),
        agrees=False,  # it takes prompts for text
    ),
    "prompts that are none": Case(control(p("en"), '<w:showingPlcHdr w:val="0"/>'), "en"),
    "simple fields": Case(
        p("en ", f'<w:fldSimple w:instr="REF x">{run("to")}</w:fldSimple>'),
        "en to",
        agrees=False,  # it drops them
    ),
    "fields": Case(
        p(
            "en ",
            word_field(" REF x \\h ", "to"),
            " ",
            word_field("IF a", word_field("PAGE", "3")),
            " tre",
        ),
        "en to 3 tre",
    ),
    "field over paragraphs": Case(
        p(word_field("INCLUDETEXT x", "en", ended=False))
        + p("to", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p("tre"),
        "en\n\nto\n\ntre",
    ),
    "field in an instruction": Case(
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            word_field("MERGEFIELD a", "skjult"),
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "vist",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        "vist",
        agrees=False,  # it has what the instruction works with
    ),
    "field that does not end": Case(
        p("en", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "borte") + p("to"),
        "en\n\nto",
        ("A field that does not end hides a text: “borte”",),
        agrees=False,  # it drops the rest of the file, or none of it
    ),
    "marks of fields alone": Case(
        p(
            '<w:r><w:fldChar w:fldCharType="separate"/><w:instrText>x</w:instrText></w:r>',
            "en",
            '<w:r><w:fldChar w:fldCharType="end"/><w:fldChar/></w:r>',
        ),
        "en",
        agrees=False,  # it fails
    ),
    "old forms": Case(
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX"
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            " ja ",
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="nei"/><w:listEntry w:val="kanskje"/></w:ddList></w:ffData>'
            '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData>'
            '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        "☒ ja kanskje☐",
        agrees=False,  # it has no lists
    ),
    "links": Case(
        p(
            f'<w:hyperlink r:id="a">{run("nettstedet")}</w:hyperlink>',
            ", ",
            f'<w:hyperlink r:id="b">{run("www.nav.no")}</w:hyperlink>',
            " og ",
            f'<w:hyperlink w:anchor="her">{run("her")}</w:hyperlink>',
        ),
        "nettstedet (https://nav.no/ia), www.nav.no og her",
        parts={"links": {"a": "https://nav.no/ia", "b": "http://www.nav.no/"}},
        agrees=False,  # it shows no addresses
    ),
    "links as fields": Case(
        p(
            word_field(' HYPERLINK "https://nav.no/ia" ', "her"),
            " og ",
            '<w:fldSimple w:instr="HYPERLINK &quot;mailto:a@nav.no&quot;">'
            "<w:r><w:t>a@nav.no</w:t></w:r></w:fldSimple>",
        ),
        "her (https://nav.no/ia) og a@nav.no",
        agrees=False,
    ),
    "bullets": Case(
        item("en") + item("to", at=1) + p("tre", style="Punktliste") + p("fire"),
        "- en\n- to\n- tre\n\nfire",
    ),
    "numbers": Case(
        item("a", of=NUMBERS)
        + item("b", of=NUMBERS, at=1)
        + item("c", of=NUMBERS, at=1)
        + item("d", of=NUMBERS, at=2)
        + item("e", of=NUMBERS)
        + item("f", of=NUMBERS, at=1),
        "1. a\na) b\nb) c\n1.b.i d\n2. e\na) f",
    ),
    "lists beside one another": Case(
        item("a", of=NUMBERS)
        + item("b")
        + item("c", of=NUMBERS)
        + p("", "")
        + item("d", of=NUMBERS),
        "1. a\n\n- b\n\n2. c\n3. d",
    ),
    "items of several lines": Case(item("en\nto") + item("tre"), "- en\nto\n- tre"),
    "items of other lists": Case(
        item("en", of=99) + item("to", of=0) + item("tre", at=9), "en\n\nto\n\ntre"
    ),
    "footnotes": Case(
        p("en", '<w:r><w:footnoteReference w:id="1"/></w:r>', ".")
        + table([tc(p("to", '<w:r><w:endnoteReference w:id="1"/></w:r>'))])
        + p("tre", '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        "en.\n\nunder (https://nav.no)\n\nto\n\nbak\n\ntre",
        parts={
            "footnotes": {
                0: p("<w:r><w:separator/></w:r>"),
                1: p(
                    "<w:r><w:footnoteRef/></w:r>", word_field('HYPERLINK "https://nav.no"', "under")
                ),
            },
            "endnotes": {1: p("bak")},
        },
        agrees=False,  # it drops them
    ),
    "comments": Case(
        p('<w:commentRangeStart w:id="0"/>', "en", '<w:r><w:commentReference w:id="0"/></w:r>'),
        "en",
        ("Comments are not read",),
    ),
    "hidden text": Case(
        p("en", run(" skjult", "<w:vanish/>"), run(" to", '<w:vanish w:val="0"/>')),
        "en to",
        ("Hidden text is not read: “skjult”",),
        agrees=False,  # it has what nobody sees
    ),
    "struck-through text": Case(
        p("en", run(" to", "<w:strike/>"), run(" tre", '<w:dstrike w:val="1"/>'), " fire")
        + p(run("fem", '<w:rStyle w:val="Strøket"/>'))
        + p("seks", style="Utgår")
        + p(run("sju", '<w:strike w:val="0"/>'), style="Utgår"),
        "en fire\n\nsju",
        ("Struck-through text is not read: “to tre”",),
        agrees=False,  # it has it
    ),
    "drop caps": Case(
        p("V", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
        + p("i holdt kurs")
        + p("O", properties='<w:framePr w:dropCap="margin"/>')
        + p("g møter")
        + p("Ramme", properties='<w:framePr w:w="200"/>'),
        "Vi holdt kurs\n\nOg møter\n\nRamme",
        agrees=False,  # it parts the word
    ),
    "equations": Case(
        p("en ", "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>")
        + "<m:oMathPara><m:oMath><m:r><m:t>c</m:t></m:r></m:oMath></m:oMathPara>",
        "en a=b\n\nc",
        agrees=False,  # it drops them
    ),
    "ruby": Case(
        p(
            "<w:r><w:ruby><w:rt><w:r><w:t>uttale</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>ord</w:t>"
            "</w:r></w:rubyBase></w:ruby></w:r>"
        ),
        "ord",
        agrees=False,  # it has both
    ),
    "pictures": Case(
        p("en", f"<w:r>{drawing('<pic:pic/>')}</w:r>")
        + p("<w:r><w:pict><v:imagedata/></w:pict></w:r>"),
        "en",
        ("Pictures are not read; text that they show must be written in the document",),
        agrees=False,  # it fails
    ),
    "charts and files": Case(
        p(f"<w:r>{CHART}</w:r>", "en", "<w:r><w:object><o:OLEObject/></w:object></w:r>"),
        "en",
        (
            "Charts, diagrams and embedded files are not read; what they tell must be written in "
            "the document",
        ),
    ),
    "inserted files": Case(
        p("en", '<w:subDoc r:id="x"/>') + '<w:altChunk r:id="x"/>' + p("to"),
        "en\n\nto",
        (
            "Another file is inserted in the document as a whole, and is not read; open the "
            "document in Word and save it anew",
        ),
    ),
    "headers": Case(
        p("en"),
        "en",
        ("Headers and footers are not read: “Landsorganisasjonen i Norge Side 1”",),
        parts={
            "headers": [p(""), p("Landsorganisasjonen i Norge", "<w:r><w:tab/></w:r>", "Side 1")]
        },
    ),
    "numbers of pages": Case(
        p("en"), "en", parts={"headers": [p("Side ", word_field("PAGE", "1"), " av 3"), p("– 2 –")]}
    ),
    "contents": Case(
        p("Innhold", style="INNH1")
        + p(f"{PART}\t3", style="INNH1")
        + control(
            p("Rapportering om IA-arbeidet 2. halvår 2012 fra YS\t3"),
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
        )
        + p("en"),
        "en",
        agrees=False,  # it has them
    ),
    "text with the marks of contents": Case(
        p("Vi holdt tolv kurs i 2012", style="INNH1")
        + p("en", style="INNH1")
        + control(
            p("Innhold")
            + p("Innledning ..... 2")
            + p(f'<w:hyperlink w:anchor="_Toc1">{run("Om oss")}</w:hyperlink>')
            + p("To møter."),
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
        )
        + p("en"),
        # What stands elsewhere too is repeated, with a page or without.
        "Vi holdt tolv kurs i 2012\n\nTo møter.\n\nen",
        agrees=False,  # it has all
    ),
    "tags of programs": Case(
        tag("customXml", p("en ", tag("smartTag", run("to"))))
        + p(tag("bdo", run("tre")), tag("proofErr"), tag("ukjent")),
        "en to\n\ntre",
        agrees=False,  # it drops what is in the one for directions
    ),
    "deeper headings": Case(
        p("en") + p("Under", style="Overskrift3") + p("to") + p(bold("Fet")) + p("tre"),
        "en\n\nUnder\n\nto\n\nFet\n\ntre",
    ),
}
