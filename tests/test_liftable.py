"""What was not read of a file is not held against anybody: the shipped rules, rule by rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from building import case, document, rule, say
from shipped import shipped

from iacheck.checks.addition import NO_ADDITION, AllAdditions
from iacheck.checks.check import by_what_it_reads
from iacheck.checks.outcome import Unknown, mend_of
from iacheck.checks.rule import Rule
from iacheck.checks.scope import Scope
from iacheck.documents.document import Document, Origin
from iacheck.documents.unread_block import BlockSort, Lift, UnreadBlock
from iacheck.judging.judge import judge
from iacheck.judging.liftable import LiftingPart, not_read
from iacheck.language.language import language
from iacheck.language.messages import message
from iacheck.language.places import Place

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for book in shipped()[0]
    if book.id == "ia-2014-2018"
    for rule in book.rules
    if rule.subject == "council-year"
}


def unread(*lifts: str | Lift, sort: BlockSort = "table", row: int = 7) -> UnreadBlock:
    made = tuple(Lift(lift) if isinstance(lift, str) else lift for lift in lifts)
    return UnreadBlock(sort, Place(heading="Delmål 1", row=row), "Kurs i", made)


def under(number: int) -> Lift:
    """Further activities, all of this sub-goal."""
    return Lift("/activities", "sub_goals", (number,))


def read_from(file: str, made: Document, *blocks: UnreadBlock) -> Document:
    return dataclasses.replace(made, origin=Origin(file, "0" * 64, {}, blocks))


Written = tuple[Mapping[str, Any], Sequence[str | Lift]]
GOAL = {"id": "m1", "sub_goal": 1, "text": "Lavere sykefravær"}
KURS = {"id": "a1", "title": "Kurs", "sub_goals": [1]}
MESSE = {"id": "a2", "title": "Messe", "sub_goals": [2]}
OF_ALL = {"id": "a1", "title": "Kurs", "sub_goals": [1, 2, 3]}
AVLYST = {"id": "r1", "title": "Kurs", "plan_activity": "a1", "status": "cancelled"}
FUNDS = {"received_nok": 400_000, "used_nok": 400_000}

# A rule, what was read of the plan and of the report with what was not, and whether that could
# lift the deviation.
EXAMPLES: Sequence[tuple[str, Written | None, Written | None, str]] = [
    # No activity of a sub-goal: a table under another one could not tell of any.
    ("plan-covers-sub-goals", ({"activities": [KURS, MESSE]}, [under(3)]), None, "undetermined"),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ["/activities"]),
        None,
        "undetermined",
    ),
    ("plan-covers-sub-goals", ({"activities": [KURS, MESSE]}, [under(1)]), None, "deviation"),
    ("plan-covers-sub-goals", ({"activities": [KURS, MESSE]}, ["/goals"]), None, "deviation"),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ["/activities/0/sub_goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ["/activities/0/end"]),
        None,
        "deviation",
    ),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ()),
        ({"activities": []}, [under(3)]),
        "undetermined",
    ),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ()),
        ({"activities": []}, [under(2)]),
        "deviation",
    ),
    # The report cancels the plan's activity; it may carry it out in a row that was not read.
    (
        "plan-covers-sub-goals",
        ({"activities": [OF_ALL]}, ()),
        ({"activities": [AVLYST]}, ["/activities"]),
        "undetermined",
    ),
    ("report-covers-sub-goals", None, ({"activities": [KURS, MESSE]}, [under(3)]), "undetermined"),
    ("report-covers-sub-goals", None, ({"activities": [KURS, MESSE]}, [under(2)]), "deviation"),
    # What is cancelled stays so, whatever else is told of it.
    (
        "report-carries-out-sub-goals",
        None,
        ({"activities": [{**KURS, "status": "cancelled"}]}, [under(1)]),
        "undetermined",
    ),
    (
        "report-carries-out-sub-goals",
        None,
        ({"activities": [{**KURS, "status": "cancelled"}]}, ["/activities/0/effect"]),
        "deviation",
    ),
    # What is missing of several things is what the part could tell of.
    (
        "plan-states-goals-and-activities",
        ({"activities": [KURS]}, ["/goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-states-goals-and-activities",
        ({"activities": [KURS]}, ["/activities"]),
        None,
        "deviation",
    ),
    ("plan-states-goals-and-activities", ({"goals": [GOAL]}, [under(1)]), None, "undetermined"),
    ("plan-states-goals-and-activities", ({}, ["/activities"]), None, "deviation"),
    ("plan-states-goals-and-activities", ({}, ["/activities", "/goals"]), None, "undetermined"),
    # An item is mended by its own fields alone.
    (
        "plan-activities-have-dates",
        ({"activities": [KURS]}, ["/activities/0/end"]),
        None,
        "undetermined",
    ),
    (
        "plan-activities-have-dates",
        ({"activities": [KURS]}, ["/activities/1/end"]),
        None,
        "deviation",
    ),
    ("plan-activities-have-dates", ({"activities": [KURS]}, ["/activities"]), None, "deviation"),
    (
        "plan-activities-have-dates",
        ({"activities": [KURS]}, ["/activities/0"]),
        None,
        "undetermined",
    ),
    # A goal of the same sub-goal would do, and one that the activity refers to.
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, ["/goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, [Lift("/goals", "sub_goal", (2,))]),
        None,
        "undetermined",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, [Lift("/goals", "sub_goal", (3,))]),
        None,
        "deviation",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, ["/activities/0/goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, ["/activities"]),
        None,
        "deviation",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [{"id": "a2", "title": "Messe"}]}, ["/goals"]),
        None,
        "deviation",
    ),
    (
        "plan-goal-references-exist",
        ({"goals": [GOAL], "activities": [{**KURS, "goals": ["m9"]}]}, ["/goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-goal-references-exist",
        ({"goals": [GOAL], "activities": [{**KURS, "goals": ["m9"]}]}, ["/activities/0/goals"]),
        None,
        "deviation",
    ),
    # The plan's activity is not in the report: its list may go on.
    (
        "planned-activities-accounted-for",
        ({"activities": [KURS, MESSE]}, ()),
        ({"activities": [{"id": "r1", "title": "Kurs", "plan_activity": "a1"}]}, ["/activities"]),
        "undetermined",
    ),
    (
        "planned-activities-accounted-for",
        ({"activities": [KURS, MESSE]}, ["/activities"]),
        ({"activities": [{"id": "r1", "title": "Kurs", "plan_activity": "a1"}]}, ()),
        "deviation",
    ),
    # When it is to be may say that it is no activity of the year.
    (
        "planned-activities-accounted-for",
        ({"activities": [KURS, MESSE]}, ["/activities/1/start"]),
        ({"activities": [{"id": "r1", "title": "Kurs", "plan_activity": "a1"}]}, ()),
        "undetermined",
    ),
    (
        "planned-activities-accounted-for",
        ({"activities": [KURS, MESSE]}, ["/activities/0/start"]),
        ({"activities": [{"id": "r1", "title": "Kurs", "plan_activity": "a1"}]}, ()),
        "deviation",
    ),
    (
        "report-plan-references-exist",
        ({"activities": [KURS]}, ["/activities"]),
        ({"activities": [{"id": "r1", "title": "Messe", "plan_activity": "a2"}]}, ()),
        "undetermined",
    ),
    (
        "report-plan-references-exist",
        ({"activities": [KURS]}, ()),
        ({"activities": [{"id": "r1", "title": "Messe", "plan_activity": "a2"}]}, ["/activities"]),
        "deviation",
    ),
    (
        "report-plan-references-exist",
        ({"activities": [KURS]}, ()),
        (
            {"activities": [{"id": "r1", "title": "Messe", "plan_activity": "a2"}]},
            ["/activities/0/outside_plan_reason"],
        ),
        "undetermined",
    ),
    # A sum may be mended by any line of it, and by what it is held against.
    (
        "funds-lines-add-up",
        None,
        ({"funds": {**FUNDS, "lines": [{"purpose": "x", "amount_nok": 1}]}}, ["/funds/lines"]),
        "undetermined",
    ),
    (
        "funds-lines-add-up",
        None,
        ({"funds": {**FUNDS, "lines": [{"purpose": "x", "amount_nok": 1}]}}, ["/activities"]),
        "deviation",
    ),
    (
        "funds-within-what-was-available",
        None,
        ({"funds": {**FUNDS, "used_nok": 500_000}}, ["/funds/carried_over_nok"]),
        "undetermined",
    ),
    (
        "funds-within-what-was-available",
        None,
        ({"funds": {**FUNDS, "used_nok": 500_000}}, ["/funds/lines"]),
        "deviation",
    ),
    ("report-states-required-parts", None, ({"funds": FUNDS}, ["/activities"]), "deviation"),
    (
        "report-states-required-parts",
        None,
        ({"priorities": "IA", "activities": [KURS]}, ["/funds/used_nok"]),
        "undetermined",
    ),
    (
        "report-states-required-parts",
        None,
        ({"priorities": "IA", "activities": [KURS]}, ["/funds"]),
        "undetermined",
    ),
    ("work-rests-on-evidence", ({}, ["/evidence"]), None, "undetermined"),
    ("work-rests-on-evidence", ({}, ["/priorities"]), None, "deviation"),
    ("preventive-work-visible", ({"activities": [KURS]}, [under(1)]), None, "undetermined"),
    ("preventive-work-visible", None, ({"activities": [KURS]}, ["/priorities"]), "undetermined"),
    # Of the young only under sub-goal 2.
    ("young-visible-under-sub-goal-2", ({"activities": [MESSE]}, [under(2)]), None, "undetermined"),
    ("young-visible-under-sub-goal-2", ({"activities": [MESSE]}, [under(1)]), None, "deviation"),
    (
        "young-visible-under-sub-goal-2",
        ({"activities": [KURS, MESSE]}, ["/activities/1/themes"]),
        None,
        "undetermined",
    ),
    (
        "young-visible-under-sub-goal-2",
        ({"activities": [KURS, MESSE]}, ["/activities/0/themes"]),
        None,
        "deviation",
    ),
    (
        "young-visible-under-sub-goal-2",
        ({"activities": [{"id": "a3", "title": "Møte"}, MESSE]}, ["/activities/0/sub_goals"]),
        None,
        "undetermined",
    ),
    (
        "young-visible-under-sub-goal-2",
        ({"activities": [KURS, MESSE]}, ["/activities/0/status"]),
        None,
        "deviation",
    ),
    # What is under another sub-goal does not count, whatever its status is.
    (
        "young-visible-under-sub-goal-2",
        None,
        ({"activities": [KURS, {**MESSE, "status": "cancelled"}]}, ["/activities/0/status"]),
        "deviation",
    ),
    ("local-media-used", None, ({}, ["/media"]), "undetermined"),
    ("local-media-used", None, ({}, ["/meetings"]), "deviation"),
]


@pytest.mark.parametrize(("rule", "plan", "report", "verdict"), EXAMPLES)
def test_what_a_part_could_lift(
    rule: str, plan: Written | None, report: Written | None, verdict: str
) -> None:
    written = [("plan", plan), ("report", report)]
    documents = [(kind, document(kind, **given[0]), given[1]) for kind, given in written if given]
    assert judge(RULES[rule], case(*(made for _, made, _ in documents))).verdict == "deviation"
    files = [read_from(f"{kind}.docx", made, unread(*lifts)) for kind, made, lifts in documents]
    assert judge(RULES[rule], case(*files)).verdict == verdict


def test_the_reason_names_the_part() -> None:
    plan = document("plan", activities=[KURS, MESSE])
    one = case(read_from("plan.docx", plan, unread("/activities")))
    finding = judge(RULES["plan-covers-sub-goals"], one)
    assert say(finding.reason or "") == (
        "Cannot be told: the table under “Delmål 1” could not be read (plan.docx, row 7)"
    )
    assert not finding.violations
    blocks = [
        UnreadBlock("sheet", Place(sheet="Ark2"), "", (Lift("/activities"),)),
        unread("/goals"),
        unread("/activities", row=9),
        unread(under(3), row=11),
    ]
    several = case(read_from("plan.xlsx", plan, *blocks))
    told = judge(RULES["plan-covers-sub-goals"], several).reason or ""
    assert say(told) == (
        "Cannot be told: the sheet “Ark2” could not be read (plan.xlsx, sheet Ark2), nor could the "
        "table under “Delmål 1” (row 9) and the table under “Delmål 1” (row 11)"
    )
    assert language("nb").say(told) == (
        "Kan ikke avgjøres: arket «Ark2» kunne ikke leses (plan.xlsx, ark Ark2), heller ikke "
        "tabellen under «Delmål 1» (rad 9) og tabellen under «Delmål 1» (rad 11)"
    )
    assert language("nn").say(told) == (
        "Kan ikkje avgjerast: arket «Ark2» kunne ikkje lesast (plan.xlsx, ark Ark2), heller ikkje "
        "tabellen under «Delmål 1» (rad 9) og tabellen under «Delmål 1» (rad 11)"
    )


def test_the_reason_names_three_parts_by_heading_or_first_words() -> None:
    plan, further = document("plan", activities=[KURS, MESSE]), (Lift("/activities"),)
    words = "Rådet vil arrangere en samling for bedrifter i hele fylket"
    blocks = [
        UnreadBlock("text", Place(paragraph=3), words, further),
        UnreadBlock("row", Place(heading="Delmål 2", row=4), "Kurs", further),
        UnreadBlock("list", Place(heading="Delmål 2", paragraph=2), "Kurs", further),
        *(unread("/activities", row=row) for row in range(9, 11)),
    ]
    finding = judge(RULES["plan-covers-sub-goals"], case(read_from("plan.docx", plan, *blocks)))
    assert say(finding.reason or "") == (
        "Cannot be told: the text “Rådet vil arrangere en samling for bedrifter i …” could not be "
        "read (plan.docx, paragraph 3), nor could the row “Kurs” under “Delmål 2” (row 4), the "
        "list under “Delmål 2” (paragraph 2) and 2 other parts"
    )
    assert [part.block for part in finding.unread] == [
        dataclasses.replace(one, lifts=()) for one in blocks
    ]


def test_parts_of_several_files_are_told_with_their_files() -> None:
    plan = document("plan", activities=[KURS, MESSE])
    of_other = LiftingPart(read_from("b.docx", plan), UnreadBlock("sheet", Place(), ""))
    told = not_read((LiftingPart(read_from("a.docx", plan), unread("/goals")), of_other))
    assert say(told) == (
        "the table under “Delmål 1” could not be read (a.docx, row 7), nor could the sheet (b.docx)"
    )


def test_what_stands_is_a_deviation_that_tells_of_the_rest() -> None:
    plan = document("plan", activities=[KURS])
    finding = judge(
        RULES["plan-covers-sub-goals"], case(read_from("plan.docx", plan, unread(under(2))))
    )
    assert finding.verdict == "deviation"
    assert [violation.expected for violation in finding.violations] == [3]
    assert say(finding.reason or "").endswith(
        "; 1 more cannot be told: the table under “Delmål 1” could not be read (plan.docx, row 7)"
    )


def test_what_a_rule_needs_may_not_have_been_read() -> None:
    plan = document("plan", goals=[GOAL])
    needing = RULES["plan-activities-have-dates"]
    assert say(judge(needing, case(plan)).reason or "") == "activities is not given (action plan)"
    told = judge(needing, case(read_from("plan.docx", plan, unread("/activities"))))
    assert say(told.reason or "") == (
        "activities is not given (action plan): the table under “Delmål 1” could not be read "
        "(plan.docx, row 7)"
    )


def test_a_document_that_was_shortened_since() -> None:
    plan = document("plan", activities=[MESSE])
    for pointer in ("/activities/7/themes", "/activities/7", "/goals/0/text"):
        of = case(read_from("plan.docx", plan, unread(pointer)))
        assert judge(RULES["young-visible-under-sub-goal-2"], of).verdict == "deviation"


def test_of_several_documents_only_the_one_that_was_not_read_whole() -> None:
    made = rule("check: {each: {of: 'allocations[]', check: {present: item.letter}}}")
    first, second = (
        document("allocation", _id=f"a{n}", council="rogaland", period="2015") for n in (1, 2)
    )
    finding = judge(made, case(first, read_from("a2.docx", second, unread("/letter"))))
    assert [violation.document for violation in finding.violations] == ["allocation/a1"]


def test_nothing_more_mends_what_cannot_be_told_or_holds() -> None:
    assert mend_of(Unknown(message("Nobody knows"))) == NO_ADDITION
    assert mend_of(()) == AllAdditions(())


def test_no_check_is_left_without_word_of_what_would_undo_it() -> None:
    with pytest.raises(NotImplementedError):
        by_what_it_reads(Scope.of(case()))


@pytest.mark.parametrize(("activities", "row"), [([], "/activities"), ([KURS], "/activities/0/id")])
def test_items_may_count_where_nobody_knows_what_they_are_compared_with(
    activities: list[Any], row: str
) -> None:
    check = """
    check:
      count:
        values: "report.activities[]"
        where: {theme: {one_of: {path: report.priorities}}}
        at_least: 1
    """.replace("theme", '"themes[]"')
    written = document("report", activities=activities)
    found = judge(rule(check), case(read_from("r.docx", written, unread("/activities", row))))
    assert found.verdict == "undetermined"
