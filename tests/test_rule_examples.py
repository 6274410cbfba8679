"""A rule's examples in words, and what of a rule is our reading: for those who read no YAML."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from building import SCHEMAS, TEXTS, write_book, written_rule, yaml
from commands import Ran
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times
from shipped import shipped

from iacheck.checks.rule import Rule, RuleBook
from iacheck.language.labels import Labels
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang, LocalText
from iacheck.reports.document_words import DocumentWords
from iacheck.reports.rule_text import our_reading
from iacheck.rulebooks import load_rulebooks
from iacheck.rulebooks.asked_rules import tried_examples
from iacheck.rulebooks.examples import example_roots

Run = Callable[..., Ran]
ENGLISH = language("en")
ROOTS = SCHEMAS.roots("council-year")
LABELS = Labels({
    # A parameter may be called as a field is; the field keeps its own word.
    "sub_goals": LocalText("delmålene i avtalen", "delmåla i avtalen", "the agreement's sub-goals"),
    "LO": LocalText("Landsorganisasjonen", "Landsorganisasjonen", "The Confederation"),
})  # fmt: skip


def words(written: str, lang: Lang = "en", subject: str = "council-year") -> str:
    return DocumentWords(LABELS, language(lang)).documents(yaml(written), SCHEMAS.roots(subject))


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("{}", "nothing has come"),
        ("{report: {}}", "report with nothing in it"),
        ("{report: {activities: [{sub_goals: [1, 2]}, {sub_goals: [3]}]}}",
         "report with activities (sub-goals 1 and 2; sub-goals 3)"),
        ("{report: {activities: []}}", "report with no activities"),
        ("{report: {activities: null}}", "report with no activities"),
        ("{report: {activities: [{}]}}", "report with activities (one with nothing in it)"),
        # What people call a thing by comes first, without a label.
        ("{report: {activities: [{id: a1, title: Kurs, status: cancelled}]}}",
         "report with activities (“Kurs”, status cancelled)"),
        # An id is for what names it.
        ("{plan: {goals: [{id: m1, text: Flere}, {id: m2, text: X}], activities: [{goals: [m1]}]}}",
         "action plan with goals (“Flere”, id “m1”; “X”) and activities (goals “m1”)"),
        ("{council: {_id: oslo}, report: {activities: [{id: r1}]}}",
         "IA council; report with activities (one with nothing in it)"),
        ("{report: {funds: {received_nok: 400000, used_nok: 0}}}",
         "report with use of the funds (funds received 400,000, funds used 0)"),
        ("{plan: {covers: [2014, '2015']}}", "action plan with years covered 2014 and 2015"),
        ("{report: {funds: {}}}", "report with use of the funds with nothing in it"),
        ("{report: {submitted_on: '2016-02-15', submitted_via: NAV}}",
         "report with submission date 15 February 2016 and sent through NAV"),
        ("{report: {submitted_via: ''}}", "report with sent through with nothing in it"),
        # What names nobody, or cannot be seen, is shown as it is.
        ("{report: {submitted_via: '–'}}", "report with sent through “–”"),
        ('{report: {priorities: "\\u200b"}}', "report with priorities “(U+200B)”"),
        ("{report: {media: [{local: false}]}}", "report with media (local medium: no)"),
        ("{plan: {covers: ['2015', '2016']}}", "action plan with years covered 2015 and 2016"),
        ("{council: {counties: ['11']}, allocations: [{amount_nok: 1}, {amount_nok: 2}]}",
         "IA council with counties “11”; allocation with amount in kroner 1; "
         "allocation with amount in kroner 2"),
        ("{council: {members: [{organisation: LO, from: '2014-03-04'}]}}",
         "IA council with members (“LO”, first day 4 March 2014)"),
        # Long texts and long lists are cut, and that is told.
        (f"{{report: {{priorities: {'a' * 61}}}}}",
         f"report with priorities “{'a' * 60} …” (61 characters)"),
        (f"{{report: {{priorities: {'a' * 60}}}}}", f"report with priorities “{'a' * 60}”"),
        (f"{{plan: {{covers: {[str(y) for y in range(2001, 2012)]}}}}}",
         "action plan with years covered 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009 and "
         "2 more"),
        (f"{{report: {{activities: {[{'sub_goals': [1]}] * 11}}}}}",
         f"report with activities ({'sub-goals 1; ' * 9}and 2 more)"),
        (f"{{report: {{activities: {[{'sub_goals': [1]}] * 10}}}}}",
         f"report with activities ({'; '.join(['sub-goals 1'] * 10)})"),
        # What breaks its schema is told of all the same.
        ("{report: {activities: [x, {sub_goals: 1}], colour: red}}",
         "report with activities (“x”; sub-goals 1) and colour “red”"),
    ],
)  # fmt: skip
def test_documents_in_words(case: str, told: str) -> None:
    assert words(case) == told


def test_a_party_of_the_rule_book() -> None:
    assert words("{party: LO}", subject="party-year") == "party The Confederation"


def test_in_norwegian() -> None:
    case = "{report: {activities: [{sub_goals: [1, 2]}, {sub_goals: [3]}], media: []}}"
    assert words(case, "nb") == (
        "rapport med aktiviteter (delmål 1 og 2; delmål 3) og omtaler i mediene: ingen"
    )
    assert words(case, "nn") == (
        "rapport med aktivitetar (delmål 1 og 2; delmål 3) og omtalar i media: ingen"
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    max_leaves=8,
)


@settings(max_examples=times(100))
@given(st.dictionaries(st.sampled_from([*ROOTS["report"].kind.field_type.fields]), JSON))
def test_whatever_a_document_holds_is_put_into_one_line(body: dict[str, Any]) -> None:
    for lang in LANGS:
        told = DocumentWords(LABELS, language(lang)).documents({"report": body}, ROOTS)
        assert told
        assert not [c for c in told if unicodedata.category(c)[0] == "C"]


RULE_IDS = re.compile(r"\b\w+-(half-)?year\b|\bid [«“]\w+[»”]")


@pytest.mark.parametrize("lang", LANGS)
def test_a_rule_is_told_in_words_and_not_in_the_programs_names(lang: Lang, run: Run) -> None:
    shown = run("--lang", lang, "rules", "show", "B16").out
    assert RULE_IDS.findall(shown.partition("check:")[0]) == []
    told = {"nb": "Ser på: råd over et år", "nn": "Ser på: råd over eit år",
            "en": "Looks at: councils over a year"}  # fmt: skip
    assert f"  {told[lang]}\n" in shown


def shipped_rules() -> Iterator[tuple[Rule, RuleBook]]:
    books, _ = shipped()
    yield from ((rule, book) for book in books for rule in book.rules)


@pytest.mark.parametrize("lang", LANGS)
def test_examples_of_shipped_rules_are_told_without_a_name_of_a_field(lang: Lang) -> None:
    _, schemas = shipped()
    for rule, book in shipped_rules():
        in_words = DocumentWords(rule.labels, language(lang))
        for example in tried_examples(rule, book, schemas):
            told = example.words(example_roots(schemas, rule.subject), in_words)
            unquoted = re.sub("“[^”]*”|«[^»]*»", "", told)
            assert not re.search(r"[a-z]_[a-z]|[{}\[\]]", unquoted), (rule.id, told)


def test_every_example_says_what_comes_of_it() -> None:
    _, schemas = shipped()
    begins = {
        "met": "Meets it", "deviation": "Does not meet it", "undetermined": "Cannot be told",
        "not_applicable": "Does not apply", "not_due": "Not due yet",
    }  # fmt: skip
    for rule, book in shipped_rules():
        examples = tried_examples(rule, book, schemas)
        assert len(examples) == sum(map(len, rule.written["examples"].values()))
        for example in examples:
            verdict = example.finding.verdict
            told = example.words(
                example_roots(schemas, rule.subject), DocumentWords(rule.labels, ENGLISH)
            )
            assert told.startswith(begins[verdict])
            assert bool(list(example.told(ENGLISH))) is (verdict != "met")


def local(text: str) -> dict[str, str]:
    return dict.fromkeys(("nb", "nn", "en"), text)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A rule whose parameters and words are partly ours, with an example of every kind."""
    written = written_rule(
        """
        check: {all: [{count: {values: "report.meetings[]", at_least: $limit}},
                      {mentions: {values: report.priorities, any_of: $young}}]}
        due: $report_due
        """,
        origin="practice",
        interpretation=local("Cancelled ones count."),
        violation=local("Too few"),
        examples={
            "met": [{"report": {"meetings": [{"held_on": "2015-02-01"}], "priorities": "unge"}}],
            "deviation": [{
                "case": {"report": {"meetings": [], "priorities": "unge"}}, "period": "2016",
                "as_of": "2017-03-02", "violations": [{}],
            }],
            "not_due": [{"case": {"report": {"meetings": [], "priorities": "x"}},
                         "as_of": "2016-03-01"}],
        },
    )  # fmt: skip
    source = {"document": "letter", "section": "Reports", "paragraphs": [1]}
    ours = {"interpretation": True, "reason": local("It has to be some day.")}
    parameters = {
        "limit": {"label": local("least number"), "values": [{"value": 1, "source": source}]},
        "report_due": {
            "label": local("due date"),
            "values": [{"value": {"months_after": 3, "day": 1}, "from": "2015", **ours}],
        },
    }
    return write_book(tmp_path / "book", written, parameters=parameters, words={"young": ["ung"]})


