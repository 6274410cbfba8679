from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from agreement_2012 import HEADINGS, VOCABULARY, vocabulary
from said import said

from iacheck import limits
from iacheck.documents import Document
from iacheck.periods import Period
from iacheck.problems import Place
from iacheck.readers import Reading, Source, read
from iacheck.readers._headings import find_half_year
from iacheck.schemas import load_schemas
from iacheck.vocabulary import Vocabulary

SOURCES = Path(
    os.environ.get("IACHECK_SOURCES") or Path(__file__).parents[2] / "shared" / "sources"
)
REAL = SOURCES / "000_ae74517aeab01732.txt"

# The line of each party's part in the real paper, and how much its sections hold.
PARTS = {
    "NHO": (24, 1804),
    "Virke": (51, 3513),
    "KS": (97, 1395),
    "Spekter": (118, 592),
    "FAD": (134, 1112),
    "YS": (152, 1312),
    "LO": (166, 913),
    "Unio": (187, 797),
    "Akademikerne": (203, 358),
    "Arbeidstilsynet": (219, 7174),
    "AVdir": (300, 8614),
}
TEMPLATE = tuple(HEADINGS)


@pytest.fixture(scope="module")
def real() -> Reading:
    return read(Source("rapport.txt", REAL.read_bytes()), vocabulary)


def line_of(document: Document, path: str) -> int | None:
    assert document.origin is not None
    place = document.origin.place(path)
    return place.line if place else None


def sections(document: Document) -> list[dict[str, str]]:
    return list(document.body["sections"])


def test_the_real_paper_gives_every_party_its_report(real: Reading) -> None:
    assert real.problems == ()
    assert [document.body["party"] for document in real.documents] == list(PARTS)
    assert {document.body["party"]: line_of(document, "") for document in real.documents} == {
        party: line for party, (line, _) in PARTS.items()
    }
    for document in real.documents:
        assert document.kind == "party_report"
        assert document.key == document.body["_id"] == f"{document.body['party'].lower()}-2012-h2"
        assert document.body["period"] == "2012-H2"
        assert set(document.body) == {"_id", "party", "period", "sections"}
        assert load_schemas().validate(document) == ()


def test_the_real_paper_s_sections_have_the_template_s_keys(real: Reading) -> None:
    keys = {d.body["party"]: tuple(s["key"] for s in sections(d)) for d in real.documents}
    assert keys.pop("AVdir") == ("other",) * 9
    assert keys.pop("YS") == ("experience", "successful_activity")
    assert set(keys.values()) == {TEMPLATE}


def test_only_virke_of_the_organisations_wrote_more_than_a_page(real: Reading) -> None:
    lengths = {d.body["party"]: sum(len(s["text"]) for s in sections(d)) for d in real.documents}
    assert lengths == {party: length for party, (_, length) in PARTS.items()}
    authorities = {"Arbeidstilsynet", "AVdir"}
    assert {party for party, n in lengths.items() if n > 3000} - authorities == {"Virke"}


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_no_word_of_the_real_paper_is_lost_or_added(real: Reading) -> None:
    rows = REAL.read_text("utf-8").splitlines()
    starts = [line_of(document, "") or 0 for document in real.documents]
    for document, start, end in zip(
        real.documents, starts, [*starts[1:], len(rows) + 1], strict=True
    ):
        # The addresses of the two links say no more than their texts.
        source = re.sub(r"\]\([^)]*\)", "]", "\n".join(rows[start : end - 1]))
        read_back = "\n".join(f"{s['heading']}\n{s['text']}" for s in sections(document))
        assert words_of(read_back) == words_of(source)


def test_every_section_of_the_real_paper_has_its_places(real: Reading) -> None:
    rows = REAL.read_text("utf-8").splitlines()
    for document in real.documents:
        for index, section in enumerate(sections(document)):
            path = f"/sections/{index}"
            heading = rows[(line_of(document, path) or 0) - 1]
            assert heading.strip("#* ") == section["heading"]
            assert line_of(document, f"{path}/heading") == line_of(document, path)
            assert line_of(document, f"{path}/key") == line_of(document, path)
            first = re.findall(r"\w+", rows[(line_of(document, f"{path}/text") or 0) - 1])
            assert first[:5] == re.findall(r"\w+", section["text"])[:5]


def test_figures_and_lists_of_the_real_paper_stand_as_written(real: Reading) -> None:
    texts = {d.body["party"]: "\n".join(s["text"] for s in sections(d)) for d in real.documents}
    for figure in ("1224", "876", "2 821"):
        assert figure in texts["Arbeidstilsynet"]
    for figure in ("64 806", "59 314", "74.000"):
        assert figure in texts["AVdir"]
    assert [sum(row.startswith("- ") for row in texts[p].split("\n")) for p in ("LO", "Virke")] == [
        8,
        5,
    ]
    assert texts["NHO"].startswith("1. ")
    assert not any(mark in text for text in texts.values() for mark in ("**", "](", "##", "---"))


