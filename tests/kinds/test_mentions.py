from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried

ANY_OF = """
mentions:
  values: [report.priorities, "report.activities[].themes[]"]
  any_of: [arbeidsmiljø, "*forebygg", ung i]
"""


@pytest.mark.parametrize(
    ("priorities", "holds"),
    [
        ("Arbeidsmiljøet først", True),
        ("Et godt ARBEIDS-MILJØ", True),
        ("psykososialt arbeidsmiljø", True),
        ("fysiskarbeidsmiljø", False),
        ("sykefraværsforebyggende", True),
        ("UNG  I\narbeid", True),
        ("ung-i-arbeid", True),
        ("unge i arbeid", False),
        ("ung", False),
        ("", False),
    ],
)
def test_stems(priorities: str, holds: bool) -> None:
    told = tried(ANY_OF, case(document("report", priorities=priorities)))
    breach: Any = {
        "key": "",
        "at": "report/priorities",
        "given": None,
        "expected": None,
        "texts": {},
    }
    assert told == ("met" if holds else [breach])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Industri", True),
        ("Industriarbeidere", False),
        ("Kurs for industriarbeidere i industrien", True),
        ("Ledere", False),
    ],
)
def test_a_word_is_passed_over_from_where_it_begins(text: str, holds: bool) -> None:
    assert found(["*industri", "led", "!*arbeider", "!leder"], text) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("via NAV", True),
        ("ikke via NAV", False),
        ("ikke bare via NAV", True),
        ("ikke på e-post, men via NAV", True),
    ],
)
def test_a_not_passes_over_its_clause_alone(text: str, holds: bool) -> None:
    assert found(["nav", "!ikke …"], text) is holds


@pytest.mark.parametrize(
    ("stem", "text", "holds"),
    [
        ("e-post", "epost", True), ("e-post", "e post", True), ("epost", "e-post", True),
        ("ung i", "ung\u00a0i", True), ("arbeidsmiljø", "arbeids-\nmiljø", True),
        ("fravær", "syke- og fraværs", True), ("fravær", "syke-fravær", True),
        ("ofravær", "syke- o - fravær", False), ("fiber", "ﬁber", True), ("x2", "x²", True),
        ("ære", "Ære", True), ("=mai", "17. mai 2012", True), ("=mai", "Mai-fest", True),
        ("=mai", "en mail", False), ("=juni", "juniorer", False), ("=mai", "1.mai", True),
        ("=e-post", "epost", True), ("=e-post", "epostar", False),
        ("=juni … =juli", "juni og juli", True), ("=juni … =juli", "juni og julie", False),
    ],
)  # fmt: skip
def test_how_letters_are_compared(stem: str, text: str, holds: bool) -> None:
    assert found([stem], text) is holds


@pytest.mark.parametrize(
    ("stem", "text", "holds"),
    [
        ("date", "Evaluering 17. mai 2012", True), ("date", "innen 1.mars", True),
        ("date", "3 sept.", True), ("date", "Kurs 17.5.2012", True), ("date", "17/5-12", False),
        ("date", "17/5/12", True), ("date", "fra 2012-05-17 til", True),
        ("date", "2012-13-17", False), ("date", "i mai", False),
        ("date", "punkt 1.2", False), ("date", "1/2 dag", False),
        ("date", "32. mai", False), ("date", "12 juniorer", False), ("date", "", False),
        ("month", "i mai", True), ("month", "en mail", False), ("month", "Juni-samling", True),
        ("month", "juniorer", False), ("month", "17.5.2012", False),
    ],
)  # fmt: skip
def test_days_and_months(stem: str, text: str, holds: bool) -> None:
    check = f"mentions: {{values: report.priorities, any_of: [kurset, {{{stem}: true}}]}}"
    assert (tried(check, case(document("report", priorities=text))) == "met") is holds
    alone = f"mentions: {{values: report.priorities, any_of: {{{stem}: true}}}}"
    assert (tried(alone, case(document("report", priorities=text))) == "met") is holds


def test_a_whole_word_is_passed_over() -> None:
    assert found(["jun", "!=juni"], "juniorer i juni")
    assert not found(["jun", "!=juni"], "i juni")


def test_what_nobody_sees_in_a_word_is_not_compared() -> None:
    assert found(["*forebygg"], "Fore\u00adbyggende")
    assert found(["*dialogmøte"], "Dialog\u200bmøter")


def found(stems: list[str], text: str) -> bool:
    check = "mentions: {values: report.priorities, any_of: $stems}"
    told = tried(check, case(document("report", priorities=text)), {"stems": stems})
    return bool(told == "met")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Forebygging på arbeidsplassen", True),
        ("Forebygge frafall", False),
        ("sykefraværsforebygging og frafall", False),
        ("Forebygge tidlig og uønsket frafall", False),
        ("Forebygge at ansatte faller fra, og skolefrafall", True),
        ("Forebygge støy. Mindre frafall", False),
        ("Forebygge frafall og forebygge støy", True),
        ("Frafall kan forebygges", True),
    ],
)
def test_what_is_passed_over(text: str, holds: bool) -> None:
    assert found(["*forebygg", "!*forebygg … *frafall"], text) is holds


