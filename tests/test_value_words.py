"""The words that come with the program: read strictly, each for one thing."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from iacheck.checks.yaml_mistakes import mistakes_in
from iacheck.forms import value_words as module
from iacheck.forms.statuses import status_of, status_of_answer
from iacheck.forms.value_words import ValueWords, value_words
from iacheck.language.names import normalise
from iacheck.readers.text.yaml_text import load_yaml

FILE = Path(module.__file__).with_suffix(".yaml")


def test_the_file_is_read_as_strictly_as_rule_books_are() -> None:
    """No field twice, no word that YAML takes for something else."""
    loaded = load_yaml(FILE.read_text("utf-8"))
    assert loaded.errors == ()
    written = {
        **loaded.value,
        "sub_goals": _with_numbers(loaded.value["sub_goals"], "subjects"),
        "amounts": _with_numbers(loaded.value["amounts"], "units"),
    }
    assert not mistakes_in(ValueWords, written)
    assert value_words() == ValueWords.from_written(written)


def _with_numbers(section: dict[str, dict[str, object]], name: str) -> dict[str, object]:
    """The section with keys that are numbers, which other documents never have."""
    return {**section, name: {int(key): words for key, words in section[name].items()}}


def test_it_is_read_once() -> None:
    assert value_words() is value_words()


def test_a_word_that_is_no_text_is_a_mistake() -> None:
    given = value_words().plain()
    assert not mistakes_in(ValueWords, given)
    assert mistakes_in(ValueWords, {**given, "times": {"undecided": [False], "until": ["til"]}})
    assert mistakes_in(ValueWords, {**given, "more": {}})


def test_a_word_stands_for_one_thing() -> None:
    words = value_words()
    for together in (
        words.statuses.values(),
        words.sub_goals.subjects.values(),
        words.amounts.units.values(),
        (words.funds.received, words.funds.used, words.funds.before, words.funds.owners),
    ):
        known = list(map(normalise, chain.from_iterable(together)))
        assert sorted(set(known)) == sorted(known)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Gjennomført", "completed"),
        ("  gjennomført.\n", "completed"),
        ("GJENNOMFØRT", "completed"),
        ("utført", "completed"),
        ("Avslutta", "completed"),
        ("ferdig", "completed"),
        ("Fullført", "completed"),
        ("Carried out", "completed"),
        ("Pågår", "ongoing"),
        ("Pågår, videreføres i 2016", "ongoing"),
        ("Pågår, gjennomført i 2016", None),
        ("i gang", "ongoing"),
        ("Igangsatt", "ongoing"),
        ("løpende", "ongoing"),
        ("Løpande", "ongoing"),
        ("påbegynt", "ongoing"),
        ("In progress", "ongoing"),
        ("Utsatt", "postponed"),
        ("utsett", "postponed"),
        ("Postponed", "postponed"),
        ("avlyst", "cancelled"),
        ("Kansellert", "cancelled"),
        ("Ikke gjennomført", "cancelled"),
        ("ikkje gjennomført", "cancelled"),
        ("Not carried out", "cancelled"),
        ("Ja", None),
        ("nei", None),
        ("x", None),
        ("100 %", None),
        ("Gjennomført, men utsatt", None),
        ("", None),
        # with when, why or with whom
        ("Gjennomført 25.09.2015", "completed"),
        ("Gjennomført i mars, 40 deltakere", "completed"),
        ("Gjennomført som planlagt", "completed"),
        ("Utsatt til 2016", "postponed"),
        ("Utsett til våren 2016", "postponed"),
        ("Flyttet til 2016", "postponed"),
        ("er flytta til neste år", "postponed"),
        ("Avlyst pga. få påmeldte", "cancelled"),
        ("Ikke gjennomført (sykdom)", "cancelled"),
        ("Utgår", "cancelled"),
        ("Utgått", "cancelled"),
        ("Fell bort", "cancelled"),
        ("Dropped", "cancelled"),
        ("Delvis", "ongoing"),
        ("Delvis gjennomført", "ongoing"),
        ("I rute", "ongoing"),
        ("On track", "ongoing"),
        # what may be otherwise
        ("Gjennomført 3/5", None),
        ("Gjennomført 3 av 5", None),
        ("Gjennomført 50 %", None),
        ("Gjennomført og evaluert", None),
        ("Avlyst, holdt på nett", None),
        ("Flyttet til 12. mai", None),
        ("Flyttet til Hamar", None),
        ("Ferdig i juni 2016", None),
        ("Løpende dialog med NAV", None),
        ("Utgår fra NAV", None),
        ("Ikke startet", None),
        ("Gjennomføres i 2016", None),
        ("Planlagt", None),
        ("OK", None),
        ("grønn", None),
    ],
)
def test_statuses(text: str, status: str | None) -> None:
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Ja", "completed"),
        ("x", "completed"),
        ("✓", "completed"),
        ("OK", "completed"),
        ("Yes", "completed"),
        ("Nei", "cancelled"),
        ("ikkje", "cancelled"),
        ("Delvis", "ongoing"),
        ("Utsatt til 2016", "postponed"),
        ("Nei, utsatt", None),
        ("?", None),
        ("", None),
    ],
)
def test_answers_to_whether_it_was_carried_out(answer: str, status: str | None) -> None:
    assert status_of_answer(answer) == status