def test_what_is_ours_is_set_apart(book: Path) -> None:
    (loaded,) = load_rulebooks([book], SCHEMAS)
    assert our_reading(loaded.rules[0], loaded, ENGLISH) == [
        "All of it: the document tells of it as done, and demands nothing.",
        "Cancelled ones count.",
        "due date, 2015 – …: day 1 of month no. 3 after the period: It has to be some day.",
        "The words that are looked for: $young.",
    ]


def test_where_nothing_is_ours_that_is_said(tmp_path: Path) -> None:
    examples = {"met": [{"report": {}}], "deviation": [{"case": {}, "violations": [{}]}]}
    written = written_rule("check: {present: report}", examples=examples, violation=TEXTS)
    (loaded,) = load_rulebooks([write_book(tmp_path / "book", written)], SCHEMAS)
    (rule,) = loaded.rules
    assert our_reading(rule, loaded, ENGLISH) == ["Nothing in this rule is said to be."]


def test_a_rule_that_is_ours_says_so() -> None:
    (rule, book), *_ = [pair for pair in shipped_rules() if pair[0].head.origin == "ours"]
    assert our_reading(rule, book, ENGLISH)[0] == "All of it: the document does not demand it."


def test_shown_on_the_screen(run: Run, book: Path) -> None:
    ran = run("rules", "show", "tried", "--rulebook", str(book))
    assert ran.status == 0
    shown = ran.out
    reading, examples = shown.index("Our reading, and not"), shown.index("  Examples:\n")
    assert reading < shown.index("It has to be some day.") < examples
    assert examples < shown.index("  Check, as the file has it:")
    assert (
        "    – Meets it: report with meetings (1 February 2015) and priorities “unge”.\n"
        "    – Does not meet it, for 2016, as of 2 March 2017: report with no meetings and "
        "priorities “unge”.\n"
        "        → Too few\n"
        "    – Not due yet, as of 1 March 2016: report with no meetings and priorities “x”.\n"
        "        → Due 1 March 2016\n"
    ) in shown


