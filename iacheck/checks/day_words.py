"""What tells of a day or a month in a text, in the form that word stems are looked for in."""

from __future__ import annotations

from typing import Final

# As a rule writes them among word stems; no word of a text is written so.
ANY_DATE: Final = "{date: true}"
ANY_MONTH: Final = "{month: true}"

_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_SHORT = r"(?:jan|feb|apr|jun|jul|aug|sep|sept|okt|nov|des)\b"
_DAY, _MONTH = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
_YEAR = "(?:[0-9]{4}|[0-9]{2})"
_PATTERNS = {
    ANY_MONTH: rf"(?<!\w)(?:{_MONTHS})(?!\w)",
    ANY_DATE: (
        rf"(?<![\w.]){_DAY}\.? ?(?:(?:{_MONTHS})(?!\w)|{_SHORT})"
        rf"|(?<![\w./]){_DAY}[./] ?{_MONTH}[./] ?{_YEAR}(?!\w)"
        r"|(?<![\w-])[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![\w-])"
    ),
}


def day_pattern(stem: str) -> str | None:
    """The pattern of a day or month, if a stem stands for any of them.

    `17. mai`, `17.5.2012`, `2012-05-17`; what may be a section (`1.2`) or a share (`1/2`) is none.
    """
    return _PATTERNS.get(stem)
