from __future__ import annotations

import itertools

from building import case, document, seats, tried

IDS = 'unique: {values: "report.activities[].id"}'
MEMBERS = 'unique: {values: "council.members[].organisation"}'


def test_one_violation_for_each_value_that_occurs_again() -> None:
    activities = [{"id": id_, "title": "x"} for id_ in ("a", "b", "aa", "a", "c", "a")]
    assert tried(IDS, case(document("report", activities=activities))) == [
        {
            "key": "a",
            "at": "report/activities/3/id",
            "given": "a",
            "expected": 1,
            "texts": {"given": "a", "times": 3},
        }
    ]
    assert tried(IDS, case(document("report", activities=activities[:3]))) == "met"
    assert tried(IDS, case()) == "met"


def test_two_spellings_of_an_id_are_one_and_have_one_key() -> None:
    keys = set()
    for ids in itertools.permutations(["Kurs-1", "kurs 1", "kurs 1.1", "kurs 11"]):
        activities = [{"id": id_, "title": "x"} for id_ in ids]
        (found,) = tried(IDS, case(document("report", activities=activities)))
        keys.add(found["key"])
    assert keys == {"Kurs-1"}


def test_two_spellings_of_a_body_are_one_and_have_one_key() -> None:
    keys = set()
    for names in itertools.permutations(["NAV Oslo", "nav-oslo", "LO"]):
        (found,) = tried(MEMBERS, case(document("council", members=seats(*names))))
        keys.add(found["key"])
    assert keys == {"navoslo"}


def test_the_spelling_told_is_the_first_and_the_place_the_second() -> None:
    members = seats("NAV Oslo", "LO", "nav-oslo", "NAV OSLO")
    (found,) = tried(MEMBERS, case(document("council", members=members)))
    assert (found["given"], found["texts"]) == ("NAV Oslo", {"given": "NAV Oslo", "times": 3})
    assert (found["at"], found["expected"]) == ("council/members/2/organisation", 1)
