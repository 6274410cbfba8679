"""Forms in which nothing is filled in yet: what is missing there is no judgement of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from iacheck.documents.document import Document
from iacheck.language.content import has_content

# The kinds that there are forms for, and the files that forms are.
_KINDS = frozenset({"plan", "report", "party_report"})
_FORMS = frozenset({".xlsx", ".xlsm", ".ods", ".xls", ".docx", ".odt", ".doc", ".rtf"})
# What a form has before anybody writes into it: whose it is, and when for; the headings that
# texts are to stand under.
_WRITTEN_BEFORE = frozenset({"_id", "council", "party", "period", "key", "heading"})


def is_unfilled_form(document: Document) -> bool:
    """Whether it is from a file that is as the form was given out."""
    # What says something is no such form, and most documents do: nobody asks where it is from.
    if document.kind not in _KINDS or _says_something(document.body):
        return False
    origin = document.origin
    return (
        origin is not None and PurePath(origin.file).suffix.lower() in _FORMS and not origin.unread
    )


def _says_something(value: Any) -> bool:
    if isinstance(value, dict | Mapping):  # a dict is told at once
        for name, part in value.items():  # of every document; `any` takes twice the time
            if name not in _WRITTEN_BEFORE and (
                has_content if type(part) is str else _says_something
            )(part):
                return True
        return False
    if isinstance(value, list | tuple):
        return any(map(_says_something, value))
    return has_content(value)
