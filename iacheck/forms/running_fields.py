"""Fields inside a bullet or a sentence: `Fagdag om støy. Ansvarlig: NAV. Frist: høsten 2016.`"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# “Beløp (i 1000 kr): 50”: what stands in parentheses is of the label.
_COLON = re.compile(r"(?P<of_label>[ \t]?\([^()\n]{1,40}\))?[ \t*_]{0,8}:[*_]*")
# An amount, and neither day, year, week nor the number of a sub-goal.
_AMOUNT = re.compile(
    r"[ \t]{1,8}(?=(?:kr\b\.?|nok\b)\s*\d|\d{1,3}(?:[ .\u00a0\u2009\u202f]\d{3}){1,4}(?!\d|\.\d)"
    r"|\d+\s*(?:,-|kr\b|kroner\b|nok\b|tusen\b|mill)|\d{5,})",
    re.IGNORECASE,
)
_LABEL_LENGTH = 100
_WORD = re.compile(r"[^\W\d_][\w/-]*")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w/-]*[ \t]+){0,4}[^\W\d_][\w/-]*\Z")
# Signs after which a label may begin with a small letter.
_AFTER_SIGN = re.compile(r"(?:\A|[.;,:()|\n*_–—•-])\s*\Z")
_CLOSING = " \t\r\n.,;*_"


def parts(
    text: str, label_of: Callable[[str], str | None]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text before the first known label, and what each label is called with its value.

    `label_of` tells what the words before a colon are called, None where they are no label; so do
    words before an amount (`Kostnad 150.000`). A value goes on to the next label, without the stop
    or comma that closes it.
    """
    labels = list(_labels(text, label_of))
    if not labels:
        return text.strip(), ()
    ends = [start for start, _, _ in labels[1:]] + [len(text)]
    values = (
        (label, _value(text[at:end])) for (_, at, label), end in zip(labels, ends, strict=True)
    )
    return text[: labels[0][0]].rstrip(_CLOSING + "(–—-|").lstrip(), tuple(values)


def _labels(text: str, label_of: Callable[[str], str | None]) -> Iterator[tuple[int, int, str]]:
    """Where each label begins, where its value does, and what it is called."""
    after = 0
    signs = sorted((*_COLON.finditer(text), *_AMOUNT.finditer(text)), key=re.Match.start)
    for sign in signs:
        label = _label_before(text, after, sign.start(), label_of)
        if label is not None:
            of_label = sign.groupdict().get("of_label") or ""
            yield label[0], sign.end(), label[1] + of_label
            after = sign.end()


def _label_before(
    text: str, after: int, end: int, label_of: Callable[[str], str | None]
) -> tuple[int, str] | None:
    """The longest label that ends at a place: where it begins and what it is called."""
    words = _WORDS_BEFORE.search(text, max(after, end - _LABEL_LENGTH), end)
    for word in _WORD.finditer(text, words.start(), end) if words else ():
        start = word.start()
        begins = word[0][0].isupper() or _AFTER_SIGN.search(text, max(0, start - 8), start)
        label = label_of(text[start:end]) if begins else None
        if label is not None:
            return start, label
    return None


def _value(text: str) -> str:
    bare = text.strip().strip(_CLOSING + "|(")
    return bare if bare.count("(") >= bare.count(")") else bare.removesuffix(")").rstrip(_CLOSING)
