"""Days that are still ahead, of which there may be many: told of together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iacheck.language.messages import DocumentPart, Value, message
from iacheck.language.problems import Problem

# As many are told of one by one.
_FEW = 3


def later_together(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, with one in the place of all those of later days where these are many."""
    listed = list(problems)
    later = [one for one in listed if one.later]
    if len(later) <= _FEW:
        yield from listed
        return
    names = list(dict.fromkeys(one.document for one in later if one.document))
    more = len(names) - _FEW
    documents: list[Value] = [DocumentPart(name) for name in names[:_FEW]]
    told = message(
        "What is dated after {as_of} is not delivered by then, or does not count: {count} days, in "
        "{documents}; {command} tells of each",
        count=len(later),
        as_of=later[0].message.values["as_of"],
        documents=[*documents, *([message("{count} more", count=more)] if more > 0 else [])],
        command="iacheck check",
    )
    yield from (one for one in listed if not one.later)
    yield Problem(told, "notice")
