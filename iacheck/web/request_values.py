"""What is asked for beside the files: days, periods, subjects, languages, as people write them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from iacheck.forms.days import day_in_words
from iacheck.language.messages import LANGS, Lang, OneOf, message
from iacheck.language.periods import Period
from iacheck.language.written_periods import period_in_words
from iacheck.web.checking import CheckRequest
from iacheck.web.empty_forms import FormRequest
from iacheck.web.refusals import Refusal

Answer = Callable[[Request], Awaitable[Response]]
_KINDS = ("plan", "report")
# What programs ask with: of papers that are read, and checked; of empty forms; of anything.
READING = ("period", "subject", "kind", "name", "lang")
CHECKING = ("as_of", *READING)
PARTY_FORM = ("party", "period", "lang")
COUNCIL_FORM = ("council", "period", "lang")
FORM = ("council", *PARTY_FORM)
ANYTHING = ("lang",)
# Of what is read, several of these may be asked for.
_SEVERAL = ("period", "subject")
_LONGEST = 200
# The fields of the form that go with a list when it is asked for again.
FIELDS = ("as_of", "period", "council", "kind")
# What the list of a form may be.
LIST_FORMATS = ("page", "docx", "pdf", "xlsx", "json")


def language_asked(values: Mapping[str, str]) -> Lang:
    """The language that `lang` names; bokmål where it names none."""
    return next((lang for lang in LANGS if lang == values.get("lang")), "nb")


def language_of_query(request: Request) -> Lang:
    """The same. Raises Refusal for a language that there is not."""
    one_of(request.query_params, "lang", LANGS)
    return language_asked(request.query_params)


def form_request(kind: str, values: Iterable[tuple[str, str]]) -> FormRequest:
    """A wish for an empty form. Raises Refusal for one that means nothing."""
    given = {name: value.strip()[:_LONGEST] for name, value in values if value.strip()}
    one_of(given, "lang", LANGS)
    return FormRequest(
        kind,
        language_asked(given),
        given.get("council"),
        given.get("party"),
        _period(given["period"]) if "period" in given else None,
    )


def check_request(
    files: tuple[str, ...], values: Iterable[tuple[str, str]], format_: str
) -> CheckRequest:
    """A check of files, as `values` ask for it. Raises Refusal for one that means nothing."""
    given: dict[str, list[str]] = {}
    for name, value in values:
        if value.strip():
            given.setdefault(name, []).append(value.strip()[:_LONGEST])
    day = "".join(given.get("as_of", [])[-1:])
    as_of = day_in_words(day) if day else None
    if day and as_of is None:
        told = message("“{given}” is no date; write 2016-04-01 or 01.04.2016", given=day)
        raise Refusal(422, told, field="as_of")
    subjects = given.get("subject", [])
    named = [*given.get("council", ()), *(s for s in subjects if s.startswith("council/"))]
    last = {name: listed[-1] for name, listed in given.items()}
    lang = one_of(last, "lang", LANGS) or "nb"
    return CheckRequest(
        files,
        next(known for known in LANGS if known == lang),
        format_,
        as_of,
        tuple(map(_period, given.get("period", ()))),
        tuple(one.removeprefix("council/") for one in named),
        tuple(s for s in subjects if not s.startswith("council/")),
        one_of(last, "kind", _KINDS),
        {name: value for name, value in last.items() if name in FIELDS},
    )


def expect_known(names: Sequence[str], known: Sequence[str]) -> None:
    """Raise Refusal for a name that means nothing, or stands twice where one value counts.

    What was meant would go unheard, and another question be answered.
    """
    for name in names:
        if name not in known:
            told = message(
                "“{given}” is nothing that can be asked with here; there is {known}",
                given=name[:_LONGEST],
                known=known,
            )
            raise Refusal(422, told, expected=known)
        count = names.count(name)
        if count > 1 and not (name in _SEVERAL and known in (READING, CHECKING)):
            told = message(
                "“{given}” is there {count} times; give it once", given=name, count=count
            )
            raise Refusal(422, told)


def expecting(known: Sequence[str], answer: Answer) -> Answer:
    """An answer that refuses to be asked with anything else than is known."""

    async def answered(request: Request) -> Response:
        expect_known([name for name, _ in request.query_params.multi_items()], known)
        language_of_query(request)
        return await answer(request)

    return answered


def _period(written: str) -> Period:
    period = period_in_words(written)
    if period is None:
        told = message(
            "“{given}” is no period; write a year (2015) or a half-year (2012-H1)", given=written
        )
        raise Refusal(422, told, field="period")
    return period


def one_of(given: Mapping[str, str], name: str, known: Sequence[str]) -> str | None:
    """The value of a name, if there is one. Raises Refusal where it is none of those known."""
    value = given.get(name)
    if value is not None and value not in known:
        told = message(
            "{name} can be {known}, and not “{given}”", name=name, known=OneOf(known), given=value
        )
        raise Refusal(422, told, field=name)
    return value
