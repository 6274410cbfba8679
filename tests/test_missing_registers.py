"""National demands about registers that nobody has kept: they cannot be told."""

from __future__ import annotations

import pytest
from paper_material import council, doc, material

# A demand, its period, and a document that makes the nation one of those who are judged.
DEMANDS = [
    ("H13", "2012-H2", "2013-06-01", ()),
    ("B21", "2015", "2016-06-01", ()),
    ("B25", "2015", "2016-06-01", ()),
    ("B21", "2015", "2016-06-01", (doc("gathering", "2015", period="2015", invited=["b"]),)),
    ("B25", "2015", "2016-06-01", (doc("gathering", "2015", period="2015", attended=["b"]),)),
]


@pytest.mark.parametrize(("demand", "period", "as_of", "documents"), DEMANDS)
def test_a_register_that_is_missing_is_held_against_nobody(
    demand: str, period: str, as_of: str, documents: tuple[object, ...]
) -> None:
    """Without gatherings or panel meetings, and without councils, nothing can be told."""
    registers = [] if documents else [council("a")]
    found = material([*registers, *documents], period, as_of, extent="everybody")  # type: ignore[list-item]
    verdicts = [f.verdict for _, f in found.findings() if f.rule.demand == demand]
    assert verdicts == ["undetermined"]
