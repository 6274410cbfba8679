"""Headings of parts and of the template in papers, however they are written."""

from __future__ import annotations

import pytest
from agreement_2012 import HEADINGS
from test_paper import (
    ACTIVITY,
    EXPERIENCE,
    FULL,
    TEMPLATE,
    TITLE,
    held,
    only,
    reading,
    sections,
    told,
)

from iacheck.documents.unread_block import Lift


@pytest.mark.parametrize(
    "heading",
    [
        "## {}",
        "# {}",
        "##### {}",
        "## **{}**",
        "## *{}:*",
        "**{}**",
        "{}",
        "{}:",
        "## 1. {}",
        "1. {}",
        "2) **{}:**",
        "## 1 {}",
        "## 1.1 {}",
        "1.1.2. {}",
        "## a) {}",
        "## (2) {}",
        "## I. {}",
        "III {}",
        "## Del 2: {}",
        "## • {}",
        "– {}",
        "\ufeff{}",
        "## \u200b{}\u2060.",
        "## 1.\u00a0{}",
    ],
)
@pytest.mark.parametrize("key", TEMPLATE)
def test_template_headings_however_they_are_marked(heading: str, key: str) -> None:
    for template in HEADINGS[key]:
        for written in (template, template.upper(), template.replace(" ", "  ")):
            found = held(f"en\n\n{heading.format(written)}\n\nto\n\ntre")
            assert [(k, text) for k, _, text in found] == [("other", "en"), (key, "to\n\ntre")]


@pytest.mark.parametrize(
    ("char", "look_alike"),
    [
        ("k", "k\u200b"), ("k", "k\u00ad"), ("k", "k\ufe0f"), ("k", "k\u034f"), ("k", "\uff4b"),
        ("k", "\u043a"), ("e", "\u0435"), ("a", "\u0430"), (" ", "\u00a0"), (" ", "\u2009"),
        ("/", "\u2215"), ("/", " / "), ("/", "/\u200b"), ("i", "\u0456"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", TEMPLATE)
def test_template_headings_whatever_nobody_sees_in_them(
    key: str, char: str, look_alike: str
) -> None:
    written = HEADINGS[key][0].replace(char, look_alike)
    (section,) = held(f"## {written}\n\nen")
    assert (section[0], section[2]) == (key, "en")


def test_a_line_that_counts_deviations_is_no_template_heading() -> None:
    line = "2 avvik fra plan for aktiviteter/oppfølging i egen organisasjon"
    found = reading(f"{TITLE}# Rapport fra LO\n\n## {ACTIVITY}\n\nen\n\n{line}\n\nto.")
    assert [s["key"] for s in sections(found.documents[0])] == ["successful_activity"]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("# Rapport 2. halv\u200bår 2012 fra LO", "lo-2012-h2"),
        ("# Rapport 2. halv\u00adår 20\u00ad12 fra LO", "lo-2012-h2"),
        ("# Rapport 2. h\u0430lvår 2012 fr\u0430 LO", "lo-2012-h2"),
        ("# LO \u2160\ufeff\u2160. halvår 2012", "lo-2012-h2"),
        ("# Rapport fra V\u0456rke", "virke-2012-h2"),
        ("# N\u041d\u041e", "nho-2012-h2"),  # Cyrillic capitals
        ("# \u039dHO", "nho-2012-h2"),  # a Greek capital
        ("# L\u200bO", "lo-2012-h2"),
    ],
)
def test_headings_of_parts_whatever_nobody_sees_in_them(heading: str, key: str) -> None:
    assert only(f"{TITLE}{heading}\n\n{FULL}").key == key


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("# 2) Virke", "virke-2012-h2"),
        ("# a) NHO", "nho-2012-h2"),
        ("# II. KS", "ks-2012-h2"),
        ("# § 3 YS", "ys-2012-h2"),
        ("# (4) Unio", "unio-2012-h2"),
        ("# • Unio", "unio-2012-h2"),
        ("# Del 2: LO", "lo-2012-h2"),
        ("# 1.1 LO, 2. halvår 2012", "lo-2012-h2"),
    ],
)
def test_numbers_and_bullets_before_a_party(heading: str, key: str) -> None:
    assert only(f"{TITLE}{heading}\n\n{FULL}").key == key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("## Landsorganisasjonen i Norge (LO)", "## – NHO"),
        ("## fra: LO", "## 2. NHO"),
        ("### LO", "### NHO"),
    ],
)
def test_parties_below_a_common_heading(first: str, second: str) -> None:
    common = "# Rapportering om IA-arbeidet 2. halvår 2012"
    template = FULL.replace("## ", "#### ")
    found = reading(f"{common}\n\n{first}\n\n{template}\n{second}\n\n{template}")
    assert [d.key for d in found.documents] == ["lo-2012-h2", "nho-2012-h2"]
    assert [[s["text"] for s in sections(d)] for d in found.documents] == [["en", "to", "tre"]] * 2
    assert [(level, line) for level, line, _ in told(found)] == [("notice", 1)]