# From here on papers made up for the purpose.

TITLE = "Felles rapport\n2. halvår 2012\n\n"
EXPERIENCE, DEVIATION, ACTIVITY = (HEADINGS[key][0] for key in TEMPLATE)
FULL = f"## {EXPERIENCE}\n\nen\n\n## {DEVIATION}\n\nto\n\n## {ACTIVITY}\n\ntre\n"


def reading(text: str) -> Reading:
    return read(Source("p.txt", text.encode()), vocabulary)


def only(text: str) -> Document:
    found = reading(text)
    assert [said(problem.message) for problem in found.problems] == []
    (document,) = found.documents
    return document


def held(text: str) -> list[tuple[str, str, str]]:
    """Key, heading and text of each section under the heading of a part."""
    document = only(f"# Rapportering om IA-arbeidet 2. halvår 2012 fra LO\n{text}")
    return [(s["key"], s["heading"], s["text"]) for s in sections(document)]


def told(found: Reading) -> list[tuple[str, int | None, str]]:
    return [(p.level, p.place.line if p.place else None, said(p.message)) for p in found.problems]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("# Rapportering om IA-arbeidet 2. halvår 2012 fra LO", "lo-2012-h2"),
        ("# Rapportering om IA arbeidet 1. halvår 2012 frå Unio", "unio-2012-h1"),
        ("# Report on the work, 2nd half of 2012, from YS", "ys-2012-h2"),
        ("# Rapport fra arbeidet i 2. halvår 2012 fra hovedorganisasjonen virke", "virke-2012-h2"),
        ("# Rapportering om IA-arbeidet 2. halvår 2012 – Aktivitet fra KS-området", "ks-2012-h2"),
        ("# **NHO, 2012-H2**", "nho-2012-h2"),
        ("# Akademikerne (H2 2012)", "akademikerne-2012-h2"),
        ("# Rapport fra NHO for 2. halvår 2012", "nho-2012-h2"),
        ("# Rapportering om IA-arbeidet 2. halvår 2012: Unio", "unio-2012-h2"),
        ("# Fra NAV Rogaland 2. halvår 2012", "avdir-2012-h2"),
        # Levels mislead, and marks may be missing.
        ("### Rapportering om IA-arbeidet 2. halvår 2012 fra LO", "lo-2012-h2"),
        ("Rapportering om IA-arbeidet 2. halvår 2012 fra LO", "lo-2012-h2"),
        ("**Rapportering om IA-arbeidet 2. halvår 2012 fra LO**", "lo-2012-h2"),
    ],
)
def test_the_heading_of_a_part_names_its_party_and_period(heading: str, key: str) -> None:
    document = only(f"{heading}\n\n{FULL}")
    assert document.key == key
    assert line_of(document, "") == line_of(document, "/party") == 1
    assert [s["key"] for s in sections(document)] == list(TEMPLATE)


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2. halvår 2012", Period(2012, 2)),
        ("1.halvår 2013", Period(2013, 1)),
        ("Første  halvår, 2013", Period(2013, 1)),
        ("fyrste halvår 2013", Period(2013, 1)),
        ("andre halvår i 2010", Period(2010, 2)),
        ("annet halvår av 2010", Period(2010, 2)),
        ("2. halva\u030aret 2012", Period(2012, 2)),
        ("2nd half of 2012", Period(2012, 2)),
        ("the first half-year 2012", Period(2012, 1)),
        ("Second half year of 2012", Period(2012, 2)),
        ("H1 2012", Period(2012, 1)),
        ("h2/2012", Period(2012, 2)),
        ("2012-H2", Period(2012, 2)),
        ("2012 H1", Period(2012, 1)),
        ("2012-H2, ikke 1. halvår 2011", Period(2012, 2)),
        ("12. halvår 2012", None),
        ("3. halvår 2012", None),
        ("2. halvår", None),
        ("2. halvår 20123", None),
        ("2. halvår 0000", None),
        ("året 2012", None),
        ("SH2 2012", None),
    ],
)
def test_half_years_as_people_write_them(written: str, period: Period | None) -> None:
    found = find_half_year(f"Rapport {written} fra LO")
    assert (found and found[0]) == period
    if found:
        assert found[1].startswith("Rapport ")
        assert found[1].endswith("fra LO")


def test_the_period_of_the_title_is_that_of_every_part() -> None:
    found = reading(f"{TITLE}# Rapport fra LO\n{FULL}# Rapport fra 2. halvår 2012 fra YS\n{FULL}")
    assert told(found) == []
    assert [document.key for document in found.documents] == ["lo-2012-h2", "ys-2012-h2"]


