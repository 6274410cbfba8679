"""What stands in a part of a paper that was not read, in few words: how much, and what first."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST = 300
_LONGEST_ITEM = 90
_LEFT_OUT = "…"


def excerpt(texts: Sequence[str]) -> str:
    """Rows or items in one line, numbered: the first ones, and the last, which tells how many.

    `1) Post | Beløp · 2) Kurs | 80 000 · … · 9) Sum | 200 000`; one alone stands as it is.
    """
    if len(texts) == 1:
        return texts[0]
    numbered = [f"{number}) {_clipped(text)}" for number, text in enumerate(texts, 1)]
    shown, last = numbered[:1], numbered[-1:]
    for one in numbered[1:-1]:
        if len(_joined([*shown, one, _LEFT_OUT, *last])) > _LONGEST:
            shown.append(_LEFT_OUT)
            break
        shown.append(one)
    return _joined(shown + last)


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(parts)


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_ITEM else text[: _LONGEST_ITEM - 1].rstrip() + _LEFT_OUT
