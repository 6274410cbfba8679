"""Mistakes in the schema of a kind that a rule book brings: all are told, with file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from building import TEXTS, say, write_book
from commands import COUNCIL, Ran, put
from own_kinds import OWNED, RULE, SHARED, own_book

from iacheck.checks.yaml_mistakes import mistakes_in
from iacheck.documents.schemas import load_schemas
from iacheck.language.errors import CannotRun
from iacheck.rulebooks import known_schemas, load_rulebooks
from iacheck.rulebooks.kind_mistakes import kind_mistakes
from iacheck.rulebooks.kind_model import KindWritten
from iacheck.rulebooks.schema_mistakes import part_mistakes

Run = Callable[..., Ran]


def with_change(schema: Mapping[str, Any], steps: str, new: Any) -> dict[str, Any]:
    """The schema with something else at a place; without it, if that is None."""
    made: dict[str, Any] = json.loads(json.dumps(schema))
    *before, last = steps.split("/")
    part = made
    for step in before:
        part = part[step]
    if new is None:
        del part[last]
    else:
        part[last] = new
    return made


def told(*folders: Path) -> list[str]:
    """What is wrong: kind or file, path and text."""
    with pytest.raises(CannotRun) as caught:
        known_schemas(folders)
    return [
        f"{Path(str(p.file)).name.removesuffix('.schema.json')}{p.path} {say(p.message)}"
        for p in caught.value.problems
    ]


PROPERTY = "properties/reserve_nok"
ELSE = "; give yours another name"


@pytest.mark.parametrize(
    ("steps", "new", "said"),
    [
        # what its model tells
        ("type", "list", ["/type “list” is not allowed here; choose object"]),
        ("x-collection", None, [" “x-collection” is missing"]),
        ("x-label", None, [" “x-label” is missing"]),
        ("x-label/nn", None, ["/x-label The text is missing in the language “nn”"]),
        ("x-ownr", "council", ["/x-ownr “x-ownr” is unknown here; did you mean “x-owner”?"]),
        ("x-owner", "enterprise", [
            "/x-owner “enterprise” is not allowed here; choose council, party, centre or national",
        ]),
        ("properties/code/maxLength", 3, [
            "/properties/code/maxLength “maxLength” is unknown here; did you mean “minLength”?",
        ]),
        ("properties", [], ["/properties “properties” must be a group of fields, not []"]),
        (f"{PROPERTY}/type", "text", [
            f"/{PROPERTY}/type “text” is not allowed here; "
            "choose string, integer, number, boolean, array or object",
        ]),
        ("x-roots/budget/subjects", ["council"], [
            "/x-roots/budget/subjects/0 “council” is not allowed here; did you mean "
            "“council-year”?",
        ]),
        # its parts
        (PROPERTY, {"x-label": TEXTS}, [f"/{PROPERTY} “type” is missing"]),
        (PROPERTY, {"type": "array", "x-label": TEXTS}, [f"/{PROPERTY} “items” is missing"]),
        (f"{PROPERTY}/$ref", f"{SHARED}krone", [
            f"/{PROPERTY}/$ref “$ref” points to a definition that all kinds share, such as "
            f"{SHARED}kroner",
        ]),
        (f"{PROPERTY}/$ref", "#/$defs/kroner", [
            f"/{PROPERTY}/$ref “$ref” points to a definition that all kinds share, such as "
            f"{SHARED}date",
        ]),
        (f"{PROPERTY}/minimum", 5, [
            f"/{PROPERTY}/minimum “minimum” cannot stand beside “$ref”; leave one of them out",
        ]),
        ("properties/share/items", {"type": "string"}, [
            "/properties/share/items “items” says nothing of the type number; leave it out",
        ]),
        ("properties/code/pattern", "[A-Z]{3}", [
            "/properties/code/pattern “pattern” must say what the whole text is, from ^ to $",
        ]),
        ("properties/code/pattern", "^[A-Z{3}$", [
            "/properties/code/pattern “pattern” is no regular expression: unterminated character "
            "set",
        ]),
        ("properties/code/pattern", "^a{99999999999}$", [
            "/properties/code/pattern “pattern” is no regular expression: the repetition number is "
            "too large",
        ]),
        ("properties/Code", {"type": "string", "x-label": TEXTS}, [
            "/properties/Code A field is named in small letters a–z, with _ between words",
        ]),
        ("required", ["_id", "council", "period", "cod"], [
            "/required/3 There is no field “cod” here; did you mean “code”?",
        ]),
        ("properties/posts/items/x-identity", ["price"], [
            "/properties/posts/items/x-identity/0 There is no field “price” here; "
            "choose amount_nok or purpose",
        ]),
        ("properties/posts/items/x-title", "purpos", [
            "/properties/posts/items/x-title There is no field “purpos” here; "
            "did you mean “purpose”?",
        ]),
        # the kind
        ("properties/_id", None, ["/required/0 There is no field “_id” here; choose code, "
                                  "council, covers, period, posts, reserve_nok, share or "
                                  "submitted_on"]),
        ("required", ["council", "period"], [
            "/required “_id” must be among the fields that are required",
        ]),
        ("required", ["_id"], [
            "/required “council” must be among the fields that are required",
            "/required “period” must be among the fields that are required",
        ]),
        ("x-keys", ["council", "share", "perod"], [
            "/x-keys/1 A store finds documents by text, and “share” is none",
            "/x-keys/2 There is no field “perod” here; did you mean “period”?",
        ]),
        ("x-unique", [["council", "year"]], [
            "/x-unique/0/1 There is no field “year” here; choose _id, code, council, covers, "
            "period, posts, reserve_nok, share or submitted_on",
        ]),
        ("properties/council", {"type": "string"}, [
            "/x-owner A document that is a council's names it in the field “council”, which is a "
            "“$ref” to definitions.schema.json#/$defs/council",
        ]),
        ("x-period", "perod", ["/x-period There is no field “perod” here; did you mean “period”?"]),
        ("properties/period", {"type": "string"}, [
            "/x-period “period” must be a “$ref” to year, half_year or period in "
            "definitions.schema.json",
        ]),
        ("x-covers", "years", ["/x-covers There is no field “years” here; choose _id, code, "
                               "council, covers, period, posts, reserve_nok, share or "
                               "submitted_on"]),
        ("x-covers", "posts", ["/x-covers “posts” must be a list of years"]),
        ("properties/share/x-label", None, [
            "/properties/share “share” needs a name for people: an “x-label” with nb, nn and en",
        ]),
        ("properties/posts/items/properties/share", {"type": "number", "x-label": TEXTS}, [
            "/properties/posts/items/properties/share/x-label “share” has another label elsewhere "
            "in this schema; give it the same",
        ]),
        # days
        ("x-day", "held_on", ["/x-day There is no field “held_on” here; choose _id, code, council, "
                              "covers, period, posts, reserve_nok, share or submitted_on"]),
        ("x-day", "share", ["/x-day “share” must be a date: a “$ref” to "
                            "definitions.schema.json#/$defs/date"]),
        ("properties/posts/items/x-day", "purpose", [
            "/properties/posts/items/x-day “purpose” must be a date: a “$ref” to "
            "definitions.schema.json#/$defs/date",
        ]),
        ("properties/posts/x-day", "purpose", [
            "/properties/posts/x-day “x-day” says nothing of the type array; leave it out",
            "/properties/posts/x-day There is no field “purpose” here",
        ]),
        ("properties/posts/x-distinct", True, [
            "/properties/posts/x-distinct Only texts and numbers can be “x-distinct”",
        ]),
        ("x-before-day", ["share"], ["/x-before-day “x-before-day” is of use beside “x-day” only"]),
        ("properties/posts/items/x-before-day", ["price"], [
            "/properties/posts/items/x-before-day/0 There is no field “price” here; choose "
            "amount_nok or purpose",
        ]),
        # roots
        ("x-roots/budget/x-label", TEXTS, [
            "/x-roots/budget It is called as the kind of document is; leave “x-label” out",
        ]),
        ("x-roots/budgets/x-label", None, [
            "/x-roots/budgets “budgets” needs a name for people: an “x-label” with nb, nn and en",
        ]),
        ("x-roots/budgets/many", False, [
            "/x-roots/budgets There may be several for national-year, whose they are not: write "
            "“many”: true",
        ]),
        ("properties/period/$ref", f"{SHARED}half_year", [
            "/x-roots/budget No document of a half-year is found in a year; leave out council-year",
            "/x-roots/previous_budget No document of a half-year is found in a year; leave out "
            "council-year",
            "/x-roots/budgets No document of a half-year is found in a year; leave out "
            "national-year",
        ]),
        ("x-roots/budget/of_year", True, [
            "/x-roots/budget “of_year” is of use beside “many” only",
        ]),
        ("x-period", None, [
            "/x-covers “x-covers” is of use beside “x-period” only",
            "/x-roots/previous_budget “previous” is of use beside “x-period” only",
        ]),
        ("x-roots/plan", {"subjects": ["council-year"], "x-label": TEXTS}, [
            "/x-roots/plan “plan” gives documents of the kind “plan”; choose another name",
        ]),
        ("x-roots/councils", {"subjects": ["council-year"], "many": True, "x-label": TEXTS}, [
            "/x-roots/councils “councils” gives documents of the kind “council”; choose another "
            "name",
        ]),
        *(
            (f"x-roots/{root}", {"subjects": ["council-year"], "x-label": TEXTS}, [
                f"/x-roots/{root} “{root}” cannot give documents, for it means something else; "
                "choose another name of small letters a–z, with _ between words",
            ])
            for root in ("parties", "item", "meetings", "Budgets")
        ),
        # what others have
        ("x-collection", "plans", [
            "/x-collection The collection plans holds documents of the kind “plan”; choose another "
            "name",
        ]),
        *(
            ("x-collection", name, [
                f"/x-collection No collection of documents can be called “{name}”; use small "
                "letters a–z, with _ between words, such as budgets",
            ])
            for name in ("iacheck_store", "Budgets")
        ),
        ("$id", "https://example.org/budget", [
            "/$id “$id” must be https://iacheck.example/schemas/budget.schema.json, or be left out",
        ]),
        ("x-form/nb", ["budsjett", "rapport om penger"], [
            "/x-form/nb/1 “rapport om penger” begins as “rapport”, which is what another form is "
            "called; choose another title",
        ]),
    ],
)  # fmt: skip
def test_a_mistake_in_a_schema(steps: str, new: Any, said: list[str], tmp_path: Path) -> None:
    assert known_schemas([own_book(tmp_path / "fine", budget=OWNED)]).kind("budget").owner
    book = own_book(tmp_path, budget=with_change(OWNED, steps, new))
    assert told(book) == [f"budget{one}" for one in said]


NULLABLE = (
    "x-unique", "x-keys", "x-covers", "x-form", "properties/code/pattern",
    "properties/share/minimum", "properties/code/enum", "properties/posts/items/x-identity",
)  # fmt: skip


@pytest.mark.parametrize("steps", NULLABLE)
def test_a_keyword_that_is_null_counts_as_absent(steps: str, tmp_path: Path) -> None:
    *before, last = steps.split("/")
    schema = json.loads(json.dumps(OWNED))
    part = schema
    for step in before:
        part = part[step]
    part[last] = None
    written = known_schemas([own_book(tmp_path, budget=schema)]).kind("budget").written
    for step in before:
        written = written[step]
    assert last not in written


def test_what_is_sent_after_its_period_has_a_day_and_a_period(tmp_path: Path) -> None:
    sent = {**OWNED, "x-sent-after-period": True}
    assert known_schemas([own_book(tmp_path / "fine", budget=sent)])
    undated = own_book(
        tmp_path / "undated", budget=with_change(sent, "properties/submitted_on", None)
    )
    assert told(undated) == [
        "budget/x-sent-after-period “submitted_on” must be a date: a “$ref” to "
        "definitions.schema.json#/$defs/date"
    ]
    timeless = {n: p for n, p in sent.items() if n not in ("x-period", "x-covers", "x-roots")}
    assert told(own_book(tmp_path / "timeless", budget=timeless)) == [
        "budget/x-sent-after-period “x-sent-after-period” is of use beside “x-period” only"
    ]


def test_a_folder_without_a_rule_book_is_told_of(run: Run, tmp_path: Path) -> None:
    for arguments in (["schema", "list"], ["store", "init", "--store", "sqlite:x.db"]):
        done = run(*arguments, "--rulebook", tmp_path)
        assert done.status == 3
        assert "There is no rule book in this folder" in done.err
    assert not (tmp_path / "x.db").exists()


def test_a_document_has_an_id(tmp_path: Path) -> None:
    without = with_change(OWNED, "required", ["council", "period"])
    assert told(own_book(tmp_path, budget=with_change(without, "properties/_id", None))) == [
        "budget/properties “_id” is missing"
    ]


def test_keywords_of_json_schema_that_cannot_be_told_in_words_are_refused(tmp_path: Path) -> None:
    (line,) = told(own_book(tmp_path, budget={**OWNED, "oneOf": []}))
    assert line.startswith("budget/oneOf “oneOf” is unknown here; choose $ref, type, title, ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", ["budget The file holds [] where fields belong"]),
        ("null", ["budget The file is empty"]),
        ('{"x-owner": "council",}', [
            "budgetNone Not readable as JSON from column 23 on: there is a comma before }; remove "
            "the comma",
        ]),
        ('{"a": 1, "a": 2}', [
            "budget/a The field “a” stands twice in one object, first in line 1; remove one of "
            "them",
        ]),
    ],
)  # fmt: skip
def test_what_is_no_schema(text: str, said: list[str], tmp_path: Path) -> None:
    assert told(own_book(tmp_path, budget=text)) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan.schema.json", "The kind “plan” is there already; give yours another name"),
        ("Budget.schema.json", "No kind of document can be called “Budget”; use small letters a–z, "
         "with _ between words"),
        ("national.schema.json", "No kind of document can be called “national”; use small letters "
         "a–z, with _ between words"),
        ("rule.schema.json", "No kind of document can be called “rule”; use small letters a–z, "
         "with _ between words"),
        *(
            (name, "A schema lies in the folder schemas, and its name ends in .schema.json")
            for name in ("budget.json", "budget.schema.yaml", "more/budget.schema.json")
        ),
    ],
)  # fmt: skip
def test_schemas_lie_where_they_should(name: str, said: str, tmp_path: Path) -> None:
    book = write_book(tmp_path / "own-book")
    file = book / "schemas" / name
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(OWNED), "utf-8")
    (line,) = told(book)
    assert line.endswith(f" {said}")


def test_other_files_beside_schemas_are_left_alone(tmp_path: Path) -> None:
    book = own_book(tmp_path, budget=OWNED)
    (book / "schemas" / "README.md").write_text("Om budsjetter", "utf-8")
    assert "budget" in known_schemas([book]).kinds


def test_two_books_may_bring_the_same_kind_but_not_two_of_one_name(tmp_path: Path) -> None:
    one, same = (own_book(tmp_path / n, budget=OWNED) for n in ("one", "same"))
    assert "budget" in known_schemas([one, same]).kinds
    differing = own_book(tmp_path / "differing", budget=with_change(OWNED, "x-keys", ["council"]))
    (line,) = told(one, differing)
    assert line == (
        f"budget The kind “budget” is described otherwise in {one / 'schemas/budget.schema.json'}; "
        "let both be the same, or give one another name"
    )
    cost = {**OWNED, "x-form": {"nb": ["a"], "nn": ["a"], "en": ["a"]}}
    taken = own_book(tmp_path / "taken", cost=cost)
    assert told(one, taken) == [
        "cost/x-roots/budget “budget” needs a name for people: an “x-label” with nb, nn and en",
        "cost/x-collection The collection budgets holds documents of the kind “budget”; choose "
        "another name",
        "cost/x-roots/budget “budget” gives documents of the kind “budget”; choose another name",
        "cost/x-roots/previous_budget “previous_budget” gives documents of the kind “budget”; "
        "choose another name",
        "cost/x-roots/budgets “budgets” gives documents of the kind “budget”; choose another name",
    ]


def test_a_mistake_is_told_with_file_and_line_and_stops_everything(
    run: Run, tmp_path: Path
) -> None:
    book = own_book(tmp_path, RULE, budget=with_change(OWNED, "x-owner", "enterprise"))
    file = put(tmp_path, "x.jsonl", COUNCIL)
    line = list((book / "schemas/budget.schema.json").read_text("utf-8").splitlines()).index(
        ' "x-owner": "enterprise",'
    )
    said = (
        f"{book}/schemas/budget.schema.json, line {line + 1}, x-owner: “enterprise” is not allowed"
    )
    for command in (
        ("check", file), ("import", file), ("rules", "test"), ("rules", "list"), ("report", file),
        ("schema", "list"), ("schema", "show", "budget"), ("store", "init"),
        ("template", "budget", "--out", "x.xlsx"),
    ):  # fmt: skip
        ran = run(*command, "--rulebook", book)
        assert (ran.status, ran.out) == (3, ""), command
        assert ran.err.startswith(said), command
    assert {path.name for path in tmp_path.iterdir()} == {"own-book", "x.jsonl"}


def test_the_book_s_fingerprint_is_of_its_schemas_too(tmp_path: Path) -> None:
    def fingerprint(name: str, schema: Any) -> str:
        book = own_book(tmp_path / name, budget=schema)
        (loaded,) = load_rulebooks([book], known_schemas([book]))
        return loaded.sha256

    one, again = fingerprint("one", OWNED), fingerprint("again", OWNED)
    assert one == again
    assert fingerprint("other", with_change(OWNED, "x-keys", ["council"])) != one


@pytest.mark.parametrize("kind", load_schemas().kinds)
def test_shipped_kinds_are_described_as_others_must_be(kind: str) -> None:
    """But for what they check more closely, and the label of the kind: there is a word for all."""
    schemas = load_schemas()
    written = {**schemas.kind(kind).written, "x-label": TEXTS}
    properties = {n: p for n, p in written["properties"].items() if n not in ("covers", "basis")}
    assert not mistakes_in(KindWritten, {**written, "properties": properties})
    required = [name for name in written["required"] if name in properties]
    parts = {**written, "properties": properties, "required": required}
    assert list(part_mistakes(parts, schemas.definitions)) == []
    assert list(kind_mistakes(schemas.kind(kind))) == []
