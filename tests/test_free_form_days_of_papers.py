"""A month in the title of a paper is that of the paper, and not the year that it is for."""

from __future__ import annotations

import pytest
from free_form_samples import heading, items, read, told

COUNCIL = "IA-rådet i Hedmark"
BELOW = (heading("Delmål 1"), *items("Kurs. Ansvarlig: LO"))


@pytest.mark.parametrize(
    ("title", "year"),
    [
        (f"Årsrapport 2015, {COUNCIL}, februar 2016", "2015"),
        (f"Årsrapport, {COUNCIL} mai 2016 for 2015", "2015"),
        (f"Rapport {COUNCIL} januar–desember 2015", "2015"),
        (f"Rapport {COUNCIL} januar - desember 2015", "2015"),
        (f"Rapport {COUNCIL} januar til desember 2015", "2015"),
        (f"Årsrapport, {COUNCIL}, februar 2016", None),
        (f"Årsrapport fra {COUNCIL} (feb. 2016)", None),
        (f"Handlingsplan for {COUNCIL} desember 2015", None),
        ("Annual report of the IA council in Hedmark, February 2016", None),
    ],
)
def test_the_year_of_a_title_with_a_month(title: str, year: str | None) -> None:
    found = read([heading(title, 0), *BELOW])
    assert [one.body["period"] for one in found.documents] == ([year] if year else [])
    assert any("for which year" in one for one in told(found)) == (year is None)


def test_a_heading_with_the_year_tells_it_where_the_title_has_a_month() -> None:
    title = heading(f"Årsrapport, {COUNCIL}, februar 2016", 0)
    found = read([title, heading("Aktiviteter 2015"), *BELOW])
    assert [one.body["period"] for one in found.documents] == ["2015"]
