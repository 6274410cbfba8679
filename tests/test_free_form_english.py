"""Papers in English, as a council writes them."""

from __future__ import annotations

import pytest
from free_form_samples import context, deviations, heading, items, only, read, text

from iacheck.forms.free_form.sentences import sentence_facts

PLAN = heading("Action plan 2016 for the IA council in Hedmark", 0)


def test_goals_and_activities_of_a_plan() -> None:
    blocks = [
        PLAN,
        heading("Sub-goal 1"),
        text("Goal: Preventive work on the working environment in hospitals"),
        text("Activity: Dialogue meetings. Responsible: NAV. Partners: LO, NHO. When: spring 2016"),
        heading("Sub-goal 2"),
        text("Goal: More young people at work"),
        *items("Job fair in companies. Responsible: NAV. Partners: LO, NHO. Deadline: 1.9.2016"),
        heading("Sub-goal 3"),
        text("Goal: Longer working lives"),
        *items("Seminar in municipalities. Responsible: KS. When: autumn 2016"),
        text("The work rests on statistics from NAV and on research."),
    ]
    found = read(blocks)
    assert [one["sub_goal"] for one in only(found).body["goals"]] == [1, 2, 3]
    assert [one["title"] for one in only(found).body["activities"]] == [
        "Dialogue meetings", "Job fair in companies", "Seminar in municipalities",
    ]  # fmt: skip
    assert deviations(found) == set()


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        (
            "The report was coordinated by the working life centre and sent to the directorate on "
            "20 February 2016.",
            {
                "submitted_on": "2016-02-20",
                "submitted_via": "the directorate",
                "coordinated_by": "the working life centre",
            },
        ),
        ("The report is sent by 1 March 2016.", {}),
        ("The plan was adopted by the council on 12 February 2016.", {"adopted_on": "2016-02-12"}),
        ("The plan is adopted by March 12, 2016.", {}),
    ],
)
def test_sentences(sentence: str, fields: dict[str, str]) -> None:
    told = sentence_facts(sentence, context().words.sentences, 2015, of_meetings=False)
    assert dict(told.fields) == fields
