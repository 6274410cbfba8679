"""Who sent a report, and through whom, is told anywhere in it: what is not read is not missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from free_form_samples import (
    HEAD,
    activities,
    context,
    deviations,
    heading,
    items,
    only,
    read,
    report,
    table,
    text,
    unread,
)

from iacheck.forms.free_form.sentences import sentence_facts
from iacheck.forms.paper_blocks import PaperBlock

RULES = {"report-coordinated-by-centre", "report-sent-through-directorate"}
BEFORE, AFTER = "Året har vært godt for rådet.", "Vi ser fram til et nytt år."
ACTIVITIES = [heading("Delmål 1"), *items("Kurs. Ansvarlig: LO")]
MONEY = [heading("Økonomi"), text("Tildelt 400 000 kroner. Brukt 300 000 kroner.")]
SENTENCES = (
    "Rapporten ble sendt direktoratet via NAV Arbeidslivssenter Hedmark 26. februar 2016.",
    "Den ble sendt til AV-dir gjennom NAV i februar.",
    "Årsrapporten er sendt Avdir, avdeling for arbeidsliv, av NAV ALS Hedmark den 1. mars 2016.",
    "Vi sendte den fra oss via arbeidslivssenteret i slutten av februar.",
    "Årsmeldinga vart send til direktoratet via NAV Arbeidslivssenter Hedmark 26.02.2016.",
    "The report was sent to the directorate through the working life centre 26 February 2016.",
    "Rapporten går til NAV Arbeidslivssenter, som sender den inn.",
)
HEADINGS = (
    "Prioriteringer", "Tiltak", "Økonomi", "Mål", "Evaluering", "Videre planer", "Vedlegg",
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES[:4])
@pytest.mark.parametrize("head", HEADINGS)
def test_a_sentence_within_a_paragraph_under_any_heading(head: str, sentence: str) -> None:
    whole = f"{BEFORE} {sentence} {AFTER}"
    for below in ([text(whole)], items("Seniordag", whole)):
        blocks = report(ACTIVITIES, heading(head), below, MONEY)
        assert RULES.isdisjoint(deviations(read(blocks)))


@pytest.mark.parametrize(
    "blocks",
    [
        [text("{}"), *ACTIVITIES],
        [heading("Tiltak"), table(HEAD, ("Kurs", "LO", "1.5.2015")), text("{}")],
        [heading("Delmål 1"), *items("Kurs. Ansvarlig: LO. {}")],
        [*ACTIVITIES, text("Kommentar: {}")],
    ],
)
def test_a_sentence_above_or_below_activities(blocks: Sequence[PaperBlock]) -> None:
    for sentence in SENTENCES:
        filled = [_with(block, f"{BEFORE} {sentence} {AFTER}") for block in blocks]
        assert RULES.isdisjoint(deviations(read(report(filled, MONEY))))


def _with(block: Any, sentence: str) -> PaperBlock:
    """A block with a sentence in it, where it has a place for one."""
    if "{}" not in getattr(block, "text", ""):
        return block  # type: ignore[no-any-return]
    (made,) = (
        items(block.text.format(sentence)) if block.is_item else [text(block.text.format(sentence))]
    )
    return made


@pytest.mark.parametrize(
    "sentence", ["Rapporten ble sendt 26. februar 2016.", "Rapporten ble sendt LO 26.2.2016."]
)
@pytest.mark.parametrize("head", ["Evaluering", "Økonomi", "Videre planer"])
def test_a_report_that_tells_neither_deviates(head: str, sentence: str) -> None:
    found = read(report(ACTIVITIES, heading(head), text(sentence), MONEY))
    assert only(found).body["submitted_on"] == "2016-02-26"
    texts = {"report-sent-through-directorate"} if head != "Evaluering" else set()
    assert texts <= deviations(found)


def test_an_item_on_the_report_is_no_activity() -> None:
    sent = "Rapporten ble sendt til direktoratet 26.2.2016 av NAV ALS Hedmark."
    other = "Rapport om renhold sendt til bedriftene"
    found = read(report(heading("Tiltak"), items("Kurs", other, sent)))
    assert [one["title"] for one in activities(found)] == ["Kurs", other]
    assert only(found).body["coordinated_by"] == "NAV ALS Hedmark"
    assert sent not in [words for _, words, _ in unread(found)]


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        (
            "Rapporten ble sendt direktoratet via ALS Hedmark 1.3.2016",
            {"submitted_via": "direktoratet, ALS Hedmark"},
        ),
        (
            "Sendt til Oppfølgingsgruppen gjennom AV-dir 1.3.2016",
            {"submitted_via": "Oppfølgingsgruppen, AV-dir"},
        ),
        (
            "Rapporten fra NAV ALS Hedmark ble sendt inn til Avdir 1.3.2016",
            {"submitted_via": "Avdir", "coordinated_by": "NAV ALS Hedmark"},
        ),
        ("Rapporten om bruk av midlene ble sendt 1.3.2016", {}),
        ("NAV ALS har samordnet innspill fra partene og sendt rapporten 1.3.2016", {}),
        ("NAV Hedmark leverte og ble levert 1.3.2016", {}),
    ],
)
def test_whom_a_report_went_to_and_who_sent_it(sentence: str, fields: dict[str, str]) -> None:
    told = sentence_facts(sentence, context().words.sentences, 2015, of_meetings=False)
    assert dict(told.fields) == {"submitted_on": "2016-03-01", **fields}


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        (
            "Planen ble vedtatt 11. februar 2016 og sendt direktoratet.",
            {"adopted_on": "2016-02-11"},
        ),
        ("Rapporten ble behandlet i møte 9. februar 2016 og sendt Avdir.", {}),
        (
            "Rapporten ble behandlet i møte i februar og sendt Avdir 1.3.2016.",
            {"submitted_on": "2016-03-01", "submitted_via": "Avdir"},
        ),
        ("Den 1.3.2016 ble rapporten sendt.", {"submitted_on": "2016-03-01"}),
    ],
)
def test_a_day_is_of_what_was_done_on_it(sentence: str, fields: dict[str, str]) -> None:
    told = sentence_facts(sentence, context().words.sentences, 2015, of_meetings=False)
    assert dict(told.fields) == fields
