"""Reports in prose: what is not read of them keeps nothing from being met, and says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import Ran
from free_form_samples import deviations, heading, items, only, read, report, text, unread

PROSE = (
    "I mars arrangerte rådet et kurs for ledere i barnehagene sammen med LO. 35 deltok.",
    "I juni ble det holdt et seminar om seniorpolitikk på Bø hotell.",
    "Høstens samling for unge ble avlyst fordi foredragsholderen ble syk.",
)
# What activities, priorities, sources and money decide; a plan, media and the secretariat do not.
OF_OTHERS = {"plan-exists", "local-media-used"}


def test_a_report_in_prose_deviates_from_nothing_that_its_texts_could_tell() -> None:
    funds = text("Vi fikk 400 000 kroner og brukte 350 000.")
    found = read(report(*map(text, PROSE), funds))
    assert "activities" not in only(found).body
    assert [words for _, words, _ in unread(found)] == list(PROSE)
    assert deviations(found) <= OF_OTHERS


@pytest.mark.parametrize(
    ("sentence", "list_"),
    [
        ("Kurset ble omtalt i Hamar Arbeiderblad 3. mai 2015.", "/media"),
        ("NRK laget et innslag.", "/media"),
        ("Rådet har hatt fire møter i året.", "/meetings"),
        ("Kurset kostet omtrent 30 000 kroner.", "/funds/used_nok"),
        ("Av dette gikk kr 30 000 til kurset.", "/funds/lines"),
        ("Midlene er brukt opp.", "/funds/used_nok"),
        ("Statistikk fra NAV viser mye.", "/evidence"),
    ],
)
def test_a_text_may_tell_of_the_lists_that_it_has_words_of(sentence: str, list_: str) -> None:
    found = read(report(heading("Delmål 1"), items("Kurs. Ansvarlig: LO"), text(sentence)))
    assert any(list_ in lifts for *_, lifts in unread(found))
    assert list_ != "/media" or "local-media-used" not in deviations(found)
    states_funds = report(heading("Prioriteringer"), text("Renhold."), heading("Annet"))
    found = read((*states_funds, text(sentence), heading("Tiltak"), *items("Kurs")))
    assert ("report-states-required-parts" in deviations(found)) != ("funds" in list_)


@pytest.mark.parametrize(
    ("line", "field"), [("Brukt: 287 000 kr", "used_nok"), ("Mottatt: 400 000 kr", "received_nok")]
)
def test_accounts_that_tell_one_of_what_was_received_and_used(line: str, field: str) -> None:
    found = read(report(heading("Bruk av midler"), text(line)))
    assert "funds" not in only(found).body
    assert [lifts for *_, lifts in unread(found)] == [{"/funds"}]
    assert not any("fund" in rule for rule in deviations(found))
    whole = read(report(heading("Bruk av midler"), text(line), text("Mottatt: 400 000 kr")))
    assert (field == "received_nok") != ("funds" in only(whole).body)


@pytest.fixture
def prose(tmp_path: Path) -> Path:
    file = tmp_path / "rapport.txt"
    file.write_text("Årsrapport 2015 IA-rådet i Hedmark\n\n" + "\n\n".join(PROSE), "utf-8")
    return file


@pytest.mark.parametrize("command", ["read", "check"])
def test_the_message_names_the_text_and_a_command_that_makes_a_form(
    run: Callable[..., Ran], prose: Path, tmp_path: Path, command: str
) -> None:
    done = run(command, str(prose), "--format", "json")
    problems: list[dict[str, Any]] = json.loads(done.out)["problems"]
    (told,) = [one["message"] for one in problems if "None of its activities" in one["message"]]
    assert "line 3: I mars arrangerte rådet" in told
    asked = told.partition("run `iacheck ")[2].partition("`")[0]
    assert run(*asked.split()).status == 0
    assert [one.suffix for one in Path("skjemaer").iterdir()] == [".xlsx"]


def test_a_report_of_which_activities_are_understood_needs_no_such_message(
    run: Callable[..., Ran], prose: Path
) -> None:
    prose.write_text(f"{prose.read_text('utf-8')}\n\nDelmål 1\n- Kurs\n", "utf-8")
    assert "No activity" not in run("read", str(prose)).out


CLOSING = (
    "Rapporten er utarbeidet av NAV Arbeidslivssenter Hedmark og oversendes direktoratet.",
    "Send Arbeids- og velferdsdirektoratet 26.02.16 frå NAV Arbeidslivssenter Hedmark",
    "Årsmeldingen er laget av ALS Hedmark sammen med rådets leder.",
    "Sekretariatet har ført dette i pennen.",
)


@pytest.mark.parametrize("sentence", CLOSING)
@pytest.mark.parametrize("head", ["Økonomi", "Media", "Grunnlag", "Møter", "Prioriteringer"])
def test_a_closing_line_may_tell_who_sent_the_report_whatever_the_last_heading(
    head: str, sentence: str
) -> None:
    rows = [heading("Delmål 1"), *items("Kurs. Ansvarlig: LO")]
    found = read(report(rows, heading(head), text(sentence)))
    assert "report-coordinated-by-centre" not in deviations(found)
    assert "report-sent-through-directorate" not in deviations(found)
