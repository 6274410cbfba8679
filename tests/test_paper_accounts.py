"""The paper for a meeting: the parties' own accounts, and the round."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from paper_material import alone, council, doc, material, report
from paper_rounds import ENGLISH, told
from shipped import shipped

from iacheck.documents.document import Document
from iacheck.language.periods import Period
from iacheck.reports.meeting.delivery import STATUSES, deliveries
from iacheck.reports.meeting.material import Material, newest_round
from iacheck.reports.meeting.paper import paper
from iacheck.reports.meeting.parts import delivery
from iacheck.reports.meeting.parts.accounts import blocks as accounts

# The parties' own accounts


def account_of(party: str, *sections: Any, **fields: Any) -> Document:
    return doc(
        "party_report",
        f"{party}-x",
        party=party,
        period="2012-H2",
        sections=list(sections),
        **fields,
    )


def test_accounts_stand_under_the_template_s_headings_in_the_agreement_s_order() -> None:
    section = {"key": "experience", "heading": "Viktigste erfaring", "text": "Én.\n\n- a\n– b\nTo."}
    other = {"key": "other", "heading": "Om oss", "text": "Tre."}
    empty = {"key": "successful_activity", "heading": "Særlig vellykket aktivitet", "text": ""}
    lines = told(account_of("LO", other, empty, section))
    parties = [line for line in lines if line.startswith("## ")]
    assert parties[:3] == [
        "## Næringslivets Hovedorganisasjon", "## Hovedorganisasjonen Virke",
        "## Kommunesektorens organisasjon",
    ]  # fmt: skip
    assert len(parties) == 11
    start = lines.index("## Landsorganisasjonen i Norge")
    assert lines[start + 1 : lines.index(parties[6])] == [
        "The party has not used these headings of the template: Deviations from plan for "
        "activities or follow-up in own organisation.",
        "### Most important experience to share with other organisations",
        "Én.", "- a", "- b", "To.",
        "### Particularly successful activity",
        "Nothing is written under this heading.",
        "### Om oss", "Tre.",
    ]  # fmt: skip
    assert lines.count("No report has come.") == 10


TEMPLATE = [
    "Most important experience to share with other organisations",
    "Deviations from plan for activities or follow-up in own organisation",
    "Particularly successful activity",
]
OWN = {"key": "other", "heading": "Om oss", "text": "Tre."}
FIRST = {"key": "experience", "heading": "Viktigste erfaring", "text": "Én."}


@pytest.mark.parametrize(
    ("sections", "by_none", "by_party"),
    [
        ([[OWN]], [], [TEMPLATE]),
        ([[OWN], [OWN], []], TEMPLATE, []),
        ([[OWN], [FIRST], []], TEMPLATE[1:], [TEMPLATE[:1]] * 2),
        # What cannot be read may stand under any of them.
        ([[OWN], [FIRST, 7]], [], [TEMPLATE]),
    ],
)
def test_headings_that_are_not_used_are_told_once(
    sections: list[list[Any]], by_none: list[str], by_party: list[list[str]]
) -> None:
    parties = zip(("LO", "YS", "KS"), sections, strict=False)
    lines = told(*(account_of(party, *listed) for party, listed in parties))
    assert [line for line in lines if "not used these" in line] == [
        f"The party has not used these headings of the template: {ENGLISH.listed(unused)}."
        for unused in by_party
    ]
    assert [line for line in lines if line.startswith("No party has used")] == (
        [f"No party has used these headings of the template: {ENGLISH.listed(by_none)}."]
        if by_none
        else []
    )


def test_parts_of_accounts_that_cannot_be_read_are_missed() -> None:
    good = {"key": "experience", "heading": "Viktigste erfaring", "text": "Én."}
    lines = told(account_of("LO", good, {"key": "other", "text": 7}, "x"))
    assert "A part of party_report/LO-x cannot be read and is not here." in lines
    assert "Én." in lines


def test_two_reports_of_a_party_are_not_mixed() -> None:
    both = [account_of("LO", submitted_on="2013-01-01"),
            doc("party_report", "y", party="lo", period="2012-H2", sections=[])]  # fmt: skip
    assert any("party_report/LO-x and party_report/y" in line for line in told(*both))
    # One of the two may use what nobody else does.
    one, other = account_of("LO", FIRST), doc("party_report", "y", party="lo", period="2012-H2")
    (line,) = [x for x in told(one, other, account_of("YS", OWN)) if x.startswith("No party")]
    assert line.endswith(f"template: {ENGLISH.listed(TEMPLATE[1:])}.")


def test_a_year_without_accounts_has_no_such_part() -> None:
    year = material([council("a")])
    assert list(accounts(year, deliveries(year), ENGLISH)) == []


# The round


@pytest.mark.parametrize(
    ("periods", "as_of", "newest"),
    [
        (["2015", "2016"], "2016-06-01", "2015"),
        (["2015", "2016"], "2017-01-01", "2016"),
        (["2016"], "2016-06-01", "2016"),
        (["2012", "2012-H2"], "2013-06-01", "2012"),
        (["2012", "2013-H1"], "2013-07-01", "2013-H1"),
        (["2014", "2012"], "2016-01-01", "2012"),
        (["2014"], "2016-01-01", None),
        ([], "2016-01-01", None),
    ],
)
def test_the_newest_round_is_over_and_covered(
    periods: list[str], as_of: str, newest: str | None
) -> None:
    books, schemas = shipped()
    documents = [report("a", period=period) for period in periods]
    found = newest_round(documents, books, schemas, datetime.date.fromisoformat(as_of))
    assert found == (Period.parse(newest) if newest else None)


def test_every_status_has_words() -> None:
    assert set(delivery._CALLED) == set(delivery._MARK) == set(STATUSES)


def test_the_same_material_gives_the_same_paper(example: Material) -> None:
    assert paper(alone(example), ENGLISH) == paper(alone(example), ENGLISH)
