"""Mails, and texts that were mails: heads, own text, what is quoted and attached."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from email.message import EmailMessage

import pytest
from agreement_2012 import HEADINGS, vocabulary
from hypothesis import given
from hypothesis import strategies as st
from paper_block_samples import shown
from said import said
from word_corpus import PART

from iacheck.forms.mail_heads import MailHead, mail_head, sending_day
from iacheck.forms.paper_blocks import PaperText, TextBlock
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source, eml, paper, read
from iacheck.readers.mail.own_text import own_text

KNOWN = ReaderContext(vocabulary)
QUOTED = "What is quoted here from another mail is not read"
DAY = datetime.date(2016, 2, 26)


# Heads


@pytest.mark.parametrize(
    ("text", "expected", "lines"),
    [
        (
            "Fra: NAV\nTil: KS\nSendt: 26. februar 2016 14:12\nEmne: Rapport: 2015\n\nHei",
            MailHead("NAV", "KS", DAY, "Rapport: 2015"),
            4,
        ),
        ("\n\nFrom: NAV\nSubject: Report\nHi", MailHead("NAV", subject="Report"), 4),
        ("**Fra:** NAV\n**Emne:** A\n", MailHead("NAV", subject="A"), 2),
        (
            "Fra:\tNAV\nKopi: KS\nVedlegg: a.pdf\nEmne: A\nTil: B",
            MailHead("NAV", "B", None, "A"),
            5,
        ),
        ("Frå: NAV\nEmne: A\nEmne: B", MailHead("NAV", subject="A"), 3),
        ("Fra: 1. mai\nTil: 30. mai\nMerk: noe", None, 0),
        ("Emne: A\nTil: B", None, 0),
        ("Plan\nFra: NAV\nEmne: A", None, 0),
        ("", None, 0),
    ],
)
def test_heads_of_saved_mails(text: str, expected: MailHead | None, lines: int) -> None:
    assert mail_head(text.split("\n")) == (None if expected is None else (expected, lines))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("26. februar 2016 14:12", DAY),
        ("fredag 26. februar 2016 14.12", DAY),
        ("fredag den 26. februar 2016 kl. 23:59", DAY),
        ("26.02.2016 00:01:02", DAY),
        ("26.02.2016", DAY),
        ("Friday, February 26, 2016 2:12 PM", DAY),
        ("Fri, 26 Feb 2016 14:12:00 +0100", DAY),
        # At night in Norway it is another day than in Greenwich.
        ("Thu, 25 Feb 2016 23:30:00 +0000", DAY),
        ("Fri, 26 Feb 2016 23:30:00 GMT", datetime.date(2016, 2, 27)),
        ("Fri, 26 Feb 2016 23:30:00 +0100 (CET)", DAY),
        ("Fri, 99 Feb 2016 14:12:00 +0100", None),
        ("02/03/2016", None),
        ("i går", None),
        ("", None),
    ],
)
def test_days_of_sending(written: str, expected: datetime.date | None) -> None:
    assert sending_day(written) == expected


@given(st.text(max_size=80))
def test_any_day_of_sending_is_read_or_not(written: str) -> None:
    for text in (written, f"Fri, {written} 14:12 +0100", f"{written} 14:12"):
        assert sending_day(text) is None or isinstance(sending_day(text), datetime.date)


# What is quoted

HEAD = "Fra: KS\nSendt: 1. mai 2016\nEmne: Før"


@pytest.mark.parametrize(
    ("text", "own", "quoted"),
    [
        ("Hei\n\n> før\n> mer\netter\n>> siste", "Hei\n\n\n\netter\n", (3, 6)),
        ("Hei\n-----Opprinnelig melding-----\nfør", "Hei", (2,)),
        ("Hei\n-------- Original Message --------\nfør", "Hei", (2,)),
        ("Hei\n---------- Forwarded message ---------\nfør", "Hei", (2,)),
        (f"Hei\n\n{HEAD}\n\nfør", "Hei\n", (3,)),
        ("Hei\nDen 26. februar 2016 kl. 14:12 skrev KS:\n> før\netter", "Hei\n\n\netter", (2,)),
        ("Hei\nfre. 26. feb. 2016 kl. 14:12 skrev KS <\na@b.no>:\n\n> før", "Hei\n\n\n\n", (2,)),
        ("Hei\nOn Fri, Feb 26, 2016 at 2:12 PM KS <a@b.no> wrote:\n\nfør", "Hei", (2,)),
        ("Hei\nDen 12. mai skrev rådet til kommunene:\nteksten", None, ()),
        ("--\nMed hilsen", None, ()),
        ("-----\nDelmål 2", None, ()),
        ("5 > 3", None, ()),
    ],
)
def test_what_is_quoted_is_left_out(text: str, own: str | None, quoted: tuple[int, ...]) -> None:
    found = own_text(text)
    assert (found.text, found.quoted) == (text if own is None else own, quoted)


@given(st.text(st.sampled_from("a:>-\n \tFraSendtEmneDskrv0@"), max_size=80))
def test_lines_that_are_left_stand_where_they_stood(text: str) -> None:
    own = own_text(text).text.split("\n") if text else []
    for line, written in zip(own, text.split("\n"), strict=False):
        assert line in ("", written)


def told(problems: tuple[Problem, ...]) -> list[tuple[str, int | None, str]]:
    return [
        (problem.level, (problem.place or Place()).line, said(problem.message))
        for problem in problems
    ]


def text_of(source: Source, known: ReaderContext) -> tuple[PaperText | None, tuple[Problem, ...]]:
    """What a text file is handed on as, and what is told of it."""
    handed: list[PaperText] = []

    def keep(
        of: Source, text: PaperText, known: ReaderContext, problems: Sequence[Problem]
    ) -> Reading:
        del of, known
        handed.append(text)
        return Reading((), tuple(problems))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "free_form_reading", keep)
        reading = paper.read(source, known)
    return (handed[0] if handed else None), reading.problems


def test_a_mail_saved_as_text() -> None:
    text = "Fra: NAV\nSendt: 26.02.2016\nEmne: Rapport\n\nDelmål 1\n- Kurs\n\n> før\n"
    found, problems = text_of(Source("a.txt", text.encode()), KNOWN)
    assert found is not None
    assert found.head == MailHead("NAV", "", DAY, "Rapport")
    assert shown(found.blocks) == [("Rapport", 0), "Delmål 1", ("Kurs", "item")]
    assert [block.place for block in found.blocks if isinstance(block, TextBlock)] == [
        Place(line=line) for line in (3, 5, 6)
    ]
    assert told(problems) == [("notice", 8, QUOTED)]
    found, _ = text_of(Source("a.txt", b"Fra: NAV\nSendt: 26.02.2016\n\nHei"), KNOWN)
    assert found is not None
    assert shown(found.blocks) == ["Hei"]


def test_a_text_that_is_no_mail_has_no_head_and_its_marks_are_its_own() -> None:
    found, problems = text_of(Source("a.txt", b"# Plan\n\n> sitat"), KNOWN)
    assert found == PaperText(found.blocks if found else ())
    assert found is not None
    assert shown(found.blocks) == [("Plan", 1), "> sitat"]
    assert problems == ()
    found, problems = text_of(Source("a.txt", b"\0"), KNOWN)
    assert found is None
    assert [problem.level for problem in problems] == ["error"]


# Files of mails


def mail(text: str = "", html: str = "", **head: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in head.items():
        made[name] = value
    if text:
        made.set_content(text)
    if html and text:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made


def read_mail(data: bytes) -> tuple[PaperText, list[tuple[str, int | None, str]]]:
    found, problems = eml.read_mail(Source("a.eml", data), KNOWN)
    assert found is not None
    return found, told(problems)


def test_a_mail() -> None:
    made = mail(
        "Hei!\n\nDelmål 1\n- Kurs på Ås\n\n-----Opprinnelig melding-----\nfør",
        "<p>Det samme</p>",
        Subject="Årsrapport 2015",
        From="IA-rådet i Østfold <post@example.no>",
        To="Direktoratet",
        Date="Thu, 25 Feb 2016 23:30:00 +0000",
    )
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="På år.pdf")
    made.add_attachment("tall", filename="tall.txt")
    made.add_attachment(mail("indre"))
    found, problems = read_mail(made.as_bytes())
    assert found.head == MailHead(
        "IA-rådet i Østfold <post@example.no>", "Direktoratet", DAY, "Årsrapport 2015"
    )
    assert shown(found.blocks) == [
        ("Årsrapport 2015", 0), "Hei!", "Delmål 1", ("Kurs på Ås", "item")
    ]  # fmt: skip
    assert [line for _, _, line in problems] == [
        f"The attachment “{name}” is not read; save it as a file of its own, and read that"
        for name in ("På år.pdf", "tall.txt", "message/rfc822")
    ] + [QUOTED]
    assert problems[-1][:2] == ("notice", 6)


def test_the_text_of_a_mail_that_is_html_alone() -> None:
    older = "<p><b>Fra:</b> KS<br><b>Sendt:</b> 1. mai 2016<br><b>Emne:</b> Før</p><p>før</p>"
    found, problems = read_mail(mail(html=f"<h1>Tiltak</h1><p>Kurs</p>{older}", To="x").as_bytes())
    assert shown(found.blocks) == [("Tiltak", 1), "Kurs"]
    assert problems == [("notice", None, QUOTED)]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Se HTML", ["Kurs for barnehager og Møte i Hamar og Løten"]),
        ("Kurs for barnehager", ["Kurs for barnehager"]),
    ],
)
def test_a_plain_text_that_only_says_where_the_text_is(plain: str, expected: list[str]) -> None:
    style = "<style>p {margin: 0; padding: 0; color: black; font-weight: normal}</style>" * 9
    html = f"{style}<p>Kurs for barnehager og Møte i Hamar og Løten</p>"
    found, _ = read_mail(mail(plain, html, To="x").as_bytes())
    assert [one.rstrip() for one in shown(found.blocks)] == expected


@pytest.mark.parametrize(
    ("html", "own", "count"),
    [
        ("<p>Kurs<br>Møte</p><blockquote><p>før</p></blockquote>", ["Kurs\nMøte"], 1),
        ("<p>Kurs</p><blockquote type=cite style='margin:0'>før</blockquote>", ["Kurs"], 1),
        ("<table><td>Kurs<blockquote>før</blockquote></table><p>Hei", ["Kurs", "Hei"], 1),
        # own text around a quote, and indented by a margin
        (
            "<p>Den 26. februar 2016 kl. 14:12 skrev Rådet:</p><blockquote>før</blockquote>Kurs",
            ["Kurs"],
            1,
        ),
        ("<blockquote style='margin: 0 0 0 40px; border: none'>Kurs</blockquote>", ["Kurs"], 0),
        # older mails in no element of their own
        ("<p>Kurs</p><p>Den 26. februar 2016 kl. 14:12 skrev Rådet:</p><p>før", ["Kurs"], 1),
        ("<p>Kurs</p><p>Fra: KS</p><p>Sendt: 1. mai 2016</p><p>Emne: Før</p><p>før", ["Kurs"], 1),
        (
            "<blockquote>a</blockquote>Kurs<p>Fra: KS<br>Emne: Før</p><blockquote>b</blockquote>",
            ["Kurs"],
            2,
        ),
    ],
)
def test_what_is_quoted_in_html_is_left_out(html: str, own: list[str], count: int) -> None:
    found, problems = read_mail(mail(html=html, To="x").as_bytes())
    assert shown(found.blocks) == own
    assert [told for _, _, told in problems] == [QUOTED] * count


RAW = {
    "no charset": (b"Subject: A\n\nfor\xe5r", ["forår"], 1),
    "an unknown charset": (
        b"Subject: A\nContent-Type: text/plain; charset=rot13\n\nfor\xc3\xa5r", ["forår"], 0
    ),
    "a charset that is not true": (
        b"Subject: A\nContent-Type: text/plain; charset=us-ascii\n\nfor\xc3\xa5r", ["forår"], 0
    ),
    "an old charset": (
        b"Subject: A\nContent-Type: text/plain; charset=iso-8859-1\n\nfor\xe5r", ["forår"], 0
    ),
    "a head in no charset": (b"Subject: A\nFrom: for\xe5r\n\nx", ["x"], 0),
    "a head that says wrongly how it is written": (
        b"From: =?utf-8?b?a?=\n =?rot13?q?x?=\nSubject: A\n\nx", ["x"], 0
    ),
    "a blank text beside one": (
        b"Subject: A\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: "
        b"text/plain; charset=utf-8\n\n\xc2\xa0\n--b\nContent-Type: text/html\n\n<p>hei</p>\n--b--",
        ["hei"],
        0,
    ),
    "no end of parts": (
        b"Subject: A\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhei", ["hei"], 0
    ),
    "two texts": (
        b"Subject: A\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nen\n--b\n\nto\n--b--",
        ["en", "to"],
        0,
    ),
    "no parts": (b"Subject: A\nContent-Type: multipart/mixed\n\nhei", [], 0),
    "no forms": (b"Subject: A\nContent-Type: multipart/alternative; boundary=b\n\n--b--", [], 0),
    "a picture alone": (
        b"Subject: A\nContent-Type: image/png\nContent-Disposition: inline\n\nx", [], 0
    ),
    "a broken text": (
        b"Subject: A\nContent-Transfer-Encoding: base64\n\n!aGVp!", ["hei"], 0
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RAW)
def test_mails_of_all_sorts(name: str) -> None:
    data, expected, notices = RAW[name]
    found, problems = read_mail(data)
    assert shown(found.blocks) == [("A", 0), *expected]
    assert len(problems) == notices


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"hei", "The file is no mail that can be read"),
        (
            b"".join(
                b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
                for n in range(2000)
            ),
            "The file is no mail that can be read",
        ),
        (b"Subject: A\n\n" + b"\1" * 99, "The file holds no text"),
        (
            b"Subject: A\nContent-Type: text/html\n\n" + b"<table><td>" * 101,
            "Tables, boxes and other parts",
        ),
    ],
)
def test_mails_that_cannot_be_read(data: bytes, expected: str) -> None:
    found, problems = eml.read_mail(Source("a.eml", data), KNOWN)
    assert found is None
    assert said(problems[-1].message).startswith(expected)
    assert read(Source("a.eml", data), KNOWN).documents == ()


def test_a_half_year_report_in_a_mail() -> None:
    section = HEADINGS["experience"][0]
    data = mail(f"{PART}\n\n{section}\n\nDet gikk bra.\n- en\n- to\n", Subject="Rapport").as_bytes()
    found = read(Source("a.eml", data), KNOWN)
    assert [said(problem.message) for problem in found.problems] == []
    (document,) = found.documents
    assert document.body["sections"] == [
        {"key": "experience", "heading": section, "text": "Det gikk bra.\n\n- en\n- to"}
    ]


HEADER = st.sampled_from(
    [
        *("Subject: ", "From: ", "Date: ", "Content-Type: ", "Content-Disposition: ", "\n", "\n\n"),
        *("text/html; charset=", "multipart/mixed; boundary=b\n", "--b\n", "--b--", "=?utf-8?b?"),
        *("=?utf-8?q?=c3", "?=", "attachment; filename*=", "utf-8''%c3", "base64", "\xe5", "\0"),
        *("Content-Transfer-Encoding: ", "quoted-printable", "message/rfc822", "Fri, 26 Feb "),
        *("2016 14:12:00 +9999", '"', ";", "<", ">", "(", "=?", "x", "<table><td>", "99999999"),
    ]
)


@given(st.lists(HEADER, max_size=20).map(lambda pieces: "".join(pieces).encode("latin-1")))
def test_any_mail_is_read_or_refused(data: bytes) -> None:
    reading = read(Source("a.eml", data), KNOWN)
    assert reading.documents == ()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert read(Source("a.eml", b"Subject: " + data), KNOWN).documents == ()
    assert read(Source("a.eml", data), KNOWN).documents == ()
