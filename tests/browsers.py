"""Chromium for tests of pages: started, opened on pages of one address, and asked what is amiss.

axe-core runs through the debugger, which a page's own policy does not keep out.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# All that axe finds takes longer to hand over than to find.
_TRIED = """async tags => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
  const places = rule => [rule.id, rule.nodes.map(node => node.html)];
  return [found.passes.length, found.violations.map(places)];
}"""
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

IN_CHROMIUM = [
    pytest.mark.slow,
    pytest.mark.skipif(_CHROMIUM is None, reason="there is no Chromium here"),
]


@contextmanager
def running_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_CHROMIUM, args=[*_ARGUMENTS])
        yield started
        started.close()


@contextmanager
def opened_page(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """A page that fetches nothing but what begins with the address."""
    context = browser.new_context(**settings)
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    yield page
    context.close()
    assert [url for url in fetched if not url.startswith(address)] == []


def broken(page: Page) -> list[tuple[str, list[str]]]:
    """The rules of WCAG 2.2 AA that the page breaks, and where."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_AXE)
    passed, violated = page.evaluate(_TRIED, _WCAG)
    assert passed > 5
    return [(rule, places) for rule, places in violated]


def fits(page: Page) -> bool:
    """Whether nobody must scroll sideways."""
    found: bool = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return found
