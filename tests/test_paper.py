"""Papers of parties: title and parts, whose and for when these are, and what stands in them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from agreement_2012 import HEADINGS, VOCABULARY, vocabulary
from hypothesis import given
from hypothesis import strategies as st
from said import said

from iacheck.cases.vocabulary import Vocabulary
from iacheck.documents.document import Document
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.written_periods import find_half_year
from iacheck.readers import ReaderContext, Reading, Source, read

TEMPLATE = tuple(HEADINGS)
TITLE = "Felles rapport\n2. halvår 2012\n\n"
EXPERIENCE, DEVIATION, ACTIVITY = (HEADINGS[key][0] for key in TEMPLATE)
FULL = f"## {EXPERIENCE}\n\nen\n\n## {DEVIATION}\n\nto\n\n## {ACTIVITY}\n\ntre\n"


def line_of(document: Document, path: str) -> int | None:
    assert document.origin is not None
    place = document.origin.place(path)
    return place.line if place else None


def sections(document: Document) -> list[dict[str, str]]:
    return list(document.body["sections"])


def reading(text: str) -> Reading:
    return read(Source("p.txt", text.encode()), ReaderContext(vocabulary))


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
        # As people write them.
        *(
            (f"{mark}Rapportering om IA-arbeidet {rest}", "lo-2012-h2")
            for mark in ("# ", "", "1. ")
            for rest in (
                "2. halvår 2012 fra Landsorganisasjonen i Norge (LO)",
                "2. halvår 2012 fra LO (Landsorganisasjonen i Norge)",
                "2. halvår 2012 fra LO (arbeidstakersiden)",
                "2. halvår 2012 fra: LO",
                "2. halvår 2012 – LO",
                "2. halvår 2012 (LO)",
                "2. halvår 2012 fra «LO».",
                "2. halvår 2012 av organisasjonen LO",
                "II. halvår 2012 fra LO",
                "høsten 2012 fra LO",
                "i høsthalvåret 2012, LO",
                "juli–desember 2012 frå LO",
                "2. halvår-2012 fra LO",
            )
        ),
        ("# LO: Rapportering om IA-arbeidet II halvår 2012", "lo-2012-h2"),
        ("# Rapport – LO – 2. halvår 2012", "lo-2012-h2"),
        ("# LOs halvårsrapport for våren 2012", "lo-2012-h1"),
        ("# LO sin rapport, hausten 2012", "lo-2012-h2"),
        ("Landsorganisasjonen i Norge – 2. halvår 2012", "lo-2012-h2"),
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
        ("I. halvår 2012", Period(2012, 1)),
        ("ii halvår 2012", Period(2012, 2)),
        ("2. halvdel av 2012", Period(2012, 2)),
        # Of an activity, the season tells no half-year.
        ("høsten 2012", None),
        ("III. halvår 2012", None),
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
    assert "The heading says 2012-H1, but the title of the paper (line 2) says 2012-H2" in message
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
        ("Folkemengden", "choose Næringslivets Hovedorganisasjon, Hovedorganisasjonen Virke"),
        ("YS Spekter", "none of the agreement's parties in 2012-H2"),
        ("LO og NHO", "none of the agreement's parties in 2012-H2"),
        ("KMD", "“KMD” is none of the agreement's parties in 2012-H2"),
        ("LO (NHO)", "“LO (NHO)” is none of the agreement's parties in 2012-H2"),
        ("LO – NHO", "none of the agreement's parties in 2012-H2"),
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

    found = read(
        Source("p.md", f"# Rapport 2. halvår 2019 fra LO\n{FULL}".encode()), ReaderContext(nothing)
    )
    ((_, line, message),) = told(found)
    assert line == 1
    assert message == "No rule book tells which parties the agreement had in 2019-H2"


def test_the_same_party_twice_is_refused() -> None:
    found = reading(f"{TITLE}# Rapport fra KS\n{FULL}\n# Rapport fra KS-området\n\nmer\n")
    ((level, line, message),) = told(found)
    assert (level, line) == ("error", 17)
    assert "second part of the same party; for the first see line 4" in message
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
    assert message.startswith("Nothing says what the paper is")
    assert found.documents == ()


@pytest.mark.parametrize("prompt", ["Skriv her.", "Write here."])
def test_what_an_empty_form_says_is_no_content(prompt: str) -> None:
    text = f"## {EXPERIENCE}\n\n{prompt}\n\n## {ACTIVITY}\n\nKurs.\n\nSkriv her. Eller der.\n"
    assert held(text) == [
        ("experience", EXPERIENCE, ""),
        ("successful_activity", ACTIVITY, "Kurs.\n\nSkriv her. Eller der."),
    ]


def test_sentences_about_reporting_are_no_headings() -> None:
    text = (
        "Rapportering om IA-arbeidet fra flere parter\nkommer 2. halvår 2012.\n\n"
        "Rapportering om IA-arbeidet 2. halvår 2012 fra de andre partene kom sent.\n"
    )
    assert held(f"## {ACTIVITY}\n\n{text}") == [("successful_activity", ACTIVITY, text.strip())]


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


ROWS = st.lists(
    st.sampled_from(
        [
            *(f"## {EXPERIENCE}", f"{DEVIATION}:", f"#### **{ACTIVITY}**"),
            *("## Annet", "### Under", "##### Dypt", "- punkt", "1. punkt", "* **fet**"),
            *("tekst", "mer tekst", "  innrykk", "", "", "---", "# "),
        ]
    ),
    max_size=25,
)


@given(ROWS)
def test_every_word_of_a_part_stands_in_it_once_and_in_order(rows: list[str]) -> None:
    source = "\n".join(
        f"{row} ord{n}" if row[-1:].isalpha() and EXPERIENCE not in row else row
        for n, row in enumerate(rows)
    )
    found = held(source)
    under_the_part = [text for _, heading, text in found[:1] if heading.startswith("Rapportering")]
    rest = [f"{heading}\n{text}" for _, heading, text in found[len(under_the_part) :]]
    read_back = "\n".join(under_the_part + rest)
    assert re.findall(r"\w+", read_back) == re.findall(r"\w+", source)


def test_a_part_with_nothing_under_it_is_an_empty_report() -> None:
    assert held("\n---\n") == []


@pytest.mark.parametrize(
    ("data", "level", "sentence"),
    [
        (b"", "error", "is empty"),
        (b"%PDF\0\0", "error", "holds no text"),
        (f"# Fra LO 2. halvår 2012\n{FULL}".encode("cp1252"), "notice", "Windows-1252"),
        (b"a\n" * ((4 * 2**20) // 2) + b"a", "error", "cannot be larger than 4 MB"),
    ],
)
def test_bad_files(data: bytes, level: str, sentence: str) -> None:
    found = read(Source("p.txt", data), ReaderContext(vocabulary))
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

    read(Source("p.txt", f"{TITLE}# Fra LO\n{FULL}".encode()), ReaderContext(asking))
    assert set(asked) == {Period(2012, 2)}
    asked.clear()
    read(Source("p.txt", f"# Fra LO 1. halvår 2013\n{FULL}".encode()), ReaderContext(asking))
    assert set(asked) == {None, Period(2013, 1)}
