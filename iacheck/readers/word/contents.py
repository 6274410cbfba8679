"""Lines of a table of contents, and texts that only stand in its control or have its style."""

from __future__ import annotations

import re

from iacheck.language.look_alikes import look
from iacheck.readers.paper_text.contents_titles import CONTENTS_TITLES
from iacheck.readers.word.package_parts import Element, W

# A tab or dots before the number of a page.
_ENTRY = re.compile(r".*(?:\t|\.{3,}|…|(?:\. ){3,})[\s.…]*(?:\d{1,4}|[ivxlc]{1,7})\s*", re.DOTALL)
_PLACE_OF_HEADING = "_Toc"


def is_contents_control(control: Element) -> bool:
    """Whether a content control is meant to hold a table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def is_contents_line(text: str, paragraph: Element) -> bool:
    """Whether a paragraph repeats a heading, with its page or a link, or is the title of these."""
    if look(text) in CONTENTS_TITLES or _ENTRY.fullmatch(text):
        return True
    links = (link.get(W + "anchor") or "" for link in paragraph.iter(W + "hyperlink"))
    return any(link.startswith(_PLACE_OF_HEADING) for link in links) or any(
        "PAGEREF" in (told.text or "") or _PLACE_OF_HEADING in (told.text or "")
        for told in paragraph.iter(W + "instrText")
    )
