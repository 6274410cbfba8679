"""Content controls that nobody has filled in, by their mark and by what stands in them.

Programs that fill in forms leave the mark standing; then the text is what they wrote.
"""

from __future__ import annotations

import re

from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.readers.paper_text.samples import sample
from iacheck.readers.word.package_parts import Element, W
from iacheck.readers.word.styles import Styles, mark_holds

# How prompts begin: Word's own, and those of people.
_PROMPT = re.compile(
    r"[\[<(…. ]*(?:klikk|trykk|velg|vel|skriv|sett inn|set inn|fyll|legg inn|oppgi|oppgje|click|tap"
    r"|choose|select|enter|type|insert|write|fill|place your|dd\.|dato|date)\b",
    re.IGNORECASE,
)


@frozen
class ControlText:
    """Whether what stands in a control is read, and what is told of it."""

    is_read: bool
    told: Message | None = None


def control_text(control: Element, styles: Styles) -> ControlText:
    """What to make of a content control."""
    mark = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if mark is None or not mark_holds(mark.get(W + "val")):
        return ControlText(is_read=True)
    written = "".join(text.text or "" for text in control.iter(W + "t"))
    if not written.strip(" .…_-[]<>()") or _PROMPT.match(written):
        return ControlText(is_read=False)
    if any(styles.is_of_prompts(run) for run in control.iter(W + "rPr")):
        told = message(
            "A field that is marked as not filled in is not read: “{text}”; if somebody wrote "
            "that, write it anew",
            text=sample((written,)),
        )
        return ControlText(is_read=False, told=told)
    told = message(
        "A field that is marked as not filled in is read all the same: “{text}”",
        text=sample((written,)),
    )
    return ControlText(is_read=True, told=told)
