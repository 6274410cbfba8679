"""Plans and reports to workbooks and back: nothing is lost, and nothing is added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from agreement_2012 import vocabulary
from form_values import pruned, records
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from repeats import times

from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.forms.empty.forms import form_book
from iacheck.forms.empty.workbook import form_workbook
from iacheck.forms.layout import forms
from iacheck.language.language import language
from iacheck.language.messages import LANGS
from iacheck.readers import ReaderContext, Source, read

SCHEMAS = load_schemas()
FORMS = forms(SCHEMAS)
YEAR = Path(__file__).parents[1] / "examples" / "2015"


def there_and_back(kind: str, body: dict[str, Any], lang: Any) -> Document:
    data = form_workbook(form_book(FORMS[kind], language(lang), {}, body))
    found = read(Source(f"{kind}.xlsx", data), ReaderContext(vocabulary, FORMS))
    assert [problem for problem in found.problems if problem.level == "error"] == []
    (document,) = found.documents
    return document


def has_a_total(body: dict[str, Any]) -> bool:
    """Whether an entry is called a sum and has nothing but amounts: a form's reader drops it."""
    items = [*body.get("activities", ()), *body.get("funds", {}).get("lines", ())]
    return any("Sum" in item.values() and len(item) <= 4 for item in items)


@pytest.mark.parametrize("kind", FORMS)
@settings(max_examples=times(13))
@given(data=st.data(), lang=st.sampled_from(LANGS))
def test_a_document_comes_back_from_a_workbook(kind: str, data: st.DataObject, lang: Any) -> None:
    body = data.draw(records(SCHEMAS.field_type(kind)))
    assume(not has_a_total(body))
    found = SCHEMAS.validate(Document(kind, body["_id"], body))
    assert [problem for problem in found if problem.level == "error"] == []
    document = there_and_back(kind, body, lang)
    assert (document.kind, document.key) == (kind, body["_id"])
    assert pruned(document.body) == pruned(body)


FILES = sorted([*YEAR.glob("plans/*.yaml"), *YEAR.glob("reports/*.json")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_plans_and_reports_of_the_example_year_come_back(file: Path) -> None:
    (first,) = read(
        Source(str(file), file.read_bytes()), ReaderContext(vocabulary, FORMS)
    ).documents
    second = there_and_back(first.kind, dict(first.body), "nb")
    assert pruned(second.body) == pruned(first.body)
