"""From a term as written to a term that gives a value: literals, `$names`, and `{sum: …}` forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from iacheck.checks import term as terms
from iacheck.checks.day_words import ANY_DATE, ANY_MONTH
from iacheck.checks.elapsed import days_between, months_between
from iacheck.checks.expectations import expect_form, expect_sorts
from iacheck.checks.expected_value import (
    DATE,
    NUMBER,
    TABLE,
    VALUE,
    ExpectedValue,
    field_at,
)
from iacheck.checks.foregone import expect_entries, expect_no_path
from iacheck.checks.quick_values import quick_form
from iacheck.checks.selection import PathSelection
from iacheck.checks.shape import ORDERED, TEXTS, VALUES, Shape, Sort, common_sort, shape_of
from iacheck.checks.term import Term
from iacheck.checks.texts import as_stem
from iacheck.checks.yaml_model import value_in_yaml
from iacheck.language.hints import unknown_name
from iacheck.language.messages import message

if TYPE_CHECKING:
    from iacheck.checks.compiler import Compiler
    from iacheck.checks.selection import Location


def compile_term(
    source: Any, compiler: Compiler, at: Location, form: ExpectedValue | None = None
) -> Term:
    """A literal, `$name`, or one of the forms in `_FORMS`, of the form that is expected."""
    made = _compile(source, compiler, at, form)
    return replace(made, name=field_at((*compiler.location, *at)), written=source)


def _compile(source: Any, compiler: Compiler, at: Location, form: ExpectedValue | None) -> Term:
    if not isinstance(source, Mapping):
        return _known(source, compiler, at, form)
    forms = [name for name in _FORMS if name in source]
    if len(forms) > 1 and "distinct" in forms:  # beside another form, it says how that is meant
        forms.remove("distinct")
    if len(forms) != 1:
        compiler.mistake(
            message("A term is a literal, “$name”, or one of {forms}", forms=sorted(_FORMS)),
            *at,
        )
        return terms.constant(None)
    (name,) = forms
    allowed = {name, *_BESIDE.get(name, ())}
    for extra in sorted(set(source) - allowed):
        told = message("“{given}” does not belong to “{form}”", given=extra, form=name)
        compiler.mistake(unknown_name(told, extra, allowed), *at, extra)
    several = form is not None and form.several
    number = len(compiler.mistakes)
    made = (
        _path(source, compiler, at, several)
        if name == "path"
        else _FORMS[name](source, compiler, at)
    )
    if form is not None and number == len(compiler.mistakes) and not form.takes(made.shape):
        compiler.mistake(
            message(
                "“{field}” must be {expected}; “{form}” gives {given} here",
                field=field_at(at),
                expected=form.called,
                form=name,
                given=made.shape.called,
            ),
            *at,
        )
    return made


def compile_values(source: Any, compiler: Compiler, at: Location, form: ExpectedValue) -> Term:
    """A term that gives a list: that of several terms together, or all that a path gives."""
    if isinstance(source, list) and any(map(_is_term, source)):
        written = [entry for entry in source if not _is_term(entry)]
        made = [_known(written, compiler, at, form)] if written else []
        others = [(number, entry) for number, entry in enumerate(source) if _is_term(entry)]
        made += [_values(entry, compiler, (*at, n), form.as_entry()) for n, entry in others]
        return terms.together(made)
    return _values(source, compiler, at, form)


def _values(source: Any, compiler: Compiler, at: Location, form: ExpectedValue) -> Term:
    made = compile_term(source, compiler, at, form)
    return _as_stems(made) if form.stems else terms.as_list(made)


def _as_stems(term: Term) -> Term:
    """What a term gives, as word stems: the entries of a table's lists, what documents say."""
    told = term.shape.told

    def stems(given: Any) -> list[str]:
        if isinstance(given, dict):
            return [stem for entry in given.values() for stem in entry]
        listed = given if isinstance(given, list) else [given]
        return [as_stem(text) for text in listed] if told else listed

    shape = Shape(term.shape.sort, several=True, told=told)
    quick = quick_form([term.quick], stems)
    return Term(term.in_form(stems), shape, fixed=term.fixed, quick=quick)


