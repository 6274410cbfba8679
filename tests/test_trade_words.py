"""The words that plans and reports are written in, and those that a rule book adds."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import write_book
from free_form_samples import HEAD, context, heading, items, plan, table, text
from shipped import shipped

from iacheck.forms.book_words import free_form_context
from iacheck.forms.free_form.reading import FreePaper, read_free_form
from iacheck.forms.layout import forms
from iacheck.forms.paper_blocks import PaperText
from iacheck.rulebooks import load_rulebooks

WORDS = context().words


@pytest.mark.parametrize(
    ("written", "section", "sub_goals"),
    [
        ("2. Aktiviteter 2016:", "activities", ()),
        ("Tiltak for 2016", "activities", ()),
        ("Handlingsplan – tiltak", None, ()),
        ("Mål og tiltak", "activities", ()),
        ("Mål og prioriteringer", "goals", ()),
        ("Mål og mening", None, ()),
        ("Hovedmål", "goals", ()),
        ("Innsatsområde 1: Sykefravær – delmål 1", None, (1,)),
        ("IV. Møter", "meetings", ()),
        ("Kva vi prioriterte", "priorities", ()),
        ("Omtale i media", "media", ()),
        ("Tiltak under delmål 2", "activities", (2,)),
        ("Delmål II: Inkludering", None, (2,)),
        ("Tiltakene er mange", None, ()),
        ("", None, ()),
        ("ord " * 10, None, ()),
    ],
)
def test_what_a_heading_says(written: str, section: str | None, sub_goals: tuple[int, ...]) -> None:
    found = WORDS.heading(written)
    assert (found.section, found.sub_goals) == (section, sub_goals)
    assert found.is_known == bool(section or sub_goals)


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Handlingsplan 2016", ("plan",)),
        ("Mål- og aktivitetsplan", ("plan",)),
        ("Rapport om gjennomføring av handlingsplanen 2015", ("report",)),
        ("Handlingsplan og årsrapport 2015", ("plan", "report")),
        ("Plan og rapport 2015", ("plan", "report")),
        ("Rapport og rapportering", ("report", "report")),
        ("Årsrapport 2015 med handlingsplan 2016", ("report",)),
        ("Plan for IA-rådet i Hedmark", ("plan",)),
        ("Handlingsplaner 2016 for IA-rådene i Agder", ("plan",)),
        ("Handlingsplanar 2016", ("plan",)),
        ("Årsplan 2016", ("plan",)),
        ("Referat", ()),
    ],
)
def test_what_a_paper_calls_itself(title: str, kinds: tuple[str, ...]) -> None:
    assert WORDS.kinds_of_title(title) == kinds
    assert WORDS.kinds_named(title) >= set(kinds) - {"plan"}


@pytest.mark.parametrize(
    ("written", "table_", "field", "scale"),
    [
        ("Ansvarlig:", "activities", "responsible", 1),
        ("Beløp (i 1000 kr)", "activities", "money", 1000),
        ("Kostnad i tusen", "activities", "money", 1000),
        ("NOK 1000", "funds", "amount_nok", 1000),
        ("1 000 kr", "funds", "amount_nok", 1000),
        ("Beløp TNOK", "funds", "amount_nok", 1000),
        ("i hele 1000 kroner", "funds", "amount_nok", 1000),
        ("Budsjett i 10 000", "activities", None, 1),
        ("kr 21000", "funds", None, 1),
        ("3. Frist", "activities", "deadline", 1),
        ("Hvem eier", "activities", "responsible", 1),
        ("Tal deltakarar", "activities", "participants", 1),
        ("Farge", "activities", None, 1),
        ("Beløp", "funds", "amount_nok", 1),
    ],
)
def test_what_a_column_is(written: str, table_: str, field: str | None, scale: int) -> None:
    found = WORDS.column(written, table_)
    assert (found.field, found.scale) == (field, scale) if found and field else found is None


@pytest.mark.parametrize(
    ("written", "fund", "may_be"),
    [
        ("Overføres til 2016", "carried_forward_nok", True),
        ("Overført fra 2014:", "carried_over_nok", True),
        ("Ubrukte midler pr. 31.12.", None, True),
        ("Ubrukt, overføres til 2016", "carried_forward_nok", True),
        ("Ubrukte midler som overføres til neste år", "carried_forward_nok", True),
        ("Rest overført til neste år", "carried_forward_nok", True),
        ("Midler overført til 2016", "carried_forward_nok", True),
        ("Overføres til 2016, ubrukte midler", "carried_forward_nok", True),
        ("Ubrukte midlar, overførast til 2016", "carried_forward_nok", True),
        ("Ubrukt, overført fra 2014", "carried_over_nok", True),
        ("Ikke brukt", "unused", True),
        ("Midler til disposisjon", "unused", False),
        ("Sum til disposisjon 2015", "unused", False),
        ("Unused, carried forward to 2016", "carried_forward_nok", True),
        ("Ubrukt og brukt", None, True),
        ("Midler som er overført NAV", None, True),
        ("Brukte midler overført til 2016", None, True),
        ("Midler til kurs", None, False),
        ("Sum brukt", "used_nok", False),
        ("Til barnehager", None, False),
        ("Fagdag", None, False),
        ("–", None, False),
    ],
)
def test_what_a_row_of_accounts_is(written: str, fund: str | None, may_be: bool) -> None:
    assert WORDS.funds.field(written) == fund
    assert WORDS.funds.may_be_field(written) == may_be


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Handlingsplan 2016 for IA-rådet i Møre og Romsdal", True),
        ("IA-rådene i Agder", True),
        ("Årsrapport, 1. halvår 2015", True),
        ("Hedmark fylke", True),
        ("Handlingsplan 2016 – utkast", False),
        ("Handlingsplan 12.2.2016", False),
        ("For 2016", False),
        ("", False),
    ],
)
def test_what_is_a_title_alone(written: str, expected: bool) -> None:
    assert WORDS.is_title(written) is expected


def test_lines_that_tell_nothing() -> None:
    assert WORDS.is_courtesy("Med vennlig hilsen,")
    assert not WORDS.is_courtesy("Med vennlig hilsen fra rådet")


def test_a_rule_book_adds_words(tmp_path: Path) -> None:
    added = {
        "kinds": {"plan": {"nb": ["Veikart"]}},
        "sections": {"activities": {"nb": ["Dette gjør vi"]}},
        "columns": {"activities": {"title": {"nb": ["Oppgave"]}, "responsible": {"en": ["Boss"]}}},
        "fields": {"adopted_on": {"nn": ["Samtykt"]}},
        "funds": {"unused": {"nb": ["Slump"]}},
        "courtesies": {"nb": ["Ha det"]},
    }
    folder = write_book(tmp_path / "added", trade_words=added)
    schemas = shipped()[1]
    known = free_form_context(forms(schemas), load_rulebooks([folder], schemas))
    blocks = (
        heading("Veikart 2016 for IA-rådet i Hedmark", 0),
        text("Samtykt: 1.2.2016"),
        heading("Dette gjør vi"),
        table(("Oppgave", "Boss"), ("Kurs", "NAV")),
        text("Ha det"),
    )
    (document,) = read_free_form(FreePaper("a.docx", "0" * 64, PaperText(blocks)), known).documents
    assert document.origin is not None
    assert document.origin.unread == ()
    assert document.body == {
        "_id": "hedmark-2016",
        "council": "hedmark",
        "period": "2016",
        "adopted_on": "2016-02-01",
        "activities": [{"id": "kurs", "title": "Kurs", "responsible": "NAV"}],
    }
    assert known.words.funds.field("Slump") == "unused"
    # Those of the program still hold.
    ours = plan(heading("Tiltak"), table(HEAD, ("Kurs", "NAV", "vår")), items("Møte"))
    (found,) = read_free_form(FreePaper("a.docx", "0" * 64, PaperText(ours)), known).documents
    assert [one["title"] for one in found.body["activities"]] == ["Kurs", "Møte"]
