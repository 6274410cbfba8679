"""Pages in a browser: accessible (WCAG 2.2 AA, by axe-core), on small screens and on paper.

Skipped where there is no Chromium.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsers import IN_CHROMIUM, broken, fits, opened_page, running_browser
from hostile import HOSTILE, long_result, result_with
from paper_material import material_of
from paper_rounds import ROUNDS
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from result_samples import RESULT, rendered

from iacheck.language.messages import LANGS
from iacheck.reports import as_html
from iacheck.reports.blocks import (
    Bar,
    Chart,
    Column,
    Heading,
    Items,
    Mark,
    Paper,
    Paragraph,
    Span,
    Table,
    plain_text,
)
from iacheck.reports.split import results_by_subject

pytestmark = IN_CHROMIUM

MARKS: tuple[Mark, ...] = (
    "error", "warning", "info", "met", "undetermined", "not_due", "waived", "not_applicable",
    "failed",
)  # fmt: skip
WIDE = Table(
    "Krav", [Column(f"B{number:02}") for number in range(28)], [[plain_text("x")] * 28] * 3
)
EVERYTHING = Paper(
    "Alt som et ark kan ha",
    "nb",
    [
        Heading(1, "Tekst", "tekst"),
        *(Paragraph(plain_text("x"), style) for style in ("body", "lead", "note")),
        Paragraph(tuple(Span(mark, mark=mark) for mark in MARKS)),
        Paragraph((Span("Lenke", strong=True, link="tekst"),)),
        Items([plain_text("en")], numbered=True),
        Heading(2, "Figur"),
        Chart("Figur", [Bar("Delmål 1", 1, "1"), Bar("Delmål 2", 2, "2")], "1 og 2."),
        WIDE,
    ],
    "Undertittel",
    "Bunntekst",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened_page(browser, "file:", viewport={"width": 1280, "height": 900}) as opened:
        yield opened


def show(page: Page, data: bytes, folder: Path) -> None:
    file = folder / "page.html"
    file.write_bytes(data)
    page.goto(file.as_uri())


ALL_AND_ONE = (RESULT, results_by_subject(RESULT)["council-møre-og-romsdal-2015"])


@pytest.mark.parametrize(("lang", "width"), [("nb", 1280), ("nb", 320), ("nn", 320), ("en", 1280)])
def test_lists_are_accessible(page: Page, tmp_path: Path, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for result in ALL_AND_ONE:
        show(page, rendered("html", lang, result), tmp_path)
        assert broken(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_lists_have_a_language_and_fit_on_every_screen(
    page: Page, tmp_path: Path, lang: str
) -> None:
    for result in ALL_AND_ONE:
        show(page, rendered("html", lang, result), tmp_path)
        assert page.get_attribute("html", "lang") == lang
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert fits(page)


def test_lists_are_accessible_on_paper(page: Page, tmp_path: Path) -> None:
    show(page, rendered("html", "nb"), tmp_path)
    page.emulate_media(media="print")
    assert broken(page) == []


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("width", [1280, 320])
def test_everything_that_a_paper_can_have(
    page: Page, tmp_path: Path, width: int, media: Any
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media)
    show(page, as_html.write(EVERYTHING), tmp_path)
    assert broken(page) == []
    assert media == "print" or fits(page)


def test_no_text_runs_and_none_is_too_long(page: Page, tmp_path: Path) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.set_viewport_size({"width": 320, "height": 900})
    for result in (long_result(), result_with(HOSTILE)):
        show(page, rendered("html", "nb", result), tmp_path)
        assert fits(page)
    assert page.locator("script, img, iframe, main b").count() == 0
    assert dialogs == []


def test_on_paper_heads_are_repeated_and_wide_tables_are_whole(page: Page, tmp_path: Path) -> None:
    rows = [[plain_text(f"Rad {number}"), plain_text("x " * 40)] for number in range(160)]
    many = Table("Rader", [Column("Navn"), Column("Tekst", 3)], rows)
    show(page, as_html.write(Paper("x", "nb", [many])), tmp_path)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) > 2
    assert all("Navn" in sheet.extract_text() for sheet in printed.pages)
    show(page, as_html.write(EVERYTHING), tmp_path)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    (turned,) = [p for p in printed.pages if p.mediabox.width > p.mediabox.height]
    assert "B27" in turned.extract_text()


COUNCILS = Table(
    "Alle krav",
    [Column("Hvem", 6), *(Column(f"B{number:02}") for number in range(1, 29))],
    [
        [plain_text("IA-rådet i Møre og Romsdal"), *((Span("ok", mark="met"),) for _ in range(28))]
        for _ in range(17)
    ],
)


def test_everybody_against_every_demand_on_a_screen(page: Page, tmp_path: Path) -> None:
    show(page, as_html.write(Paper("x", "nb", [COUNCILS])), tmp_path)
    table = page.locator(".wide")
    assert table.evaluate("here => here.scrollWidth <= here.clientWidth")
    # On a small screen one scrolls, and still sees whom a row is about.
    page.set_viewport_size({"width": 320, "height": 900})
    assert fits(page)
    assert table.evaluate("here => { here.scrollLeft = 300; return here.scrollLeft }") == 300
    who = page.locator("tbody th").first
    assert who.evaluate(
        "here => here.getBoundingClientRect().left >= "
        "here.closest('.wide').getBoundingClientRect().left"
    )


@pytest.mark.parametrize("name", ["council-agder-2015", "council-telemark-2015"])
def test_a_printed_list_begins_below_its_title(page: Page, tmp_path: Path, name: str) -> None:
    """What must stand together is never so much that a page is left for it."""
    result = results_by_subject(material_of(*ROUNDS["2015"]).result)[name]
    show(page, rendered("html", "nb", result), tmp_path)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    first, *others = (len(sheet.extract_text().split()) for sheet in printed.pages)
    assert first > 150
    assert len(others) < 3


@pytest.mark.parametrize(
    ("media", "width", "letters"),
    [("screen", 1280, 60), ("screen", 320, 38), ("print", 673, 60)],
)
def test_a_chart_is_shown_once_and_no_label_is_cut(
    page: Page, tmp_path: Path, media: Any, width: int, letters: int
) -> None:
    # A page of A4 is 673 pixels wide within its margins.
    label = "Årsrapporten gjør greie for hver planlagt aktivitet, eller det er sagt hvorfor ikke"
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media)
    show(page, as_html.write(Paper("x", "nb", [Chart("t", [Bar(label, 1, "1")], "1")])), tmp_path)
    drawn = page.locator("svg:visible")
    assert drawn.count() == 1
    lines = drawn.locator("text").all_text_contents()[:-1]
    assert " ".join(lines) == label
    assert (max(map(len, lines)) > 38) is (letters > 38)
    assert drawn.evaluate(
        "here => [...here.querySelectorAll('text')].every(text => "
        "text.getBoundingClientRect().right <= here.getBoundingClientRect().right)"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_overview_shows_its_figures_on_a_phone(page: Page, tmp_path: Path, lang: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    result = material_of(*ROUNDS["2015"]).result
    assert len(result.subjects) > 15
    show(page, rendered("html", lang, result), tmp_path)
    overview = page.locator(".figures").first
    assert overview.locator("tbody tr").count() == len(result.subjects)
    assert overview.evaluate(
        "here => here.scrollWidth <= here.clientWidth && "
        "[...here.querySelectorAll('th, td')].every(cell => "
        "cell.getBoundingClientRect().right <= 390 && cell.scrollWidth <= cell.clientWidth)"
    )
    # Whom a row is about is not broken inside words.
    assert overview.locator("tbody th").first.evaluate("here => here.clientWidth") > 90


def test_the_overview_is_accessible_on_a_phone(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    result = material_of(*ROUNDS["2015"]).result
    # A few of them, for looking at all takes long.
    show(page, rendered("html", "nb", replace(result, subjects=result.subjects[:3])), tmp_path)
    assert page.locator(".figures").first.locator("tbody tr").count() == 3
    assert broken(page) == []
