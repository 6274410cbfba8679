"""Letters that say that a plan or report is attached, and papers that only look like them."""

from __future__ import annotations

import pytest
from free_form_samples import context, flat, heading, items, table, text, told

from iacheck.forms.free_form.reading import FreeFormReading, FreePaper, read_free_form
from iacheck.forms.mail_heads import MailHead
from iacheck.forms.paper_blocks import PaperBlock, PaperText

TITLE = "Handlingsplan 2016 for IA-rådet i Hedmark"
REPORT = "Årsrapport 2015 for IA-rådet i Hedmark"


def read(*blocks: PaperBlock, title: str = TITLE, head: MailHead | None = None) -> FreeFormReading:
    found = PaperText((heading(title, 0), *flat(blocks)), head)
    return read_free_form(FreePaper("brev.txt", "0", found), context())


def is_refused(reading: FreeFormReading) -> bool:
    return not reading.documents and any("covering letter" in one for one in told(reading))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (TITLE, ["Hei,", "Se vedlagt handlingsplan for 2016.", "Mvh", "NAV"]),
        (TITLE, ["Hei", "Planen er vedlagt. Si fra om noe mangler.", "Med vennlig hilsen\nNAV"]),
        (TITLE, ["Hei!", "Se vedlegg.", "Hilsen NAV"]),
        (TITLE, ["Hei", "Her er handlingsplanen for 2016.", "Mvh"]),
        (REPORT, ["Hei", "Her følgjer årsrapporten for 2015.", "Venleg helsing"]),
        (REPORT, ["Hei", "Vedlagt ligg årsmeldinga for 2015.", "Beste helsing"]),
        (REPORT, ["Dear all,", "Please find the annual report attached.", "Kind regards"]),
        (REPORT, ["Vi legger ved årsrapporten for 2015.", "Vennlig hilsen", "NAV"]),
    ],
)
def test_a_letter_that_says_that_the_paper_is_attached_is_none(
    title: str, lines: list[str]
) -> None:
    reading = read(*map(text, lines), title=title)
    assert is_refused(reading)
    assert reading.unread


@pytest.mark.parametrize(
    "blocks",
    [
        [text("Handlingsplanen for 2015 er vedlagt.")],  # no letter
        [text("Hei"), text("Her er handlingsplanen."), text("Vi vil møte bransjene."), text("Mvh")],
        [text("Hei"), text("Handlingsplanen er vedlagt."), heading("Delmål 1"), text("Mvh")],
        [text("Hei"), text("Handlingsplanen er vedlagt."), *items("Kurs"), text("Mvh")],
        [text("Hei"), text("Planen er vedlagt."), table(("Tiltak", "Frist"), ("Kurs", "mai"))],
        [text("Hei"), text("Regnskapet er vedlagt. Vi vil møte bransjene."), text("Mvh")],
        [text("Hei"), text("Planen er vedlagt. " + "Vi vil møte alle bransjer. " * 20)],
        [text("Hei"), text("Vi vil møte bransjene."), text("Mvh")],
        [text("Hei"), text("Mvh")],
    ],
)
def test_papers_that_are_no_letters_for_certain(blocks: list[PaperBlock]) -> None:
    assert not is_refused(read(*blocks))
    assert read(*blocks).documents


def test_a_mail_needs_neither_greeting_nor_closing() -> None:
    head = MailHead("NAV Hedmark", "Direktoratet", None, TITLE)
    assert is_refused(read(text("Handlingsplanen er vedlagt."), head=head))
    assert not is_refused(read(text("Handlingsplanen er klar."), head=head))
