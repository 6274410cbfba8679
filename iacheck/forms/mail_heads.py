"""What stands above a mail: who sent it to whom, when, and about what."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from email.utils import parsedate_to_datetime

from iacheck.forms.days import read_day
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.frozen import frozen
from iacheck.language.norwegian_days import norwegian_day

_LABELS = {
    **dict.fromkeys(("fra", "frå", "from", "avsender", "avsendar"), "sender"),
    **dict.fromkeys(("til", "to", "mottaker", "mottakar"), "to"),
    **dict.fromkeys(("sendt", "sent", "dato", "date"), "sent"),
    **dict.fromkeys(("emne", "subject", "tema"), "subject"),
    **dict.fromkeys(("kopi", "kopi til", "cc", "blindkopi", "bcc", "svar til", "reply-to"), ""),
    **dict.fromkeys(("vedlegg", "attachments", "prioritet", "viktighet", "importance"), ""),
}
_LINE = re.compile(r"[>*_ \t]*([^\W\d][\w -]{1,12}?)[*_ \t]*:[*_ \t]*(.*?)[*_ \t]*", re.DOTALL)
_LONGEST = 1000
_WEEKDAY = re.compile(
    r"(?:(?:man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)(?:dag|\.)?"
    r"|(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day|\.)?),?\s+(?:den\s+)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:[ ,]+(?:kl\.?|at))?[ ,]+\d\d?[:.]\d\d(?:[:.]\d\d)?(?: ?[AP]M)?", re.IGNORECASE
)
# “NAV Arbeidslivssenter Hedmark <als@example.no>”, “als@example.no”: all that is an address.
_ADDRESS = re.compile(r"[<(\[]?(?:mailto:)?[^\s<>()\[\]]+@[^\s<>()\[\],;]+[>)\]]?")
_BETWEEN = re.compile(r"\s*;\s*|(?<=>)\s*,\s*")
_COORDINATES = re.compile(r"\b(?:NAV|ALS)\b|arbeidslivssent", re.IGNORECASE)
_RECEIVES = re.compile(r"\bNAV\b|direktorat|departement", re.IGNORECASE)
_ANYBODY = re.compile(r"[^\W\d]")
_WITH_ZONE = re.compile(r".*\d\d:\d\d.*(?:[+-]\d{4}|GMT|UTC?)(?: ?\([^()]*\))?", re.DOTALL)


@frozen
class MailHead:
    """Who sent a mail to whom, on which day in Norway, and about what; "" for what is not said."""

    sender: str = ""
    to: str = ""
    sent_on: datetime.date | None = None
    subject: str = ""

    @property
    def coordinator(self) -> str:
        """The sender without the address, where it names an office of NAV; else ""."""
        return _names(self.sender, _COORDINATES)

    @property
    def sender_name(self) -> str:
        """What the sender is called, without the address."""
        return _names(self.sender, _ANYBODY)

    @property
    def channel(self) -> str:
        """The addressees in words that name NAV, a directorate or a ministry; "" for none."""
        return _names(self.to, _RECEIVES)


def mail_head(lines: Sequence[str]) -> tuple[MailHead, int] | None:
    """The head of a mail that was saved as text, and how many lines it takes; None if none is.

    Blank lines may stand above it. It says who sent the mail, and when or about what: “Fra” and
    “Til” alone are of a span of days.
    """
    found: dict[str, str] = {}
    count = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    for line in lines[count:]:
        part = _head_line(line)
        if part is None:
            break
        found.setdefault(*part)
        count += 1
    if "sender" not in found or not found.keys() & {"sent", "subject"}:
        return None
    head = MailHead(
        found["sender"],
        found.get("to", ""),
        sending_day(found.get("sent", "")),
        found.get("subject", ""),
    )
    return head, count


def sending_day(written: str) -> datetime.date | None:
    """The day in Norway that a mail was sent, as programs for mail write it; None if none is.

    A time without its zone is taken for that of whoever reads the mail.
    """
    text = " ".join(written.split())[:_LONGEST]
    if _WITH_ZONE.fullmatch(text):
        try:
            return norwegian_day(parsedate_to_datetime(text))
        except (ValueError, OverflowError):
            return None
    try:
        return read_day(_TIME.sub("", _WEEKDAY.sub("", text, count=1), count=1).strip(" ,"))
    except UnreadableCell:
        return None


def _names(written: str, wanted: re.Pattern[str]) -> str:
    """Those that are wanted of all whom a line of a head names in words."""
    names = (_ADDRESS.sub(" ", one).strip(" \t\"',") for one in _BETWEEN.split(written))
    return ", ".join(" ".join(name.split()) for name in names if wanted.search(name))


def _head_line(line: str) -> tuple[str, str] | None:
    """Which line of a head it is, and what it says."""
    match = _LINE.fullmatch(line[:_LONGEST].strip())
    name = None if match is None else _LABELS.get(match[1].strip().casefold())
    return None if match is None or name is None else (name, match[2])
