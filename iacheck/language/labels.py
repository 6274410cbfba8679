"""What people call the fields, kinds and codes of the contract; a rule book adds its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iacheck.language.messages import Labelled, LocalText, Message, message

WORDS: Mapping[str, Message] = {
    # documents, and the roots of paths
    "council": message("what is recorded of the council (members, chair, secretariat)"),
    "councils": message("councils"),
    "plan": message("action plan"),
    "previous_plan": message("last year's action plan"),
    "report": message("report"),
    "previous_report": message("the previous report"),
    "allocation": message("allocation"),
    "allocations": message("allocation"),
    "previous_allocations": message("last year's allocation"),
    "party": message("party"),
    "party_report": message("the party's half-year report"),
    "previous_party_report": message("the party's previous half-year report"),
    "centre": message("centre"),
    "scorecard": message("scorecard"),
    "previous_scorecard": message("last year's scorecard"),
    "gathering": message("gathering"),
    "gatherings": message("gathering"),
    "panel_meeting": message("panel meeting"),
    "panel_meetings": message("panel meeting"),
    "waiver": message("waiver"),
    "judgement": message("judgement"),
    "reply": message("reply"),
    # fields
    "_id": message("the document's id"),
    "id": message("id"),
    "covers": message("years covered"),
    "adopted_on": message("date of adoption"),
    "type": message("type"),
    "sub_goal": message("sub-goal"),
    "method": message("method"),
    "budget_nok": message("budget in kroner"),
    "cost_nok": message("cost in kroner"),
    "participants": message("number of participants"),
    "sectors": message("sectors"),
    "occupations": message("occupations"),
    "education_groups": message("education groups"),
    "groups": message("groups of people"),
    "outlet": message("outlet"),
    "date": message("date of mention"),
    "local": message("local medium"),
    "name": message("name"),
    "period": message("period"),
    "counties": message("counties"),
    "secretariat": message("secretariat"),
    "chairs": message("chair"),
    "members": message("members"),
    "organisation": message("organisation"),
    "goals": message("goals"),
    "activities": message("activities"),
    "evidence": message("evidence"),
    "title": message("title"),
    "start": message("start date"),
    "end": message("end date"),
    "when": message("time in words"),
    "sub_goals": message("sub-goals"),
    "responsible": message("who is responsible"),
    "target": message("target"),
    "industries": message("industries"),
    "enterprises": message("enterprises"),
    "partners": message("partners"),
    "themes": message("themes"),
    "submitted_on": message("submission date"),
    "submitted_via": message("the body that it was sent through"),
    "coordinated_by": message("coordinator"),
    "priorities": message("priorities"),
    "plan_activity": message("the planned activity"),
    "outside_plan_reason": message("the reason why it came beside the plan"),
    "status": message("status"),
    "effect": message("effect"),
    "meetings": message("meetings"),
    "held_on": message("date"),
    "media": message("media"),
    "funds": message("use of the funds"),
    "received_nok": message("funds received"),
    "used_nok": message("funds used"),
    "carried_over_nok": message("funds carried over"),
    "lines": message("funds lines"),
    "purpose": message("purpose"),
    "activity": message("activity"),
    "amount_nok": message("amount"),
    "form": message("form of reporting"),
    "sections": message("sections"),
    "heading": message("heading"),
    "text": message("text"),
    "key": message("kind of section"),
    "figures": message("figures"),
    "part": message("part"),
    "whole": message("whole"),
    "stated_percent": message("stated percentage"),
    "vacancies": message("vacant seats"),
    "quality_system": message("quality system"),
    "in_use_from": message("in use from"),
    "states": message("what the quality system states"),
    "role_document": message("role document"),
    "coaches": message("working-life coach"),
    "position_percent": message("position in per cent"),
    "services_delivered": message("basic services delivered"),
    "forecast": message("forecast"),
    "invited": message("invited"),
    "attended": message("attended"),
    "active": message("time of its existence"),
    "aliases": message("other names"),
    "basis": message("documents judged"),
    "county": message("county"),
    "expires_on": message("last day it holds"),
    "from": message("first day"),
    "given_by": message("who replies"),
    "given_on": message("date of the reply"),
    "granted_by": message("granted by"),
    "granted_on": message("date of granting"),
    "intent": message("what the reply is"),
    "judged_by": message("judged by"),
    "judged_on": message("date of judging"),
    "label": message("what the figure is"),
    "letter": message("letter"),
    "planned_on": message("planned date"),
    "reason": message("reason"),
    "rule": message("rule"),
    "side": message("side"),
    "subject": message("subject"),
    "successor_of": message("successor of"),
    "to": message("last day"),
    "verdict": message("verdict"),
    # kinds of subject, as rules are on them
    "council-year": message("councils over a year"),
    "council-half-year": message("councils over a half-year"),
    "party-year": message("parties over a year"),
    "party-half-year": message("parties over a half-year"),
    "centre-year": message("centres over a year"),
    "national-year": message("the whole country over a year"),
    "national-half-year": message("the whole country over a half-year"),
    # codes
    "employer": message("an employers' organisation"),
    "employee": message("an employees' organisation"),
    "authority": message("an authority"),
    "research": message("research"),
    "documentation": message("other documentation"),
    "statistics": message("public statistics"),
    "what": message("what is done"),
    "who": message("who does it"),
    "how": message("how it is done"),
    "experience": message("most important experience to share"),
    "plan_deviation": message("deviations from plan"),
    "successful_activity": message("particularly successful activity"),
    "other": message("other"),
    "completed": message("completed"),
    "ongoing": message("ongoing"),
    "postponed": message("postponed"),
    "cancelled": message("cancelled"),
    "simplified": message("simplified"),
    "full": message("full"),
    "seminar": message("seminar"),
    "experience_exchange": message("exchange of experience"),
    "industry_network": message("industry network"),
    "course": message("course"),
    "conference": message("conference"),
}


# Where a field stands by itself, as the heading of a column, it may have another word than in a
# sentence.
HEADINGS: Mapping[str, Message] = {
    "council": message("IA council"),
    "text": message("the goal in words"),
    "plan_activity": message("id of the planned activity"),
    "outside_plan_reason": message("why it came beside the plan"),
    "submitted_via": message("sent through"),
    "coordinated_by": message("coordinated by"),
    "activity": message("id of the activity"),
    "responsible": message("responsible body"),
    "lines": message("what the funds were used for"),
    "held_on": message("date of the meeting"),
    "amount_nok": message("amount in kroner"),
}
# A text may be that of anything, and what lines are for is told by what they are lines of.
_NOT_BESIDE_OTHERS = ("text", "lines")


def word(name: str) -> Message | None:
    """What people call a field or kind beside others, as in a path; None where there is no word."""
    heading = None if name in _NOT_BESIDE_OTHERS else HEADINGS.get(name)
    return heading or WORDS.get(name)


@dataclass(frozen=True, slots=True)
class Labels:
    """What people call fields and codes: a rule book's own words before the program's."""

    own: Mapping[str, LocalText] = field(default_factory=dict)

    def of(self, word: str, schema: LocalText | None = None) -> Labelled:
        """The word with its label; that of the `schema` comes after the rule book's own."""
        return Labelled(word, self.own.get(word) or schema or WORDS.get(word) or word)
