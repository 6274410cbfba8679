"""The pages in a browser without JavaScript: by mouse and keyboard, accessible, on small screens.

axe-core runs in another page, which is allowed scripts. Skipped where there is no Chromium.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import IN_CHROMIUM, broken, fits, opened_page, running_browser
from own_papers import ROWS, own_paper
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from web_servers import RunningServer, running_server

from iacheck.language.messages import LANGS

pytestmark = IN_CHROMIUM
PAGES = ("/", "/sjekk", "/skjema", "/krav", "/krav/B16", "/tilgjengelighet", "/personvern",
         "/helse", "/ingenting")  # fmt: skip
WIDTHS = (1280, 320)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


def opened(browser: Browser, server: RunningServer, *, scripts: bool) -> Iterator[Page]:
    """A page of the server; nothing is amiss in it."""
    with opened_page(
        browser,
        server.address,
        base_url=server.address,
        java_script_enabled=scripts,
        accept_downloads=True,
    ) as page:
        page.set_default_timeout(60_000)
        amiss: list[str] = []
        page.on("console", lambda told: amiss.append(told.text) if told.type == "error" else None)
        yield page
        assert [text for text in amiss if "status of 4" not in text] == []


@pytest.fixture(scope="module")
def page(browser: Browser, server: RunningServer) -> Iterator[Page]:
    """A page as readers have it: no script runs."""
    yield from opened(browser, server, scripts=False)


@pytest.fixture(scope="module")
def tested(browser: Browser, server: RunningServer) -> Iterator[Page]:
    """A page that axe may look at."""
    yield from opened(browser, server, scripts=True)


def press(page: Page, button: str = "main form button") -> None:
    """Presses the button and waits until the page that answers is there."""
    with page.expect_navigation():
        page.click(button)


def paper(folder: Path) -> Path:
    return own_paper(folder, "plan.docx", rows=[*ROWS, ("…", "", "", "x", "mye")])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_on_large_and_small_screens(
    path: str, lang: str, tested: Page
) -> None:
    tested.goto(f"{path}?lang={lang}")
    for width in WIDTHS:
        tested.set_viewport_size({"width": width, "height": 900})
        assert broken(tested) == []
        assert fits(tested)


@pytest.mark.parametrize("lang", LANGS)
def test_a_list_and_an_error_are_accessible_too(lang: str, tested: Page, tmp_path: Path) -> None:
    for day in ("2016-06-01", "i morgen"):
        tested.goto(f"/sjekk?lang={lang}")
        tested.set_input_files("#file", paper(tmp_path))
        tested.fill("#as_of", day)
        press(tested)
        for width in WIDTHS:
            tested.set_viewport_size({"width": width, "height": 900})
            if width == min(WIDTHS):
                # On the small screen all is unfolded.
                for summary in tested.query_selector_all("details:not([open]) > summary"):
                    summary.click()
            assert broken(tested) == []
            assert fits(tested)


@pytest.mark.parametrize("lang", LANGS)
def test_from_a_paper_to_its_list_and_to_word(lang: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"/sjekk?lang={lang}")
    page.set_input_files("#file", paper(tmp_path))
    page.fill("#as_of", "2017-04-01")
    press(page)
    assert "Hedmark" in page.inner_text("h1")
    assert page.is_visible(".mark.error")
    assert not page.is_visible("details.undetermined li >> nth=0")
    page.click("details.undetermined > summary")
    assert page.is_visible("details.undetermined li >> nth=0")
    with page.expect_download() as loading:
        page.click('button[value="docx"]')
    assert loading.value.suggested_filename == "avvik-IA-raadet-i-Hedmark-2016.docx"
    with zipfile.ZipFile(loading.value.path()) as archive:
        assert "Hedmark" in archive.read("word/document.xml").decode()
    assert page.input_value("#as_of") == "2017-04-01"
    page.set_input_files("#file", own_paper(tmp_path, "ny.txt"))
    press(page, "main form:last-of-type button[type=submit] >> nth=-1")
    assert "Hedmark" in page.inner_text("h1")


@pytest.mark.parametrize("lang", LANGS)
def test_a_list_is_the_same_in_another_language(lang: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"/sjekk?lang={lang}")
    page.set_input_files("#file", paper(tmp_path))
    page.fill("#as_of", "2017-04-01")
    press(page)
    marks = page.locator(".mark").count()
    for other in LANGS:
        press(page, f'.languages [lang="{other}"]')
        assert page.get_attribute("html", "lang") == other
        assert page.locator(".mark").count() == marks > 2
        assert page.input_value("#as_of") == "2017-04-01"


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_that_is_wider_than_the_screen_says_so_and_is_moved_by_keyboard(
    lang: str, tested: Page, tmp_path: Path
) -> None:
    papers = [
        own_paper(tmp_path, "a.txt"),
        own_paper(tmp_path, "b.txt", "Handlingsplan for IA-rådet i Møre og Romsdal 2015"),
    ]
    tested.goto(f"/sjekk?lang={lang}")
    tested.set_input_files("#file", papers)
    tested.fill("#as_of", "2017-04-01")
    press(tested)
    table, caption = tested.locator(".wide"), tested.locator(".wide caption")
    for width in (320, 480, 1000, 1280):
        tested.set_viewport_size({"width": width, "height": 900})
        is_wider = table.evaluate("table => table.scrollWidth > table.clientWidth")
        assert is_wider == tested.is_visible(".scrolls") == (width < 500)
    tested.set_viewport_size({"width": 320, "height": 900})
    table.focus()
    for _ in range(10):
        tested.keyboard.press("ArrowRight")
        tested.wait_for_timeout(50)
    assert table.evaluate("table => table.scrollLeft") > 50
    # What the table is stays in sight.
    assert caption.evaluate("caption => caption.getBoundingClientRect().left") >= 0
    assert fits(tested)
    assert broken(tested) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_form_from_a_paper_and_an_empty_one(lang: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"/skjema?lang={lang}")
    page.set_input_files("#file", paper(tmp_path))
    with page.expect_download() as loading:
        page.click("main form:last-of-type button")
    assert loading.value.suggested_filename == "plan-hedmark-2016.xlsx"
    page.fill("#council", "Rogaland")
    page.fill("#period", "2015")
    with page.expect_download() as loading:
        page.click("main form:first-of-type button")
    assert loading.value.suggested_filename == "plan.xlsx"
    with zipfile.ZipFile(loading.value.path()) as archive:
        assert "Rogaland" in archive.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("lang", LANGS)
def test_the_keyboard_alone_leads_to_the_error_and_to_what_is_to_be_mended(
    lang: str, tested: Page, tmp_path: Path
) -> None:
    tested.goto(f"/sjekk?lang={lang}")
    tested.keyboard.press("Tab")
    assert tested.evaluate("document.activeElement.className") == "skip"
    tested.keyboard.press("Enter")
    tested.set_input_files("#file", paper(tmp_path))
    for _ in range(20):
        tested.keyboard.press("Tab")
        if tested.evaluate("document.activeElement.id") == "as_of":
            break
    tested.keyboard.type("i morgen")
    with tested.expect_navigation():
        tested.keyboard.press("Enter")
    assert "error-summary" in tested.evaluate("document.activeElement.className")
    tested.keyboard.press("Tab")
    tested.keyboard.press("Enter")
    assert tested.evaluate("document.activeElement.id") == "as_of"
    assert tested.get_attribute("#as_of", "aria-invalid") == "true"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_short_page_ends_at_the_foot_of_the_screen(width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 1200})
    page.goto("/ingenting")
    box = page.locator(".bottom").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(1200, abs=1)


def test_what_must_be_known_before_a_list_is_read_stands_out(page: Page, tmp_path: Path) -> None:
    page.goto("/sjekk")
    page.set_input_files("#file", paper(tmp_path))
    page.click("form details > summary")
    page.fill("#period", "2015")
    press(page)
    told = page.locator(".list p >> nth=0")
    assert "mens det er 2015 som er valgt" in told.inner_text()
    border = "p => getComputedStyle(p).borderLeftWidth"
    assert told.evaluate(border) == "6px"
    assert page.locator(".list p >> nth=1").evaluate(border) == "0px"


def test_a_rule_is_found_from_the_start_page(page: Page) -> None:
    page.goto("/")
    press(page, "nav >> text=Krav")
    press(page, 'a[href="/krav/B16"]')
    assert page.inner_text("h1") == "Krav B16"
    press(page, "text=English")
    assert page.get_attribute("html", "lang") == "en"
    assert page.inner_text("h1") == "Demand B16"


def test_a_list_is_printed_whole_and_without_forms(page: Page, tmp_path: Path) -> None:
    page.goto("/sjekk?lang=en")
    page.set_input_files("#file", paper(tmp_path))
    page.fill("#as_of", "2017-04-01")
    press(page)
    printed = PdfReader(io.BytesIO(page.pdf()))
    text = "\n".join(sheet.extract_text() for sheet in printed.pages)
    assert "Errors (skal)" in text
    assert "Missing for 2016" in text
    assert "Check the next version" not in text
    assert "in a tab of its own" not in text
