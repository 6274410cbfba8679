"""What a child makes of a wish for a form: an empty one, for whom and when is asked."""

from __future__ import annotations

from collections.abc import Mapping

from iacheck.forms.empty.asked_form import asked_form, party_report_form
from iacheck.forms.layout import forms
from iacheck.language.errors import IacheckError
from iacheck.language.frozen import frozen
from iacheck.language.messages import Lang
from iacheck.language.periods import Period
from iacheck.web.books import page_language, shipped_books
from iacheck.web.child_answer import MEDIA_TYPES, ChildAnswer
from iacheck.web.problem_json import problem_json

# The forms there are, and what the file of each ends in.
FORM_ENDINGS: Mapping[str, str] = {
    "plan": "xlsx",
    "report": "xlsx",
    "council": "xlsx",
    "party-report": "docx",
}


@frozen
class FormRequest:
    """Which form is asked for, whose, and for when."""

    kind: str
    lang: Lang
    council: str | None = None
    party: str | None = None
    period: Period | None = None


def make_empty_form(request: FormRequest) -> ChildAnswer:
    """The form, with what is demanded of it beside the fields."""
    books, schemas = shipped_books()
    language = page_language(request.lang)
    ending = FORM_ENDINGS[request.kind]
    try:
        if ending == "docx":
            data = party_report_form(request.party, request.period, books, schemas, language)
        else:
            form = forms(schemas)[request.kind]
            whose = (request.council, request.period)
            data = asked_form(form, *whose, None, books, schemas, language)
    except IacheckError as error:
        return problem_json(422, error.problems, request.lang)
    return ChildAnswer(data, MEDIA_TYPES[ending], file=f"{request.kind}.{ending}")