@pytest.mark.parametrize(
    ("stem", "text", "holds"),
    [
        ("bygg … anlegg", "Bygg og anlegg", True),
        ("bygg … anlegg", "byggeplass, anleggsplass", True),
        ("bygg … anlegg", "bygganlegg", False),
        ("bygg … anlegg", "bygg en to tre anlegg", True),
        ("bygg … anlegg", "bygg en to tre fire anlegg", False),
        ("bygg … anlegg", "nybygg anlegg", False),
        ("*bygg … *anlegg", "nybygg uten kraftanlegg", True),
        ("bygg … anlegg", "bygg for kraftanlegg", False),
    ],
)
def test_two_words_near_each_other(stem: str, text: str, holds: bool) -> None:
    assert found([stem], text) is holds


def test_a_text_out_of_a_document_is_a_stem() -> None:
    report = document(
        "report",
        activities=[{"id": "a", "title": "Kurs"}, {"id": "b", "title": "–"}],
        priorities="x",
    )
    kurs = "mentions: {values: report.priorities, any_of: {path: report.coordinated_by}}"
    assert (
        tried(kurs, case(document("report", priorities="Kurset", coordinated_by="kurs"))) == "met"
    )
    # Letter by letter it would be found.
    other = document("report", priorities="sukker", coordinated_by="kurs")
    assert tried(kurs, case(other)) != "met"
    all_ = 'mentions: {values: report.priorities, any_of: {distinct: "report.activities[].title"}}'
    assert tried(all_, case(report)) != "met"
    named = document("report", activities=[{"id": "a", "title": "Kurs"}], priorities="Kurs i mai")
    assert tried(all_, case(named)) == "met"


def test_letters_composed_in_two_ways_are_the_same() -> None:
    check = "mentions: {values: report.priorities, any_of: [årsak]}"
    assert tried(check, case(document("report", priorities="a\u030arsaker"))) == "met"


def test_any_of_the_texts() -> None:
    report = document("report", priorities="x", activities=[{"id": "a", "themes": ["ung i jobb"]}])
    assert tried(ANY_OF, case(report)) == "met"


def test_nothing_mentions_nothing() -> None:
    assert tried(ANY_OF, case()) != "met"


def test_any_of_a_table() -> None:
    check = "mentions: {values: report.priorities, any_of: $words}"
    words = {"words": {"work": ["arbeid"], "care": ["pleie", "omsorg"]}}
    told = [
        tried(check, case(document("report", priorities=text)), parameters=words)
        for text in ("arbeidet", "omsorgen", "alt")
    ]
    assert [one == "met" for one in told] == [True, True, False]


def test_all_of_a_table() -> None:
    check = """
    mentions:
      values: "party_report.sections[].text"
      where: {key: {none_of: [other]}}
      all_of: $stems
    """
    sections = [
        {"key": "experience", "heading": "x", "text": "Sykefravær"},
        {"key": "other", "heading": "x", "text": "seniorer"},
    ]
    of: Any = {"of": "party/LO", "period": "2012-H2"}
    stems: dict[str, Any] = {"1": ["sykefra"], "2": ["funksjon"], "3": ["senior"]}
    told = tried(check, case(document("party_report", sections=sections), **of), {"stems": stems})
    assert told == [
        {
            "key": key,
            "at": "party_report/sections",
            "given": None,
            "expected": key,
            "texts": {"missing": key},
        }
        for key in ("2", "3")
    ]


STEMS = "“any_of” must be a list of word stems, or $name of one or of a table of them"
ONE = "“mentions” takes either “any_of” or “all_of”"


@pytest.mark.parametrize(
    ("operand", "expected"),
    [
        ("any_of: [x], all_of: $table", f"mentions: {ONE}"),
        ("where: null", f"mentions: {ONE}"),
        ("any_of: [{date: false}]", "mentions/any_of/0/date: “date” takes true"),
        ("any_of: ['juni ']", f'mentions/any_of: {STEMS}, not ["juni "]'),
        (
            "any_of: forebygg",
            f"mentions/any_of: {STEMS}, not forebygg",
        ),
        (
            "any_of: $years",
            f'mentions/any_of: {STEMS}, not {{"a": [2015]}}',
        ),
        (
            'any_of: ["*"]',
            f'mentions/any_of: {STEMS}, not ["*"]',
        ),
        (
            "all_of: $list",
            'mentions/all_of: “all_of” must be $name of a table of word stems, not ["a"]',
        ),
    ],
)
def test_mistakes(operand: str, expected: str) -> None:
    check = f"mentions: {{values: report.priorities, {operand}}}"
    known = {"table": {"a": ["b"]}, "list": ["a"], "years": {"a": [2015]}}
    assert mistakes(check, parameters=known) == [expected]


NO_WAY = """
mentions: {values: report.submitted_via, any_of: [direktorat, avdir, "!ikke …", "!not …"]}
"""


@pytest.mark.parametrize(
    ("via", "holds"),
    [
        ("Direktoratet", True),
        ("Ikke via direktoratet", False),
        ("Ikke sendt på post eller gjennom direktoratet", False),
        ("E-post, ikke via AVdir", False),
        ("Sendt rett til gruppen (ikke gjennom direktoratet)", False),
        ("Not through AVdir", False),
        # It ends with its clause.
        ("Ikke på post, men via AVdir", True),
        ("ikke på post men via AVdir", True),
        ("not by post but through AVdir", True),
        ("Ikke på post. Via direktoratet", True),
        ("AVdir, ikke på post", True),
        # A word that only begins so says nothing of the kind.
        ("Ikkevold AVdir", True),
        ("notat til AVdir", True),
    ],
)
def test_after_a_not_nothing_is_mentioned(via: str, holds: bool) -> None:
    told = tried(NO_WAY, case(document("report", submitted_via=via)))
    assert (told == "met") == holds
