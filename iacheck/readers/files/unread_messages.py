"""What commands tell of papers that were not read whole, and how to see more of them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from iacheck.documents.document import Document
from iacheck.documents.unread_block import UnreadBlock, UnreadPart
from iacheck.forms.book_words import SaidOfPapers
from iacheck.language.frozen import frozen
from iacheck.language.messages import by_door, message, plural_message
from iacheck.language.problems import Level, Problem
from iacheck.readers.files.documents import InputReading


@frozen
class ReadCommand:
    """`iacheck read` of a file that was read: `paths` by what results call the files.

    `said` is what was said of the papers, which they may not say themselves; with
    `ocr`, the text of scans was recognised.
    """

    paths: Mapping[str, Path]
    said: SaidOfPapers
    ocr: bool = False

    def of(self, file: str, *more: str) -> str:
        """The command, as it can be typed where this one was typed."""
        said = {
            "--kind": self.said.kind,
            "--council": self.said.council,
            "--period": self.said.period,
        }
        words = [word for name, value in said.items() if value for word in (name, str(value))]
        words += ["--ocr"] if self.ocr else []
        command = ["iacheck", "read", str(self.paths.get(file, file)), *words, *more]
        return f"`{shlex.join(command)}`"


def papers_without_activities(
    documents: Sequence[Document], read: ReadCommand, level: Level = "error"
) -> Iterator[Problem]:
    """A problem for each paper of which no activity was understood, though there may be some."""
    for document in documents:
        origin = document.origin
        if origin is None:
            continue
        first = next((block for block in origin.unread if _may_hold_activities(block)), None)
        if first is None or document.body.get("activities"):
            continue
        text = first.text.rstrip(".")
        told = by_door(
            message(
                "None of its activities could be read; look here: {place}: {text}. Either put them "
                "in a table with headings such as Tiltak, Ansvarlig and Frist and try again, or "
                "run {command}: it makes a form of what was read; fill in the activities there, "
                "and use the form instead of this file",
                place=first.place,
                text=text,
                command=read.of(origin.file, "--out", "skjemaer"),
            ),
            message(
                "None of its activities could be read; look here: {place}: {text}. Either put them "
                "in a table with headings such as Tiltak, Ansvarlig and Frist and try again, or "
                "have a form made of what was read, on the page of the forms; fill in the "
                "activities there, and use the form instead of this file",
                place=first.place,
                text=text,
            ),
            message(
                "None of its activities could be read; look here: {place}: {text}. Either put them "
                "in a table with headings such as Tiltak, Ansvarlig and Frist and try again, or "
                "fill them in in the form at {address}, and send that instead of this file",
                place=first.place,
                text=text,
                address=f"/api/v1/templates/{document.kind}.xlsx",
            ),
        )
        yield document.problem(told, level=level)


def _may_hold_activities(block: UnreadBlock) -> bool:
    return any(lift.path == "/activities" for lift in block.lifts)


def unread_notices(reading: InputReading, read: ReadCommand) -> Iterator[Problem]:
    """A notice for each file of which something was not read: how much, and the first of it."""
    origins = (document.origin for document in reading.documents)
    of_documents = (UnreadPart(o.file, block) for o in origins if o for block in o.unread)
    by_file: dict[str, list[UnreadBlock]] = {}
    for part in dict.fromkeys((*reading.unread, *of_documents)):
        by_file.setdefault(part.file, []).append(part.block)
    for file, blocks in by_file.items():
        first = blocks[0]
        told = plural_message(
            "{count} part was not read: {place}: {text}. {command} shows what was read",
            "{count} parts were not read; the first: {place}: {text}. {command} lists them",
            len(blocks),
            place=first.place,
            text=first.text.rstrip("."),
            command=read.of(file),
        )
        yield Problem(told, level="notice", file=file)