def test_a_heading_without_a_party_is_told_of_without_an_empty_name() -> None:
    found = reading(f"# Rapportering om IA-arbeidet 2. halvår 2012\n\n{FULL}")
    assert told(found) == [
        (
            "error",
            1,
            "The heading “Rapportering om IA-arbeidet 2. halvår 2012” names no party; write it "
            "like “Rapportering om IA-arbeidet 2. halvår 2012 fra LO”",
        )
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "## Særlig vellyket aktivitet",
        "**Særlege vellukka aktiviteter**",
        "Særlig vellykket aktivitet 2012",
    ],
)
def test_what_is_nearly_a_template_heading_is_told_of_and_held_against_nobody(heading: str) -> None:
    written = f"{TITLE}# Rapport fra LO\n\n## {EXPERIENCE}\n\nen\n\n{heading}\n\nto."
    found = reading(written)
    ((level, line, message),) = told(found)
    assert (level, line) == ("notice", 10)
    assert message.endswith(f"heading “{ACTIVITY}”; if it is that, write it so")
    (document,) = found.documents
    assert document.origin is not None
    (block,) = document.origin.unread
    assert block.lifts == (Lift("/sections", "key", ("successful_activity",)),)


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("## Viktigste erfaringer å dele", ["experience"]),
        ("## Viktige erfaringer", ["experience"]),
        ("Våre viktigste erfaringer", ["experience"]),
        ("## Særlige erfaringer å dele med andre", ["experience"]),
        ("### Jobberfaringer", ["experience"]),
        ("## Planavvik i egen organisasjon", ["plan_deviation"]),
        ("## Avvik i forhold til planen for aktiviteter", ["plan_deviation"]),
        ("## 2. Avvik", ["plan_deviation"]),
        ("## А\u200bvvik og endringer", ["plan_deviation"]),  # a Cyrillic А
        ("Avvik fra plan", ["plan_deviation"]),
        ("## Erfaringer og avvik", ["experience", "plan_deviation"]),
        ("## Oppfølging av sykmeldte", []),
        ("## Tiltak og særlige aktiviteter mot bransjer av betydning for måla", []),
        ("## Møter om sykefravær i Oslo", []),
        ("## Kurs og møter", []),
        ("Plan ble fulgt i alle fylker", []),
    ],
)
def test_a_heading_in_other_words_than_the_templates_is_told_of(
    heading: str, keys: list[str]
) -> None:
    found = reading(f"{TITLE}# Rapport fra LO\n\n## {ACTIVITY}\n\nen\n\n{heading}\n\nto.")
    (document,) = found.documents
    assert document.origin is not None
    # A line is told of once, whatever it may be meant for.
    assert [level for level, *_ in told(found)] == ["notice"] * bool(keys)
    lifts = [lift for block in document.origin.unread for lift in block.lifts]
    assert lifts == ([Lift("/sections", "key", tuple(keys))] if keys else [])


def test_what_is_nearly_a_heading_that_is_there_is_not_told_of() -> None:
    assert held(f"## {ACTIVITY}\n\nen\n\n### {ACTIVITY} 2012\n\nto")[0][0] == TEMPLATE[2]