def test_a_part_with_another_period_than_the_title_is_refused() -> None:
    found = reading(f"{TITLE}# Rapport 1. halvår 2012 fra LO\n{FULL}\n# Rapport fra YS\n{FULL}")
    ((level, line, message),) = told(found)
    assert (level, line) == ("error", 4)
    assert "The heading says 2012-H1, but the paper is about 2012-H2 by line 2" in message
    assert [document.key for document in found.documents] == ["ys-2012-h2"]


def test_a_half_year_after_the_first_heading_is_not_the_title_s() -> None:
    found = reading(f"Rapport\n\n# Rapport fra LO\n\n2. halvår 2012\n{FULL}")
    ((level, line, message),) = told(found)
    assert (level, line) == ("error", 3)
    assert "Neither the title nor the heading “Rapport fra LO” tells the half-year" in message
    assert "“2. halvår 2012”" in message
    assert found.documents == ()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("LOO", "did you mean"),
        ("Arbeidstilsinet", "did you mean “Arbeidstilsynet”?"),
        ("Folkemengden", "they are Næringslivets Hovedorganisasjon, Hovedorganisasjonen Virke"),
        ("YS Spekter", "none of the agreement's parties in 2012-H2"),
        ("LO og NHO", "none of the agreement's parties in 2012-H2"),
        ("KMD", "“KMD” is none of the agreement's parties in 2012-H2"),
    ],
)
@pytest.mark.parametrize("mark", ["# ", "", "**"])
def test_an_unknown_party_is_told_of_and_gets_no_report(
    mark: str, name: str, sentence: str
) -> None:
    heading = f"{mark}Rapportering om IA-arbeidet 2. halvår 2012 fra {name}{mark.strip('# ')}"
    found = reading(f"{TITLE}# Rapport fra Unio\n\n{heading}\n\n{FULL}\n# Rapport fra YS\n{FULL}")
    ((level, line, message),) = told(found)
    assert (level, line) == ("error", 6)
    assert sentence in message
    assert found.problems[0].given == heading.strip("#* ")
    assert [(d.key, sections(d) == []) for d in found.documents] == [
        ("unio-2012-h2", True),
        ("ys-2012-h2", False),
    ]


def test_a_period_without_parties_is_told_of() -> None:
    def nothing(period: Period | None) -> Vocabulary:
        return VOCABULARY if period is None else Vocabulary()

    found = read(Source("p.md", f"# Rapport 2. halvår 2019 fra LO\n{FULL}".encode()), nothing)
    ((_, line, message),) = told(found)
    assert line == 1
    assert message == "No rule book tells which parties the agreement had in 2019-H2"


def test_the_same_party_twice_is_refused() -> None:
    found = reading(f"{TITLE}# Rapport fra KS\n{FULL}\n# Rapport fra KS-området\n\nmer\n")
    ((level, line, message),) = told(found)
    assert (level, line) == ("error", 17)
    assert "second part of the same party; the first stands in line 4" in message
    (document,) = found.documents
    assert len(sections(document)) == 3


def test_the_title_may_be_a_heading_and_that_is_told() -> None:
    found = reading(f"# Halvårsrapporten\n\n2. halvår 2012\n\n# Fra LO 2. halvår 2012\n{FULL}")
    ((level, line, message),) = told(found)
    assert (level, line) == ("notice", 1)
    assert "“Halvårsrapporten” is taken for the title" in message
    assert [document.key for document in found.documents] == ["lo-2012-h2"]


@pytest.mark.parametrize(
    "heading", ["NHOO", "Rapport fra bransjen", "Rapportering om IA-arbeidet", "Arbeidstilsinet"]
)
def test_a_first_heading_that_is_meant_for_a_party_is_no_title(heading: str) -> None:
    found = reading(f"{TITLE}# {heading}\n{FULL}\n# Rapport fra LO\n{FULL}")
    assert [(level, line) for level, line, _ in told(found)] == [("error", 4)]


def test_a_single_unknown_heading_is_no_title() -> None:
    found = reading(f"{TITLE}# Halvårsrapporten\n{FULL}")
    assert [(level, line) for level, line, _ in told(found)] == [("error", 4)]


@pytest.mark.parametrize(
    "text", ["bare tekst", f"{TITLE}{FULL}", "## Innledning\n\n2. halvår 2012\n", "---"]
)
def test_a_text_without_any_part_is_refused(text: str) -> None:
    found = reading(text)
    ((level, line, message),) = told(found)
    assert (level, line) == ("error", None)
    assert "No party's part was found; each begins with a heading like “# Rapport" in message
    assert found.documents == ()