def _is_term(entry: Any) -> bool:
    return isinstance(entry, Mapping) or (isinstance(entry, str) and entry.startswith("$"))


def _known(source: Any, compiler: Compiler, at: Location, form: ExpectedValue | None) -> Term:
    """A literal or a `$name`, whose values are known before any case."""
    if form is not None:
        expect_form(compiler, form, source, *at)
        expect_entries(compiler, source, *at)
    expect_no_path(compiler, source, *at)
    if isinstance(source, str) and source.startswith("$"):
        known = compiler.named(source, *at)
        return terms.parameter(known, compiler.label) if known else terms.constant(None)
    return terms.constant(source)


def paths_in(source: Any) -> Iterator[str]:
    """The paths written in a term, outermost first."""
    for form, written in source.items() if isinstance(source, Mapping) else ():
        if form in _SELECTING:
            yield from _texts(written)
        elif form == "difference" and isinstance(written, list):
            for part in written:
                yield from paths_in(part)
        elif form in ("percent", "days", "months") and isinstance(written, Mapping):
            yield from paths_in(written.get("part", written.get("to")))
        elif form == "share":
            yield from paths_in(source.get("of"))


def _texts(written: Any) -> Iterator[str]:
    """The paths of a selection, as far as it is one."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, list):
        for part in written:
            yield from _texts(part)
    elif isinstance(written, Mapping):
        for name in ("paths", "first_of", "first_at_hand"):
            yield from _texts(written.get(name))


def _selection(
    name: str,
    source: Mapping[str, Any],
    compiler: Compiler,
    at: Location,
    *sorts: Sort,
) -> PathSelection:
    """The selection under a form's name, which must give values of one of these sorts."""
    with compiler.at(*at):
        selection = compiler.written_selection(source[name], name, source.get("where"))
        if sorts:
            expect_sorts(compiler, selection, name, sorts)
    return selection


def _path(
    source: Mapping[str, Any], compiler: Compiler, at: Location, several: bool = False
) -> Term:
    selection = _selection("path", source, compiler, at)
    if not selection.many:
        return terms.single(selection)
    if not several:
        compiler.mistake(
            message(
                "{path} can give several values; use “sum” or “count”, or a path to one value",
                path=source["path"],
            ),
            *at,
            "path",
        )
    return terms.all_of(selection)


