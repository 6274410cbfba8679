"""For each kind of document the smallest that is valid, and one with every field there is."""

from __future__ import annotations

from typing import Any

Body = dict[str, Any]

SMALLEST: dict[str, Body] = {
    "council": {"_id": "rogaland", "name": "IA-rådet i Rogaland", "counties": ["11"]},
    "plan": {"_id": "rogaland-2015", "council": "rogaland", "period": "2015"},
    "report": {"_id": "rogaland-2015", "council": "rogaland", "period": "2015"},
    "allocation": {
        "_id": "rogaland-2015",
        "council": "rogaland",
        "period": "2015",
        "amount_nok": 400_000,
    },
    "party": {"_id": "NHO", "name": "Næringslivets Hovedorganisasjon", "side": "employer"},
    "party_report": {"_id": "NHO-2012-H2", "party": "NHO", "period": "2012-H2", "sections": []},
    "centre": {"_id": "rogaland", "name": "NAV Arbeidslivssenter Rogaland", "county": "11"},
    "scorecard": {"_id": "national-2012", "centre": "national", "period": "2012"},
    "gathering": {"_id": "2015", "period": "2015"},
    "panel_meeting": {"_id": "2012-H1", "period": "2012-H1", "held_on": "2012-05-30"},
    "waiver": {
        "_id": "w1",
        "rule": "report-delivered",
        "subject": "council/rogaland",
        "period": "2015",
        "reason": "Brann i arkivet",
        "granted_by": "Oppfølgingsgruppen",
        "granted_on": "2016-03-01",
        "expires_on": "2016-12-31",
    },
    "judgement": {
        "_id": "j1",
        "rule": "centre-focus",
        "subject": "centre/rogaland",
        "period": "2012",
        "verdict": "met",
        "reason": "Alle tre delmål er omtalt",
        "judged_by": "Oppfølgingsgruppen",
        "judged_on": "2013-02-01",
        "basis": {},
    },
    "reply": {
        "_id": "r1",
        "rule": "plan-exists",
        "subject": "national",
        "period": "2015",
        "text": "Planen kommer i mai",
        "given_on": "2016-04-01",
    },
}

_TARGET = {
    "industries": ["helse og omsorg"],
    "sectors": ["kommunal"],
    "enterprises": ["Stavanger kommune"],
    "occupations": ["renholder"],
    "education_groups": ["høyere utdanning"],
    "groups": ["unge"],
    "other": ["Byggmester og ledere"],
}
_EVIDENCE = [
    {"type": "research", "title": "STAMI-rapport"},
    {"type": "statistics", "title": "Sykefravær i fylket"},
]
_SEAT = {"organisation": "NHO", "from": "2014-03-04", "to": "2018-12-31"}
_ACTIVE = {"from": "2010-03-01", "to": "2018-12-31"}

_REST: dict[str, Body] = {
    "council": {
        "aliases": ["Rogaland IA-råd"],
        "centre": "rogaland",
        "secretariat": "NAV Arbeidslivssenter Rogaland",
        "chairs": [_SEAT],
        "members": [_SEAT, {"organisation": "LO", "from": "2014-03-04"}],
        "active": _ACTIVE,
        "successor_of": ["agder"],
    },
    "plan": {
        "covers": [2015, "2016"],
        "adopted_on": "2015-02-10",
        "goals": [{"id": "g1", "sub_goal": 1, "text": "Lavere sykefravær"}],
        "activities": [
            {
                "id": "a1",
                "title": "Frokostseminar",
                "type": "seminar",
                "sub_goals": [1, 3],
                "goals": ["g1"],
                "responsible": "NAV og NHO",
                "method": "Erfaringsdeling",
                "start": "2015-03-01",
                "end": "2015-03-01",
                "when": "Våren",
                "target": _TARGET,
                "partners": ["LO"],
                "themes": ["forebygging"],
                "budget_nok": 50_000,
            }
        ],
        "evidence": _EVIDENCE,
    },
    "report": {
        "submitted_on": "2016-02-10",
        "submitted_via": "Arbeids- og velferdsdirektoratet",
        "coordinated_by": "NAV Arbeidslivssenter Rogaland",
        "priorities": "Forebygging i barnehager",
        "activities": [
            {
                "id": "b1",
                "title": "Frokostseminar",
                "plan_activity": "a1",
                "outside_plan_reason": "Ble flyttet fra høsten",
                "type": "seminar",
                "sub_goals": [1],
                "status": "completed",
                "responsible": "NAV",
                "start": "2015-03-01",
                "end": "2015-03-01",
                "when": "Våren",
                "participants": 0,
                "cost_nok": 48_000,
                "target": _TARGET,
                "partners": ["LO"],
                "themes": ["forebygging"],
                "effect": "Flere virksomheter følger opp tidlig",
            }
        ],
        "evidence": _EVIDENCE,
        "meetings": [{"held_on": "2015-01-20", "attended": ["NHO", "LO"]}],
        "media": [{"outlet": "Stavanger Aftenblad", "date": "2015-03-02", "local": True}],
        "funds": {
            "received_nok": 400_000,
            "used_nok": 48_000,
            "carried_over_nok": 0,
            "carried_forward_nok": 352_000,
            "lines": [{"purpose": "seminar", "activity": "b1", "amount_nok": 48_000}],
        },
    },
    "allocation": {"letter": "Brev av mai 2015"},
    "party": {"aliases": ["NHO-området"], "active": [_ACTIVE]},
    "party_report": {
        "form": "full",
        "submitted_on": "2013-02-01",
        "sections": [
            {"key": "experience", "heading": "Viktigste erfaring", "text": "Tidlig dialog hjelper"}
        ],
        "figures": [{"label": "Tilsyn", "part": 876, "whole": 1224, "stated_percent": 71.6}],
        "vacancies": ["rogaland"],
    },
    "centre": {
        "aliases": ["NAV ALS Rogaland"],
        "active": _ACTIVE,
        "quality_system": {"in_use_from": "2012-03-01", "states": ["what", "who", "how"]},
        "role_document": False,
        "coaches": [{"position_percent": 100, "from": "2012-01-01", "to": "2012-12-31"}],
    },
    "scorecard": {"services_delivered": 64_806, "forecast": 74_000},
    "gathering": {"held_on": "2015-06-01", "invited": ["rogaland"], "attended": ["rogaland"]},
    "panel_meeting": {"attended": ["NHO", "LO"]},
    "waiver": {},
    "judgement": {"basis": {"centre/rogaland": "0a" * 32}},
    "reply": {
        "intent": "mend",
        "given_by": "Oppfølgingsgruppen",
        "planned_on": "2016-05-15",
    },
}

FULL: dict[str, Body] = {kind: body | _REST[kind] for kind, body in SMALLEST.items()}
