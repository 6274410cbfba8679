"""What a list is called that is saved: by whom and when it is about."""

from __future__ import annotations

import re
import unicodedata

from iacheck.cases.findings import Result
from iacheck.language.language import Language

# As people write them where they have no others.
_LETTERS = str.maketrans({"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe", "æ": "ae", "Æ": "Ae"})
_BETWEEN = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 60


def list_name(result: Result, language: Language) -> str:
    """`avvik-IA-raadet-i-Oslo-2015`; what not all in a list have in common is left out."""
    names = {language.value(judged.subject.name) for judged in result.subjects}
    periods = {str(judged.period) for judged in result.subjects}
    name = _safe(names.pop()) if len(names) == 1 else ""
    period = periods.pop() if len(periods) == 1 else ""
    return "-".join(filter(None, ("avvik", name, period)))


def _safe(name: str) -> str:
    """The name in letters, digits and hyphens that every system and mail program can have."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).translate(_LETTERS))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _BETWEEN.sub("-", letters)[:_LONGEST].strip("-")
