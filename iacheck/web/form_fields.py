"""What forms on pages show: what was filled in, what is wrong with it, what may be sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from iacheck import readers
from iacheck.language.language import Language
from iacheck.readers import office_documents, office_workbooks
from iacheck.web.page_texts import TEXTS
from iacheck.web.settings import ServerSettings


def form_values(
    fields: Mapping[str, str],
    errors: Mapping[str, str],
    settings: ServerSettings,
    language: Language,
    *,
    is_sent: bool = False,
) -> Mapping[str, object]:
    """What templates of forms need: what was filled in, what is wrong, and what may be sent.

    Where files were sent that are not what is wrong, they must be chosen `again`.
    """
    is_lost = is_sent and errors and "file" not in errors
    hints = [replace(TEXTS["files_hint"], values={"limit": settings.upload_mb})]
    hints += [] if settings.ocr else [TEXTS["no_scans"]]
    return {
        "values": defaultdict(str, fields),
        "errors": defaultdict(str, errors),
        "again": language.say(TEXTS["choose_again"]) if is_lost else "",
        "accept": ",".join(_accepted(settings)),
        "files_hint": " ".join(map(language.say, hints)),
    }


def _accepted(settings: ServerSettings) -> Iterator[str]:
    """The ends of names of files that are read here."""
    of_office = (*office_documents.SUFFIXES, *office_workbooks.SUFFIXES)
    return (one for one in readers.suffixes() if settings.office or one not in of_office)
