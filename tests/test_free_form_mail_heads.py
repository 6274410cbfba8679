"""Whose a paper in free form is by its mail, by whom it is for, and by the heads of its pages."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest
from free_form_samples import (
    context,
    flat,
    heading,
    only,
    plan,
    read,
    text,
    told,
    unread,
)
from test_free_form_identity import COUNCIL, KURS, REPORT, found

from iacheck.forms.free_form.identity import identity_given
from iacheck.forms.free_form.reading import (
    FreeFormReading,
    FreePaper,
    read_free_form,
)
from iacheck.forms.mail_heads import MailHead
from iacheck.forms.paper_blocks import PaperBlock, PaperText


def test_the_head_of_a_mail() -> None:
    head = MailHead(
        subject=f"Årsrapport 2015 for {COUNCIL}",
        sender="NAV Arbeidslivssenter Hedmark",
        to="Arbeids- og velferdsdirektoratet",
        sent_on=datetime.date(2016, 2, 1),
    )
    text_ = PaperText(tuple(flat([heading(head.subject, 0), REPORT])), head)
    (document,) = read_free_form(FreePaper("a.eml", "0" * 64, text_), context()).documents
    assert document.body["submitted_on"] == "2016-02-01"
    assert document.body["submitted_via"] == "Arbeids- og velferdsdirektoratet"
    assert document.body["coordinated_by"] == "NAV Arbeidslivssenter Hedmark"
    bare = PaperText(text_.blocks, MailHead(subject=head.subject))
    read_ = read_free_form(FreePaper("a.eml", "0" * 64, bare), context())
    assert "submitted_on" not in only(read_).body
    assert not read_.unread


@pytest.mark.parametrize(
    ("sender", "to", "coordinator", "channel"),
    [
        ("Sekretariatet <ia@example.no>", "post@example.no", None, None),
        ("als@nav.example.no", "<nav@example.no>", None, None),
        ('"NAV Troms" <a@example.no>', "NAV [mailto:b@example.no]", "NAV Troms", "NAV"),
        ("ALS Troms", "Kari <a@example.no>, NAV <b@example.no>", "ALS Troms", "NAV"),
        ("Arbeidslivssenteret", "NAV; Direktoratet", "Arbeidslivssenteret", "NAV, Direktoratet"),
    ],
)  # fmt: skip
def test_who_coordinated_a_mail_and_which_way_it_went(
    sender: str, to: str, coordinator: str | None, channel: str | None
) -> None:
    blocks = tuple(flat([heading(f"Årsrapport 2015 for {COUNCIL}", 0)]))
    found = _read_mail(blocks, MailHead(sender, to))
    assert only(found).body.get("coordinated_by") == coordinator
    assert only(found).body.get("submitted_via") == channel
    assert unread(found) == [
        ("cell", written, {path})
        for written, said_, path in (
            (to, channel, "/submitted_via"), (sender, coordinator, "/coordinated_by"),
        )
        if said_ is None
    ]  # fmt: skip


def test_what_a_mail_says_goes_before_its_head() -> None:
    said_ = "Rapporten er sendt fra NAV Arbeidslivssenter Hedmark til NAV 3.2.2016."
    blocks = tuple(flat([heading(f"Årsrapport 2015 for {COUNCIL}", 0), text(said_)]))
    head = MailHead("ALS Troms", "Direktoratet", datetime.date(2016, 2, 4))
    found = _read_mail(blocks, head)
    body = only(found).body
    assert body["submitted_on"] == "2016-02-03"
    assert body["coordinated_by"] == "NAV Arbeidslivssenter Hedmark"
    assert body["submitted_via"] == "NAV"
    assert not found.unread


def _read_mail(blocks: Sequence[PaperBlock], head: MailHead) -> FreeFormReading:
    paper = FreePaper("a.eml", "0" * 64, PaperText(tuple(blocks), head))
    return read_free_form(paper, context())


PLAN_OF_NOBODY = [heading("Handlingsplan 2016", 0), *KURS]


@pytest.mark.parametrize(
    "lines",
    [
        ["Til: NAV", "Fra: IA-rådet i Hedmark", "Kopi: IA-rådet i Troms"],
        ["Til: IA-rådet i Troms\nFra: IA-rådet i Hedmark\nKopi til: IA-rådet i Oppland"],
        ["Kopi: IA-rådet i Troms", "IA-rådet i Hedmark"],
    ],
)
def test_whom_a_paper_is_for_is_not_whose_it_is(lines: list[str]) -> None:
    assert found(list(map(text, lines)), PLAN_OF_NOBODY) == [("plan", "hedmark", "2016", ["Kurs"])]


@pytest.mark.parametrize(
    ("title", "given", "meant"),
    [
        ("Handlingsplan for IA-rådet i Sør Trønderlag 2016", "Sør Trønderlag", "sor-trondelag"),
        ("Handlingsplan 2016 Hedmrk", "Hedmrk", "hedmark"),
        ("Handlingsplan 2016 for IA-rådet i Midt", None, None),
        ("Handlingsplan 2016", None, None),
    ],
)
def test_a_council_that_is_not_known_is_asked_about_and_never_guessed(
    title: str, given: str | None, meant: str | None
) -> None:
    reading = read([heading(title, 0), *PLAN_OF_NOBODY[1:]])
    assert not reading.documents
    (one,) = told(reading)
    if meant is None:
        assert one.endswith("say it with --council and the council's name, or in the title")
    else:
        assert one.startswith(f"“{given}” is no council that is known; did you mean IA-rådet i ")
        assert one.endswith(f"say it with --council {meant}")


@pytest.mark.parametrize(
    "line", ["Til: IA-rådet i Hedmark", "Til IA-rådet i Hedmark", "Kopi: IA-rådet i Hedmark"]
)
def test_a_paper_that_only_names_the_council_that_it_is_for(line: str) -> None:
    reading = read([text(line), *PLAN_OF_NOBODY])
    assert not reading.documents
    assert told(reading) == [
        "Only whom it is for names a council, IA-rådet i Hedmark; if it is from that one, say so "
        "with --council hedmark, or in the title"
    ]
    given = identity_given(None, "hedmark", None)
    assert only(read([text(line), *PLAN_OF_NOBODY], given)).body["council"] == "hedmark"


@pytest.mark.parametrize(
    ("heads", "council"),
    [
        (("IA-rådet i Hedmark",), "hedmark"),
        (("Side 1", "Årsrapport 2014 – IA-rådet i Hedmark"), "hedmark"),
        (("Hedmark fylkeskommune",), None),
        ((), None),
    ],
)
def test_the_council_in_the_heads_of_pages(heads: tuple[str, ...], council: str | None) -> None:
    paper = PaperText(
        tuple(flat([text("Til: IA-rådet i Troms"), *PLAN_OF_NOBODY])), None, (), heads
    )
    documents = read_free_form(FreePaper("a.docx", "0" * 64, paper), context()).documents
    assert [(one.kind, one.body["council"], one.body["period"]) for one in documents] == (
        [("plan", council, "2016")] if council else []
    )


def test_a_sentence_on_another_council_says_nothing_where_a_head_or_sender_does() -> None:
    thanks = text("Vi takker IA-rådet i Oppland for samarbeidet.")
    paper = PaperText((thanks, *flat(PLAN_OF_NOBODY)), page_heads=("IA-rådet i Hedmark",))
    (document,) = read_free_form(FreePaper("a.docx", "0" * 64, paper), context()).documents
    assert document.body["council"] == "hedmark"
    mail = _read_mail((thanks, *flat(PLAN_OF_NOBODY)), MailHead("IA-rådet i Hedmark", "NAV"))
    assert only(mail).body["council"] == "hedmark"
    own = text("Dette er handlingsplanen for IA-rådet i Hedmark.")
    assert only(read([own, *PLAN_OF_NOBODY])).body["council"] == "hedmark"


def test_a_title_goes_before_the_heads_of_pages() -> None:
    paper = PaperText(plan(*KURS), page_heads=("IA-rådet i Troms",))
    (document,) = read_free_form(FreePaper("a.docx", "0" * 64, paper), context()).documents
    assert document.body["council"] == "hedmark"


@pytest.mark.parametrize(
    ("sender", "to", "council", "said_of_it"),
    [
        ('"IA-rådet i Hedmark" <a@example.no>', "NAV Oppland", "hedmark", []),
        ('"IA-rådet i Hedmark" <a@example.no>', "IA-rådet i Troms", "hedmark", []),
        ("<hedmark@example.no>", "NAV", None, ["Nothing says which council"]),
        ("NAV Hedmark", "NAV", None, ["Nothing says which council"]),
        ("NAV", "IA-rådet i Troms <a@example.no>", None, ["--council troms"]),
    ],
)
def test_the_council_of_a_mail_that_does_not_name_it(
    sender: str, to: str, council: str | None, said_of_it: list[str]
) -> None:
    blocks = tuple(flat([heading("Årsrapport 2015", 0), REPORT]))
    reading = _read_mail(blocks, MailHead(sender, to))
    assert [one.body["council"] for one in reading.documents] == ([council] if council else [])
    assert all(part in one for part, one in zip(said_of_it, told(reading), strict=True))