def _sum(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    selection = _selection("sum", source, compiler, at, "number")
    return terms.sum_of(selection, _absent(source, compiler, at))


def _count(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    distinct = source.get("distinct")
    if "distinct" in source and distinct is not True:
        told = message("“{form}” takes {expected}", form="distinct", expected="true")
        compiler.mistake(told, *at, "distinct")
    selection = _selection("count", source, compiler, at, *(VALUES if distinct else ()))
    return terms.number_of(selection, _absent(source, compiler, at), distinct=distinct is not None)


def _absent(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Literal[0] | None:
    """What an item counts as that lacks the field: 0, or nobody knows."""
    given = source.get("absent")
    if given is not None and (given != 0 or isinstance(given, bool)):
        told = message("“absent” must be 0, not {given}", given=value_in_yaml(given))
        compiler.mistake(told, *at, "absent")
    return None if given is None else 0


def _characters(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return terms.characters(_selection("characters", source, compiler, at, *TEXTS))


def _latest(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return terms.latest(_selection("latest", source, compiler, at, *ORDERED))


def _distinct(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return terms.distinct(_selection("distinct", source, compiler, at, *VALUES))


def _difference(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    parts = source["difference"]
    if not isinstance(parts, list) or len(parts) < 2:
        compiler.mistake(message("“difference” takes a list of two terms or more"), *at)
        return terms.constant(None)
    made = [compiler.term(part, *at, "difference", i) for i, part in enumerate(parts)]
    shapes = [term.shape for term in made]
    if len(made) == 2 and all(shape == Shape("date", told=shape.told) for shape in shapes):
        return terms.time_between(made[1], made[0])
    if not all(NUMBER.takes(shape) for shape in shapes):
        compiler.mistake(
            message("“difference” takes numbers, or two dates, of which it gives the days between"),
            *at,
            "difference",
        )
    return terms.difference(made[0], made[1:])


def _days(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    first, last = _terms_under("days", ("from", "to"), source, compiler, at, DATE)
    return terms.time_between(first, last, days_between)


def _months(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    first, last = _terms_under("months", ("from", "to"), source, compiler, at, DATE)
    return terms.time_between(first, last, months_between)


def _any_date(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return _day_word("date", ANY_DATE, source, compiler, at)


def _any_month(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return _day_word("month", ANY_MONTH, source, compiler, at)


def _day_word(
    name: str, stem: str, source: Mapping[str, Any], compiler: Compiler, at: Location
) -> Term:
    if source[name] is not True:
        told = message("“{form}” takes {expected}", form=name, expected="true")
        compiler.mistake(told, *at, name)
    return Term(lambda _: stem, Shape("stem"), fixed=True)


def _percent(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    part, whole = _terms_under("percent", ("part", "whole"), source, compiler, at, NUMBER)
    return terms.percent(part, whole)


def _share(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    parts = source["share"]
    fits = (
        isinstance(parts, list)
        and [type(number) for number in parts] == [int, int]
        and 0 < parts[0] <= parts[1]
    )
    if not fits or "of" not in source:
        compiler.mistake(
            message(
                "“share” takes two whole numbers and “of”: a third is {example}",
                example="{share: [1, 3], of: …}",
            ),
            *at,
        )
        return terms.constant(None)
    return terms.share(compiler.term(source["of"], *at, "of", form=NUMBER), *parts)


def _terms_under(
    name: str,
    parts: tuple[str, str],
    source: Mapping[str, Any],
    compiler: Compiler,
    at: Location,
    form: ExpectedValue,
) -> Sequence[Term]:
    """The two terms that stand under a form's name, each of the form that is expected."""
    written, (one, other) = source[name], parts
    if not isinstance(written, Mapping) or set(written) != set(parts):
        compiler.mistake(
            message("“{form}” takes “{one}” and “{other}”", form=name, one=one, other=other), *at
        )
        return terms.constant(None), terms.constant(None)
    return [compiler.term(written[part], *at, name, part, form=form) for part in parts]


def _lookup(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    if "by" not in source:
        compiler.mistake(message("“lookup” needs “by”: the term to look up"), *at)
        return terms.constant(None)
    entries = [
        shape_of(entry)
        for table in compiler.known_values(source["lookup"])
        if isinstance(table, Mapping)
        for entry in table.values()
    ]
    table = compiler.term(source["lookup"], *at, "lookup", form=TABLE)
    by = compiler.term(source["by"], *at, "by", form=VALUE)
    otherwise = (
        compiler.term(source["otherwise"], *at, "otherwise") if "otherwise" in source else None
    )
    if otherwise is not None:
        if source["otherwise"] is None:
            compiler.mistake(message("“{field}” is missing", field="otherwise"), *at, "otherwise")
        entries.append(otherwise.shape)
    several = bool(entries) and all(entry.several for entry in entries)
    return terms.lookup(table, by, otherwise, Shape(common_sort(entries), several))


_FORMS: Mapping[str, Callable[[Mapping[str, Any], Compiler, Location], Term]] = {
    "path": _path,
    "sum": _sum,
    "count": _count,
    "characters": _characters,
    "latest": _latest,
    "distinct": _distinct,
    "difference": _difference,
    "days": _days,
    "months": _months,
    "date": _any_date,
    "month": _any_month,
    "percent": _percent,
    "share": _share,
    "lookup": _lookup,
}
_SELECTING = ("path", "sum", "count", "latest", "characters", "distinct")
_BESIDE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_SELECTING, ("where",)),
    "sum": ("where", "absent"),
    "count": ("where", "absent", "distinct"),
    "lookup": ("by", "otherwise"),
    "share": ("of",),
}
