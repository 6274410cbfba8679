"""What people decided about findings, or answered to them, as frozen values."""

from __future__ import annotations

import datetime
from typing import Literal

from iacheck.language.frozen import frozen

# What a body means with a reply.
Intent = Literal["dispute", "mend", "ask_waiver"]
# Where a deviation stands between those who must mend it and those who decide.
State = Literal["open", "answered", "upheld", "dismissed", "waived"]


@frozen
class Waiver:
    """A deviation that is accepted: by whom, from which day to which, and why.

    `document` names the document that says so, `kind/_id`.
    """

    document: str
    by: str
    granted_on: datetime.date
    expires_on: datetime.date
    reason: str


@frozen
class Judgement:
    """What people decided where a machine found otherwise or could not tell; by whom and why.

    `document` names the document that says so, `kind/_id`.
    """

    document: str
    verdict: Literal["met", "deviation"]
    by: str
    on: datetime.date
    reason: str


@frozen
class Reply:
    """What a body answered to a finding; no verdict rests on it.

    `document` names the document that says so, `kind/_id`; `planned_on` is the day by which the
    body means to have mended it, and it `is_past` where the run is as of a later day. `by` is what
    it calls the body, and `giver` is how results name that; None where that is not known.
    """

    document: str
    intent: Intent
    by: str
    on: datetime.date
    text: str
    planned_on: datetime.date | None = None
    giver: str | None = None
    is_past: bool = False
