"""Word files with the tables of a form, and such as no program has written."""

from __future__ import annotations

import io
import random
import re
import sys

import docx
import pytest
from agreement_2012 import vocabulary
from docx_samples import ACTIVITY, EXPERIENCE, START, only, places, reading, sections, told
from lxml import etree
from repeats import times
from word_corpus import CASES, PART
from word_files import (
    archive,
    bold,
    item,
    p,
    parts_of,
    run,
    table,
    tc,
    word,
)

from iacheck.documents.schemas import load_schemas
from iacheck.forms.layout import forms
from iacheck.language.extras import install
from iacheck.language.places import Place
from iacheck.readers import ReaderContext, Reading, Source, read

PLAN = (
    p("Handlingsplan", style="Overskrift1"),
    table(["IA-råd", "rogaland"], ["Periode", "2015"]),
    p("Aktiviteter", style="Overskrift2"),
    table(
        ["Id", "Tittel", "Delmål", "Startdato", "Samarbeidspartnere"],
        ["a1", "Kurs", "1", "15. april 2015", tc(item("NHO") + item("LO"))],
        ["a2", "Seminar", "2 og 3", "", ""],
    ),
)


def form(*body: str) -> Reading:
    known = ReaderContext(vocabulary, forms=forms(load_schemas()))
    return read(Source("plan.docx", word(*body)), known)


def test_a_plan_in_tables_is_a_plan() -> None:
    found = form(*PLAN)
    assert told(found) == []
    (plan,) = found.documents
    assert plan.kind == "plan"
    assert {**plan.body, "_id": ""} == {
        "_id": "",
        "council": "rogaland",
        "period": "2015",
        "activities": [
            {
                "id": "a1",
                "title": "Kurs",
                "sub_goals": [1],
                "start": "2015-04-15",
                "partners": ["NHO", "LO"],
            },
            {"id": "a2", "title": "Seminar", "sub_goals": [2, 3]},
        ],
    }
    assert places(plan)["/activities/1/title"] == Place(
        heading="Aktiviteter", paragraph=1, row=3, column=2
    )
    assert places(plan)["/period"] == Place(heading="Handlingsplan", paragraph=1, row=2, column=2)


def test_cells_that_say_nothing_are_empty_in_word_too() -> None:
    _, front, heading, _ = PLAN
    activities = table(
        ["Id", "Tittel", "Delmål", "Startdato", "Budsjett", "Samarbeidspartnere"],
        ["a1", "Kurs", "–", "i/a", "-", tc(item("NHO") + item("–"))],
        ["a2", "–", "-", "–", "n/a", "–"],
        ["–", "–", "–", "–", "–", "–"],
    )
    found = form(PLAN[0], front, heading, activities)
    assert told(found) == []
    (plan,) = found.documents
    assert plan.body["activities"] == [{"id": "a1", "title": "Kurs", "partners": ["NHO"]}]


def test_headings_of_a_form_may_be_paragraphs_in_bold() -> None:
    _, front, _, activities = PLAN
    found = form(p(bold("Handlingsplan")), front, p(bold("Aktiviteter")), activities)
    assert told(found) == []
    (plan,) = found.documents
    assert dict(plan.body) == dict(form(*PLAN).documents[0].body)


def test_text_beside_the_tables_of_a_form_is_told_of() -> None:
    found = form(*PLAN, p("Rådet vil også prøve noe nytt."))
    assert told(found) == [
        "Of a form, only tables are read, and not what stands beside them: “Rådet vil også prøve "
        "noe nytt.”"
    ]
    assert found.problems[0].level == "notice"
    assert found.problems[0].place == Place(heading="Aktiviteter", paragraph=2)
    assert len(found.documents) == 1


def test_a_paper_with_a_form_s_table_in_it_is_a_paper() -> None:
    found = form(START, p(bold("Aktiviteter")), table(["Tittel"], ["Kurs"]))
    assert told(found) == []
    assert [document.kind for document in found.documents] == ["party_report"]


def test_what_is_neither_is_told_about_parts() -> None:
    found = form(p("Brev"), table(["a", "b"]))
    assert ["Nothing says what the paper is" in one for one in told(found)] == [True]


def test_without_its_library_the_reader_says_what_to_install() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "lxml", None)
        found = reading(word(START, p("en")))
    assert told(found) == [f"Word files can be read once this is installed: {install('docs')}"]
    assert found.documents == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_parts_in_other_encodings(encoding: str) -> None:
    parts = parts_of(word(START, p("æøå")))
    written = parts["word/document.xml"].decode()
    declared = written.replace('encoding="UTF-8"', f'encoding="{encoding[:6].strip("-")}"')
    data = archive({**parts, "word/document.xml": declared.encode(encoding)})
    assert sections(only(data)) == [(ACTIVITY, "æøå")]


def test_a_file_saved_as_strict_is_read() -> None:
    names = re.compile(rb"http://schemas\.openxmlformats\.org/(\w+)/2006/(?!content|relat)")
    inner = re.compile(rb"http://schemas\.openxmlformats\.org/(officeDocument)/2006/")
    data = word(
        START,
        p(f'<w:hyperlink r:id="a">{run("her")}</w:hyperlink>'),
        links={"a": "https://nav.no"},
    )
    strict = archive(
        {
            name: inner.sub(
                rb"http://purl.oclc.org/ooxml/\1/",
                names.sub(rb"http://purl.oclc.org/ooxml/\1/", content),
            )
            for name, content in parts_of(data).items()
        }
    )
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in parts_of(strict)["word/document.xml"]
    assert sections(only(strict)) == [(ACTIVITY, "her (https://nav.no)")]


def test_what_python_docx_writes_is_read() -> None:
    made = docx.Document()
    made.add_heading(PART, 1)
    made.add_heading(EXPERIENCE, 2)
    made.add_paragraph("en", style="List Number")
    made.add_paragraph("to", style="List Number")
    made.add_paragraph("tre", style="List Bullet")
    made.add_paragraph("fire")
    data = io.BytesIO()
    made.save(data)
    assert sections(only(data.getvalue())) == [(EXPERIENCE, "1. en\n2. to\n\n- tre\n\nfire")]


def shaken(data: bytes, chance: random.Random) -> bytes:
    """The same file with elements and attributes moved, renamed, emptied or gone."""
    parts = parts_of(data)
    for name in [name for name in parts if name.endswith(".xml") and "Types" not in name]:
        root = etree.fromstring(parts[name])
        elements = [element for element in root.iter() if element is not root]
        for element in chance.sample(elements, min(len(elements), chance.randint(0, 6))):
            kind, other = chance.randrange(5), chance.choice(elements)
            if kind == 0 and element.getparent() is not None:
                element.getparent().remove(element)
            elif kind == 1:
                element.tag = other.tag
            elif kind == 2:
                element.attrib.clear()
            elif kind == 3:
                element.attrib.update(dict.fromkeys(element.attrib, "x"))
            elif element not in other.iterancestors() and element is not other:
                other.append(element)
        parts[name] = etree.tostring(root)
    return archive(parts)


@pytest.mark.long
def test_files_that_no_program_has_written_are_read_or_refused() -> None:
    chance = random.Random(2012)  # noqa: S311 - no secret
    refused = 0
    for _ in range(times(3)):
        for case in CASES.values():
            found = reading(shaken(word(START, case.body, **case.parts), chance))
            refused += not found.documents
            assert all(problem.file == "a.docx" for problem in found.problems)
            assert found.documents or found.problems
    assert 0 < refused < times(3) * len(CASES)
