"""The words that come with the program: read strictly, each for one thing."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from pydantic import ValidationError

from iacheck.forms import value_words as module
from iacheck.forms.statuses import status_of
from iacheck.forms.value_words import ValueWords, value_words
from iacheck.language.names import normalise
from iacheck.readers.text.yaml_text import load_yaml

FILE = Path(module.__file__).with_suffix(".yaml")


def test_the_file_is_read_as_strictly_as_rule_books_are() -> None:
    """No field twice, no word that YAML takes for something else."""
    loaded = load_yaml(FILE.read_text("utf-8"))
    assert loaded.errors == ()
    assert value_words() == ValueWords.model_validate(
        {**loaded.value, "sub_goals": _with_numbers(loaded.value["sub_goals"], "subjects"),
         "amounts": _with_numbers(loaded.value["amounts"], "units")}
    )  # fmt: skip


def _with_numbers(section: dict[str, dict[str, object]], name: str) -> dict[str, object]:
    """The section with keys that are numbers, which other documents never have."""
    return {**section, name: {int(key): words for key, words in section[name].items()}}


def test_it_is_read_once() -> None:
    assert value_words() is value_words()


def test_a_word_that_is_no_text_is_a_mistake() -> None:
    given = value_words().model_dump(by_alias=True)
    assert ValueWords.model_validate(given) == value_words()
    with pytest.raises(ValidationError):
        ValueWords.model_validate({**given, "times": {"undecided": [False], "until": ["til"]}})
    with pytest.raises(ValidationError):
        ValueWords.model_validate({**given, "more": {}})


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
        ("Gjennomført 25.09.2015", None),
        ("", None),
    ],
)
def test_statuses(text: str, status: str | None) -> None:
    assert status_of(text) == status
