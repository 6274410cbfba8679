"""What forms on pages show: what was filled in, what is wrong with it, what may be sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from iacheck import readers
from iacheck.language.language import Language
from iacheck.web.page_texts import TEXTS


def form_values(
    fields: Mapping[str, str],
    errors: Mapping[str, str],
    upload_mb: int,
    language: Language,
    *,
    is_sent: bool = False,
) -> Mapping[str, object]:
    """What templates of forms need: what was filled in, what is wrong, and what may be sent.

    Where files were sent that are not what is wrong, they must be chosen `again`.
    """
    is_lost = is_sent and errors and "file" not in errors
    hint = TEXTS["files_hint"]
    return {
        "values": defaultdict(str, fields),
        "errors": defaultdict(str, errors),
        "again": language.say(TEXTS["choose_again"]) if is_lost else "",
        "accept": ",".join(readers.suffixes()),
        "files_hint": language.say(replace(hint, values={"limit": upload_mb})),
    }