def test_shown_to_programs(run: Run, book: Path) -> None:
    ran = run("rules", "show", "tried", "--rulebook", str(book), "--format", "json")
    (rule,) = json.loads(ran.out)
    (listed,) = json.loads(run("rules", "list", "--rulebook", str(book), "--format", "json").out)
    assert listed.items() <= rule.items()
    assert rule["our_reading"][1] == "Cancelled ones count."
    limit, due, young = rule["parameters"]
    assert (limit["name"], limit["values"][0]["source"]["section"]) == ("limit", "Reports")
    assert (due["values"][0]["from"], due["values"][0]["reason"]) == (
        "2015", "It has to be some day."
    )  # fmt: skip
    assert young["values"] == [
        {"value": ["ung"], "for": [], "from": None, "to": None, "source": None, "reason": None}
    ]
    met, deviation, not_due = rule["examples"]
    assert (met["verdict"], met["told"]) == ("met", [])
    assert deviation == {
        "verdict": "deviation", "period": "2016", "as_of": "2017-03-02", "judgement": None,
        "case": {"report": {"meetings": [], "priorities": "unge"}},
        "words": "Does not meet it, for 2016, as of 2 March 2017: report with no meetings and "
                 "priorities “unge”.",
        "told": ["Too few"],
    }  # fmt: skip
    assert not_due["told"] == ["Due 1 March 2016"]


def test_all_rules_of_a_demand_go_to_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("rules", "show", "b16", "--format", "json", "--out", "b16.json")
    assert (ran.status, ran.out) == (0, "")
    rules = json.loads(Path("b16.json").read_text("utf-8"))
    assert {rule["demand"] for rule in rules} == {"B16"}
    assert len(rules) == 2


def test_a_judgement_and_who_answers_are_told(run: Run) -> None:
    shown = run("rules", "show", "H15", "--lang", "en").out
    assert "judged as met." in shown
    assert "judged as not met." in shown
    for demand, who in (
        ("B12", "the council's NAV Arbeidslivssenter"),
        ("B18", "Arbeids- og velferdsdirektoratet"),
        ("B09", "the body that is named"),
    ):
        shown = " ".join(run("rules", "show", demand).out.split())
        assert f"Can be mended by: {who} " in shown
    assert "Can be mended by" not in run("rules", "show", "B16").out
