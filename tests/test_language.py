"""Values, dates, numbers, periods, lists and plurals as the three languages write them."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Mapping

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from iacheck.language.labels import WORDS, Labels
from iacheck.language.language import language
from iacheck.language.messages import (
    LANGS,
    DocumentPart,
    FilledText,
    Labelled,
    Lang,
    LocalText,
    Message,
    OneOf,
    Value,
    message,
    plural_message,
)
from iacheck.language.names import with_named_invisible
from iacheck.language.periods import Period
from iacheck.language.places import Place

GOALS = LocalText(nb="mål {n}", nn="mål {n}", en="goal {n}")
HOUSE = LocalText(nb="hus", nn="hus", en="house")
RULES = plural_message("{count} rule", "{count} rules", 2)
LARGE = "9\xa0007\xa0199\xa0254\xa0740\xa0992"

# A value, and how it is written in bokmål, nynorsk and English. \xa0 is a space that no line
# breaks at.
WRITTEN: list[tuple[Value, str, str, str]] = [
    (None, "–", "–", "–"),
    (True, "ja", "ja", "yes"),
    (False, "nei", "nei", "no"),
    (0, "0", "0", "0"),
    (-5, "-5", "-5", "-5"),
    (400000, "400\xa0000", "400\xa0000", "400,000"),
    (2**53, LARGE, LARGE, "9,007,199,254,740,992"),
    (72.0, "72", "72", "72"),
    (71.5, "71,5", "71,5", "71.5"),
    (71.56863, "71,56863", "71,56863", "71.56863"),
    (0.1 + 0.2, "0,3", "0,3", "0.3"),
    (1234567.25, "1\xa0234\xa0567,25", "1\xa0234\xa0567,25", "1,234,567.25"),
    (1e300, "1e+300", "1e+300", "1e+300"),
    (math.inf, "inf", "inf", "inf"),
    (math.nan, "nan", "nan", "nan"),
    ("En «tekst» {n}", "En «tekst» {n}", "En «tekst» {n}", "En «tekst» {n}"),
    ("", "", "", ""),
    (datetime.date(2016, 6, 1), "1. juni 2016", "1. juni 2016", "1 June 2016"),
    (datetime.date(2012, 12, 31), "31. desember 2012", "31. desember 2012", "31 December 2012"),
    (Period(2015), "2015", "2015", "2015"),
    (Period(2012, 1), "1. halvår 2012", "1. halvår 2012", "first half of 2012"),
    (Period(2012, 2), "2. halvår 2012", "2. halvår 2012", "second half of 2012"),
    (message("use of the funds"), "bruken av midlene", "bruken av midlane", "use of the funds"),
    (HOUSE, "hus", "hus", "house"),
    (FilledText(GOALS, {"n": 1000}), "mål 1\xa0000", "mål 1\xa0000", "goal 1,000"),
    (Labelled("counties", message("counties")), "fylker", "fylke", "counties"),
    (Labelled("x", Labelled("y", HOUSE)), "hus", "hus", "house"),
    (Labelled("LO", "LO"), "LO", "LO", "LO"),
    ([], "–", "–", "–"),
    ({}, "–", "–", "–"),
    (["LO"], "LO", "LO", "LO"),
    (("LO", "NHO"), "LO og NHO", "LO og NHO", "LO and NHO"),
    (["LO", "NHO", "KS"], "LO, NHO og KS", "LO, NHO og KS", "LO, NHO and KS"),
    ([1, None, HOUSE], "1, – og hus", "1, – og hus", "1, – and house"),
    (OneOf(()), "–", "–", "–"),
    (OneOf([HOUSE]), "hus", "hus", "house"),
    (OneOf((1, "KS", HOUSE)), "1, KS eller hus", "1, KS eller hus", "1, KS or house"),
    ({"1": 4000, "2": 0.5}, "1: 4\xa0000, 2: 0,5", "1: 4\xa0000, 2: 0,5", "1: 4,000, 2: 0.5"),
    (
        [message("{first} and {last}", first=Period(2012, 1), last=["a", RULES])],
        "1. halvår 2012 og a og 2 regler",
        "1. halvår 2012 og a og 2 reglar",
        "first half of 2012 and a and 2 rules",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("value", "nb", "nn", "en"), WRITTEN, ids=repr)
def test_values(value: Value, nb: str, nn: str, en: str) -> None:
    read = {lang: language(lang).value(value) for lang in LANGS}
    assert read == {"nb": nb, "nn": nn, "en": en}


def test_a_value_that_nothing_can_be_made_of() -> None:
    with pytest.raises(TypeError, match="object"):
        language("nb").value(object())  # type: ignore[arg-type]


PLURALS = [
    (0, "0 regler", "0 reglar", "0 rules"),
    (1, "1 regel", "1 regel", "1 rule"),
    (2, "2 regler", "2 reglar", "2 rules"),
    (21, "21 regler", "21 reglar", "21 rules"),
    (1000, "1\xa0000 regler", "1\xa0000 reglar", "1,000 rules"),
]


@pytest.mark.parametrize(("count", "nb", "nn", "en"), PLURALS)
def test_plurals(count: int, nb: str, nn: str, en: str) -> None:
    told = plural_message("{count} rule", "{count} rules", count)
    assert [language(lang).say(told) for lang in LANGS] == [nb, nn, en]


@pytest.mark.parametrize(
    ("lang", "told"), [("nb", "linje 1200"), ("nn", "linje 1200"), ("en", "line 1200")]
)
def test_places(lang: Lang, told: str) -> None:
    assert language(lang).place(Place(1200)) == told
    assert language(lang).place(Place()) == ""
    assert language(lang).place(None) == ""


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nb", "side 2, gjenkjent i et bilde"),
        ("nn", "side 2, kjent att i eit bilete"),
        ("en", "page 2, recognised in a picture"),
    ],
)
def test_places_in_pictures(lang: Lang, told: str) -> None:
    assert language(lang).place(Place(page=2, recognised=True)) == told


def test_what_has_no_translation_stays_as_it_is() -> None:
    assert language("nn").say(Message("Nobody has translated {this}", {"this": 1.5})) == (
        "Nobody has translated 1,5"
    )


# What a text holds in braces, and what becomes of it where `n` is 7.
BRACES = [
    ("{n}", "7"),
    ("{n} and {n}", "7 and 7"),
    ("{{n}}", "{7}"),
    ("{m}", "{m}"),
    ("{}", "{}"),
    ("{", "{"),
    ("}{n", "}{n"),
    ("{ n }", "{ n }"),
    ("{0}", "{0}"),
    ("{n!r}", "{n!r}"),
    ("{n:>9999999}", "{n:>9999999}"),
    ("{n.__class__}", "{n.__class__}"),
    ("{n.__class__.__mro__[1].__subclasses__}", "{n.__class__.__mro__[1].__subclasses__}"),
    ("{n[0]}", "{n[0]}"),
    ("{months_after: 3, day: 1}", "{months_after: 3, day: 1}"),
    ("%(n)s %s $n", "%(n)s %s $n"),
]


@pytest.mark.parametrize(("text", "told"), BRACES)
@pytest.mark.parametrize("lang", LANGS)
def test_only_plain_placeholders_are_filled(lang: Lang, text: str, told: str) -> None:
    """A text cannot reach into the values, nor make them wide."""
    rule_text = FilledText(LocalText(text, text, text), {"n": 7})
    assert language(lang).say(rule_text) == told
    assert language(lang).say(Message(text, {"n": 7})) == told


@given(st.text(), st.sampled_from(LANGS))
def test_what_stands_in_a_placeholder_is_not_filled_again(given_text: str, lang: Lang) -> None:
    told = FilledText(LocalText("{a}{b}", "{a}{b}", "{a}{b}"), {"a": given_text, "b": "|"})
    assert language(lang).say(told) == f"{with_named_invisible(given_text)}|"


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() or c == "-")


@given(st.integers(-(2**63), 2**63 - 1), st.sampled_from(LANGS))
def test_whole_numbers_keep_their_digits(number: int, lang: Lang) -> None:
    assert _digits(language(lang).number(number)) == str(number)


@given(st.floats(), st.sampled_from(LANGS))
def test_every_number_can_be_written(number: float, lang: Lang) -> None:
    assert language(lang).number(number)


@given(st.dates(), st.sampled_from(LANGS))
def test_dates_have_day_and_year(day: datetime.date, lang: Lang) -> None:
    first, _, year = language(lang).date(day).split(" ")
    assert (int(first.rstrip(".")), int(year)) == (day.day, day.year)


@pytest.mark.parametrize("lang", LANGS)
def test_words_can_stand_inside_a_sentence(lang: Lang) -> None:
    called = [language(lang).value(Labels().of(word)) for word in WORDS]
    inside = re.compile(r"IA-råd\w*|[a-zæøå].*[^.]")
    assert [word for word in called if not inside.fullmatch(word)] == []


def test_a_rule_books_own_word_goes_before_the_programs() -> None:
    labels = Labels({"counties": HOUSE})
    assert language("nb").value(labels.of("counties")) == "hus"
    assert language("nb").value(labels.of("periods")) == "periods"
    assert language("nb").value(labels.of("period")) == "periode"


def test_there_are_three_languages() -> None:
    assert language("nb") is language("nb")
    with pytest.raises(ValueError, match=r"^sv$"):
        language("sv")


@pytest.mark.parametrize(
    ("part", "told", "with_name"),
    [
        (DocumentPart(), "", ""),
        (DocumentPart("plan/x-2015"), "handlingsplan x-2015", "handlingsplan x-2015"),
        (DocumentPart("plan"), "handlingsplan", "handlingsplan"),
        (DocumentPart("council/x", ("chairs",)), "IA-råd x, leder", "IA-råd x, leder (chairs)"),
        (
            DocumentPart.at("/activities/1/start"),
            "aktiviteter nr. 2, startdato",
            "aktiviteter nr. 2, startdato (start)",
        ),
        (DocumentPart.at("/a~1b/c~0d/~01/0"), "a/b, c~d, ~1 nr. 1", "a/b, c~d, ~1 nr. 1"),
        (DocumentPart.at("/goals/0"), "mål nr. 1", "mål nr. 1 (goals)"),
        (DocumentPart.at("/0"), "0", "0"),
        (
            DocumentPart.at("/activities/" + "9" * 5000),
            *("aktiviteter, " + "9" * 5000, "aktiviteter, " + "9" * 5000),
        ),
        (DocumentPart.at("/a", "odd/x/y"), "odd x/y, a", "odd x/y, a"),
    ],
)
def test_parts_of_documents(part: DocumentPart, told: str, with_name: str) -> None:
    nb = language("nb")
    assert nb.part(part) == told
    assert nb.part(part, with_name=True) == with_name
    assert nb.value(part) == (told or "–")


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("m\u200b4", "m(U+200B)4"),
        ("\ufeffKurs", "(U+FEFF)Kurs"),
        ("A\x1b[31mB\u202eC\u2066", "A(U+001B)[31mB(U+202E)C(U+2066)"),
        ("a\rb\x00\x85\x9b", "a(U+000D)b(U+0000)(U+0085)(U+009B)"),
        ("organi\u00adsasjon", "organi\u00adsasjon"),
        ("k\ufe0f\u034f\u3164", "k(U+FE0F)(U+034F)(U+3164)"),
        ("\U000e0101", "(U+E0101)"),
        ("a\r\nb\tc d\u00a0e–æ", "a\nb\tc d\u00a0e–æ"),
    ],
)
def test_characters_that_nobody_sees_are_named_in_messages(held: str, shown: str) -> None:
    told = message("“{given}” is no day", given=held)
    assert language("en").say(told) == f"“{shown}” is no day"
    listed = message("Choose {known}", known=OneOf([held, "b"]))
    assert language("en").say(listed) == f"Choose {shown} or b"
    assert language("en").value(DocumentPart("", (held,))) == shown
    assert language("en").value({"a": held}) == f"a: {shown}"


@given(st.text())
def test_no_message_steers_a_screen(held: str) -> None:
    said = language("nb").say(message("{given}", given=held))
    turns = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not any(unicodedata.bidirectional(c) in turns for c in said)
    assert not any(unicodedata.category(c) == "Cc" for c in said if c not in "\t\n")


_BABEL: Mapping[Lang, str] = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


@given(st.dates(), st.sampled_from(LANGS))
def test_dates_are_written_as_babel_writes_them(day: datetime.date, lang: Lang) -> None:
    assert language(lang).date(day) == format_date(day, format="long", locale=_BABEL[lang])


@given(st.integers(-(10**25) + 1, 10**25 - 1), st.sampled_from(LANGS))
def test_whole_numbers_are_written_as_babel_writes_them(number: int, lang: Lang) -> None:
    assert language(lang).number(number) == format_decimal(number, locale=_BABEL[lang])


@given(
    st.floats(-1e15, 1e15, exclude_min=True, exclude_max=True)
    | st.floats(-1e6, 1e6).map(lambda number: round(number, 2))
    | st.sampled_from([0.0, -0.0, 1e-10, 5e-11, -5e-11, 1.5e-10, 2.5e-10, 0.1 + 0.2, 1e14 + 0.5]),
    st.sampled_from(LANGS),
)
def test_decimals_are_written_as_babel_writes_them(number: float, lang: Lang) -> None:
    written = format_decimal(number, "#,##0.##########", _BABEL[lang])
    assert language(lang).number(number) == written
