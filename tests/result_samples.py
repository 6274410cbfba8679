"""Constructed results, with everything in them, that reports are tried on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from iacheck.cases.decision_records import Judgement, Waiver
from iacheck.cases.findings import (
    Finding,
    Modality,
    Origin,
    Result,
    RuleBookUsed,
    RuleHead,
    SourceReference,
    Subject,
    SubjectFindings,
    Violation,
)
from iacheck.language.language import language
from iacheck.language.messages import DocumentPart, FilledText, Labelled, LocalText, Value, message
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.reports import find_format

RAPPORTERING = SourceReference("brev", "Rapportering fra rådene", (1,))
MIDLER = SourceReference("brev", "Midler", (2, 3))


def texts(nb: str, nn: str, en: str) -> LocalText:
    return LocalText(nb, nn, en)


def rule(
    demand: str, title: LocalText, modality: Modality = "skal", origin: Origin = "text"
) -> RuleHead:
    return RuleHead(f"rule-{demand.lower()}", demand, title, modality, origin, (RAPPORTERING,))


def violation(told: LocalText, key: str = "x", **fields: Any) -> Violation:
    values: dict[str, Value] = fields.pop("values", {})
    empty = dict.fromkeys(("document", "path", "file", "place", "given", "expected"))
    remedy = texts("Rett det opp.", "Rett det opp.", "Put it right.")
    return Violation(
        key=key, **{**empty, **fields}, message=FilledText(told, values), remedy=FilledText(remedy)
    )


DELIVERED = rule("B13", texts("Rapporten er levert", "Rapporten er levert", "The report has come"))
MONEY = RuleHead(
    "funds-add-up", "B19", texts("Summene stemmer", "Summane stemmer", "The sums agree"),
    "bør", "ours", (RAPPORTERING, MIDLER),
    interpretation=texts("På krona.", "På krona.", "To the krone."),
)  # fmt: skip
PLAN = rule(
    "B01", texts("Det finnes en plan", "Det finst ein plan", "There is a plan"), "forventes"
)
CHAIR = rule(
    "B10", texts("Lederen er kjent", "Leiaren er kjend", "The chair is known"), "kan", "practice"
)
MET = rule("B02", texts("Planen har mål", "Planen har mål", "The plan has goals"))
YOUNG = rule("B07", texts("De unge er med", "Dei unge er med", "The young are there"), "bør")
SEATS = rule("B08", texts("Alle sider er med", "Alle sider er med", "All sides are there"))
LATE = rule(
    "B23", texts("Rapporten kom i tide", "Rapporten kom i tide", "The report is in time"), "bør"
)

COUNCIL = SubjectFindings(
    Subject("council", "møre-og-romsdal", "IA-rådet i Møre og Romsdal"),
    Period(2015),
    (
        Finding(
            DELIVERED, "deviation", message("{count} violations", count=2),
            (
                violation(
                    texts("Ingen aktivitet på delmål 3", "Ingen aktivitet på delmål 3",
                          "No activity under sub-goal 3"),
                    "rule-b13:3", document="report/møre-2015", path="/activities/1/sub_goals",
                    file="år/rapport.json", place=Place(12), given=[1, 2], expected=3,
                ),
                violation(
                    texts("Rapporten kom 10. mars", "Rapporten kom 10. mars", "It came 10 March"),
                    "rule-b13:due", document="report/møre-2015", path="/submitted_on",
                    given="2016-03-10", expected="2016-03-01",
                    values={"due": datetime.date(2016, 3, 1)},
                ),
            ),
        ),
        Finding(
            MONEY, "deviation", message("It does not hold"),
            (
                violation(
                    texts("Linjene blir {given} kroner", "Linjene blir {given} kroner",
                          "The lines add up to NOK {given}"),
                    "funds-add-up", document="report/møre-2015", path="/funds/lines/0/amount_nok",
                    file="år/rapport.json", place=Place(40), given=410000, expected=400000,
                    values={"given": 410000, "expected": 400000},
                ),
            ),
        ),
        Finding(
            PLAN, "waived",
            message("Accepted by {by} on {granted}, until {date} ({document}): {reason}",
                    by="Gruppen", granted=datetime.date(2016, 3, 1),
                    date=datetime.date(2016, 12, 31), reason="Brann i arkivet",
                    document=DocumentPart("waiver/brann")),
            (
                violation(
                    texts("Ingen plan", "Ingen plan", "No plan"),
                    "rule-b01",
                ),
            ),
            waiver=Waiver("waiver/brann", "Gruppen", datetime.date(2016, 3, 1),
                          datetime.date(2016, 12, 31), "Brann i arkivet"),
        ),
        Finding(MET, "met"),
        Finding(
            CHAIR, "deviation", message("It does not hold"),
            (
                violation(
                    texts("Ingen leder", "Ingen leiar", "No chair"),
                    "rule-b10", document="council/møre-og-romsdal", path="/chairs", given=[],
                    expected="employer",
                    values={"expected": Labelled("employer", texts("NHO", "NHO", "NHO"))},
                ),
            ),
            due=datetime.date(2016, 3, 4),
            judgement=Judgement("judgement/chair", "deviation", "Gruppen",
                                datetime.date(2016, 3, 3), "Vervet står tomt"),
        ),
        Finding(YOUNG, "undetermined", message("Needs a judgement")),
        Finding(SEATS, "error", message("The checker failed on this rule ({error}); this says "
                                        "nothing about the documents", error="KeyError")),
        Finding(LATE, "not_due", message("Due {due}", due=datetime.date(2016, 3, 1))),
        Finding(rule("B18", texts("Beløpet", "Beløpet", "The amount")), "not_applicable",
                message("Applies to {first} only", first=Period(2016))),
    ),
    ("report/møre-2015",),
)  # fmt: skip
NATION = SubjectFindings(
    Subject("national", "national", message("The whole country")),
    Period(2015, 2),
    (Finding(MET, "met"),),
)
PROBLEMS = (
    Problem(
        message("{field} must be {allowed}, not {given}", field="title",
                allowed=message("text"), given=message("the number {number}", number="5")),
        file="år/rapport.json", place=Place(7), path="/activities/0/title", given=5,
        expected=message("text"), document="report/møre-2015",
    ),
    Problem(message("The file is empty"), "notice", "tom.yaml"),
    Problem(message("There are no documents to check"), document="plan/x", path="/a~1b/~0"),
)  # fmt: skip
RESULT = Result(
    datetime.date(2016, 4, 1),
    (
        RuleBookUsed(
            "prøve",
            texts("Prøveboka", "Prøveboka", "The trial book"),
            "0a" * 32,
            {"brev": texts("Prøvebrevet", "Prøvebrevet", "The trial letter")},
        ),
    ),
    PROBLEMS,
    (COUNCIL, NATION),
)


def rendered(format_: str, lang: Any, result: Result = RESULT) -> bytes:
    return find_format(format_).render(result, language(lang))


def result_of(*findings: Finding, problems: Sequence[Problem] = (), name: str = "Rådet") -> Result:
    subject = SubjectFindings(Subject("council", "x", name), Period(2015), findings)
    return Result(datetime.date(2016, 4, 1), (), tuple(problems), (subject,))
