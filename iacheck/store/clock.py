"""What time it is: handed to stores, so that tests can set it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime.datetime]


def now() -> datetime.datetime:
    """The present moment, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def exact_timestamp(clock: Clock) -> str:
    """The present moment so exactly that what is kept one after the other has an order."""
    return clock().isoformat(timespec="microseconds")


def timestamp(clock: Clock) -> str:
    """The present moment as an ISO timestamp in UTC, to the second."""
    return clock().isoformat(timespec="seconds")