def test_sentences_about_reporting_are_no_headings() -> None:
    text = (
        "Rapportering om IA-arbeidet fra flere parter\nkommer 2. halvår 2012.\n\n"
        "Rapportering om IA-arbeidet 2. halvår 2012 fra de andre partene kom sent.\n"
    )
    assert held(f"## {ACTIVITY}\n\n{text}") == [("successful_activity", ACTIVITY, text.strip())]


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
    ],
)
@pytest.mark.parametrize("key", TEMPLATE)
def test_template_headings_however_they_are_marked(heading: str, key: str) -> None:
    for template in HEADINGS[key]:
        for written in (template, template.upper(), template.replace(" ", "  ")):
            found = held(f"en\n\n{heading.format(written)}\n\nto\n\ntre")
            assert [(k, text) for k, _, text in found] == [("other", "en"), (key, "to\n\ntre")]


def test_a_plain_text_without_blank_lines_is_read_too() -> None:
    text = (
        "Felles rapport\n2. halvår 2012\nRapportering om IA-arbeidet 2. halvår 2012 fra LO\n"
        f"{EXPERIENCE}\nen\nto\n{ACTIVITY}\ntre\n"
        "Rapportering om IA-arbeidet 2. halvår 2012 fra YS\nfire\n"
    )
    found = reading(text)
    assert told(found) == []
    assert [(line_of(d, ""), [s["text"] for s in sections(d)]) for d in found.documents] == [
        (3, ["en\nto", "tre"]),
        (9, ["fire"]),
    ]


def test_deeper_headings_belong_to_the_section_above_them() -> None:
    assert held(f"## {ACTIVITY}\n\nen\n### **To**\ntre\n\n##### Fire\n\n- fem\n- seks\n") == [
        ("successful_activity", ACTIVITY, "en\n\nTo\n\ntre\n\nFire\n\n- fem\n- seks")
    ]
    # A template heading without a mark stands where the template has it, on level 2.
    assert held(f"{ACTIVITY}\n\nen\n\n### To\n\ntre\n\n## Fire\n\nfem") == [
        ("successful_activity", ACTIVITY, "en\n\nTo\n\ntre"),
        ("other", "Fire", "fem"),
    ]


def test_other_headings_begin_sections_of_their_own() -> None:
    assert held(f"## En\nto\n#### Tre\n## {DEVIATION}\nfire\n## Fem\nseks\n### Sju\nåtte") == [
        ("other", "En", "to"),
        ("other", "Tre", ""),
        ("plan_deviation", DEVIATION, "fire"),
        ("other", "Fem", "seks"),
        ("other", "Sju", "åtte"),
    ]


def test_text_before_the_first_section_stands_under_the_part_s_heading() -> None:
    document = only(f"{TITLE}# Rapport fra LO\n---\n\nen\n\n## {EXPERIENCE}\n\n## {ACTIVITY}\nto")
    assert [(s["key"], s["heading"], s["text"]) for s in sections(document)] == [
        ("other", "Rapport fra LO", "en"),
        ("experience", EXPERIENCE, ""),
        ("successful_activity", ACTIVITY, "to"),
    ]
    assert document.origin is not None
    assert document.origin.places == {
        "": Place(4),
        "/sections/0": Place(4),
        "/sections/0/heading": Place(4),
        "/sections/0/text": Place(7),
        "/sections/1": Place(9),
        "/sections/1/heading": Place(9),
        "/sections/2": Place(11),
        "/sections/2/heading": Place(11),
        "/sections/2/text": Place(12),
    }


def test_a_part_with_nothing_under_it_is_an_empty_report() -> None:
    assert held("\n---\n") == []


@pytest.mark.parametrize(
    ("data", "level", "sentence"),
    [
        (b"", "error", "is empty"),
        (b"%PDF\0\0", "error", "holds no text"),
        (f"# Fra LO 2. halvår 2012\n{FULL}".encode("cp1252"), "notice", "Windows-1252"),
        (b"a\n" * (limits.PAPER_BYTES // 2) + b"a", "error", "cannot be larger than 4 MB"),
    ],
)
def test_bad_files(data: bytes, level: str, sentence: str) -> None:
    found = read(Source("p.txt", data), vocabulary)
    ((given, _, message),) = told(found)
    assert given == level
    assert sentence in message
    assert found.problems[0].file == "p.txt"
    assert (found.documents == ()) == (level == "error")


def test_the_vocabulary_asked_for_is_that_of_the_period() -> None:
    asked: list[Any] = []

    def asking(period: Period | None) -> Vocabulary:
        asked.append(period)
        return VOCABULARY

    read(Source("p.txt", f"{TITLE}# Fra LO\n{FULL}".encode()), asking)
    assert set(asked) == {Period(2012, 2)}
    asked.clear()
    read(Source("p.txt", f"# Fra LO 1. halvår 2013\n{FULL}".encode()), asking)
    assert set(asked) == {None, Period(2013, 1)}
