"""How often a test tries what one try cannot show: a law, or a program that is killed.

IACHECK_TEST_REPEATS multiplies it, as `.ci/long` does.
"""

from __future__ import annotations

import os

REPEATS = int(os.environ.get("IACHECK_TEST_REPEATS", "1"))


def times(ordinarily: int) -> int:
    return ordinarily * REPEATS
