"""What the form for papers shows: what was filled in, what is wrong with it, what may be sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from iacheck import readers
from iacheck.language.language import Language
from iacheck.web.page_texts import TEXTS

# The fields of the form that go with a list when it is asked for again.
FIELDS = ("as_of", "period", "council", "kind")


def form_values(
    fields: Mapping[str, str], errors: Mapping[str, str], upload_mb: int, language: Language
) -> Mapping[str, object]:
    """The values of `check_form.html.j2`; `errors` by the field that they are about."""
    hint = TEXTS["files_hint"]
    return {
        "values": defaultdict(str, fields),
        "errors": defaultdict(str, errors),
        "accept": ",".join(readers.suffixes()),
        "files_hint": language.say(replace(hint, values={"limit": upload_mb})),
    }
