"""Conditions (`where`): which of a list's items a check looks at.

`{status: {none_of: [cancelled]}}`: every field named must fit; `any`, `all` and `not` combine.
A test on an absent field fits only `none_of` and `present: false`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from iacheck.checks.expectations import expect_alike, expect_sorts
from iacheck.checks.expected_value import (
    DATE,
    LIST,
    NUMBER,
    PERIOD,
    STEMS,
    YES_OR_NO,
    ExpectedValue,
)
from iacheck.checks.foregone import expect_fitting, expect_no_bare_day
from iacheck.checks.path import Needed, Path, Predicate
from iacheck.checks.scope import Scope
from iacheck.checks.selection import PathSelection, equal_form
from iacheck.checks.shape import ORDERED, TEXTS, VALUES, Sort, shape_of_field
from iacheck.checks.texts import as_text, as_texts, mentions
from iacheck.language.frozen import frozen
from iacheck.language.hints import unknown_name
from iacheck.language.messages import message

if TYPE_CHECKING:
    from iacheck.checks.compiler import Compiler
    from iacheck.checks.selection import Location

Fits = Callable[[list[Any], Scope], bool]
Choose = Callable[[Scope], Callable[[Any], bool]]


@frozen
class Test:
    """What a field must be: one value of it must fit `one`, and all of them together `fits`.

    Of several tests of `one`, the same value must fit all. `allowed` are the values of which one
    must be there. `of_field` makes the test alone of a record's field, by its name, at less cost.
    """

    one: Choose | None = None
    fits: Fits | None = None
    allowed: Callable[[Scope], frozenset[str]] | None = None
    of_field: Callable[[str], Predicate] | None = None


@frozen
class Condition:
    """A predicate on the items of a list, and what each that it keeps must have."""

    fits: Predicate
    needed: tuple[Needed, ...] = ()


def compile_condition(source: Any, record: Path, compiler: Compiler, at: Location) -> Condition:
    """The condition on items of `record`; mistakes are noted with the compiler."""
    if not isinstance(source, Mapping) or not source:
        compiler.mistake(
            message(
                "A condition is a field of the list's items with a test, such as {example}",
                example="status: {none_of: [cancelled]}",
            ),
            *at,
        )
        return _ALWAYS
    parts = [_part(name, tests, record, compiler, (*at, name)) for name, tests in source.items()]
    return _all(parts)


def _part(name: str, written: Any, record: Path, compiler: Compiler, at: Location) -> Condition:
    if name == "not":
        inner = compile_condition(written, record, compiler, at).fits
        return Condition(lambda value, scope: not inner(value, scope))
    if name in ("any", "all"):
        if not isinstance(written, list) or not written:
            compiler.mistake(message("“{name}” takes a list of conditions", name=name), *at)
            return _ALWAYS
        parts = [
            compile_condition(part, record, compiler, (*at, index))
            for index, part in enumerate(written)
        ]
        return _all(parts) if name == "all" else _any(parts)
    return _field(name, written, record, compiler, at)


_ALWAYS = Condition(lambda _value, _scope: True)


def _all(parts: Sequence[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    fits = [part.fits for part in parts]

    def all_fit(value: Any, scope: Scope) -> bool:
        for fit in fits:  # noqa: SIM110 - of every item of a list; `all` takes twice the time
            if not fit(value, scope):
                return False
        return True

    return Condition(all_fit, tuple(one for part in parts for one in part.needed))


def _any(parts: Sequence[Condition]) -> Condition:
    fits = [part.fits for part in parts]

    def any_fits(value: Any, scope: Scope) -> bool:
        for fit in fits:  # noqa: SIM110 - as above
            if fit(value, scope):
                return True
        return False

    return Condition(any_fits)


def _field(name: str, written: Any, record: Path, compiler: Compiler, at: Location) -> Condition:
    with compiler.inside(record):
        path = compiler.path(f"item.{name}", *at)
    if not isinstance(written, Mapping) or not written:
        compiler.mistake(
            message(
                "A test is one of {tests}, such as {example}",
                tests=sorted(_TESTS),
                example="{none_of: [cancelled]}",
            ),
            *at,
        )
        return _ALWAYS
    if path is None:
        return _ALWAYS
    path = replace(path, text=name)  # as its author knows it
    number = len(compiler.mistakes)
    tests = [_test(test, operand, path, compiler, (*at, test)) for test, operand in written.items()]
    if len(compiler.mistakes) == number:
        expect_fitting(compiler, written, *at)

    fitting = [test.fits for test in tests if test.fits is not None]
    choosing = [test.one for test in tests if test.one is not None]

    read = path.read

    def all_fit(value: Any, scope: Scope) -> bool:
        values = read({"item": value}, scope.case) if read else path.walk(value, scope)
        for fit in fitting:
            if not fit(values, scope):
                return False
        for choose in choosing if values else ():
            values = list(filter(choose(scope), values))
        return bool(values) or not choosing

    of_field = tests[0].of_field if len(tests) == 1 and path.is_field else None
    fits = all_fit if of_field is None else of_field(path.field)
    # What a body is that the field names is no value of the field.
    own = tests if len(path.fields) == 1 else ()
    needed = tuple((path.field, test.allowed) for test in own if test.allowed is not None)
    return Condition(fits, needed)


def _test(name: str, operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    make = _TESTS.get(name)
    if make is None:
        told = message("There is no test “{given}”", given=name)
        compiler.mistake(unknown_name(told, name, _TESTS), *at)
        return Test()
    if name != "present":
        compiler.expect_items(path, *at)
        with compiler.at(*at[:-1]):
            expect_sorts(compiler, PathSelection((path,)), name, _SORTS.get(name, VALUES))
    return make(operand, path, compiler, at)


def _one_of(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    allowed = compiler.codes(operand, [path], *at, form=LIST)

    forms = allowed.in_form(as_texts)

    def one(scope: Scope) -> Callable[[Any], bool]:
        known = forms(scope)
        return lambda value: as_text(value) in known

    def of_field(name: str) -> Predicate:
        def fits(record: Any, scope: Scope) -> bool:
            value = record.get(name)
            return value is not None and as_text(value) in forms(scope)

        return fits

    return Test(one, allowed=forms, of_field=of_field)


def _none_of(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    allowed = compiler.codes(operand, [path], *at, form=LIST)

    known = allowed.in_form(as_texts)

    def fits(values: list[Any], scope: Scope) -> bool:
        return not values or known(scope).isdisjoint(map(as_text, values))

    def of_field(name: str) -> Predicate:
        def fits(record: Any, scope: Scope) -> bool:
            value = record.get(name)
            return value is None or as_text(value) not in known(scope)

        return fits

    return Test(fits=fits, of_field=of_field)


def _present(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    wanted = compiler.term(operand, *at, form=YES_OR_NO)
    given = path.says_something

    def of_field(name: str) -> Predicate:
        def fits(record: Any, scope: Scope) -> bool:
            value = record.get(name)
            return (value is not None and given(value)) is wanted(scope)

        return fits

    return Test(
        fits=lambda values, scope: any(map(given, values)) is wanted(scope), of_field=of_field
    )


def _among(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    with compiler.at(*at[:-1]):
        there = compiler.written_selection(operand, str(at[-1]))
    expect_alike(compiler, PathSelection((path,)).shape, there.shape, *at)
    form = equal_form(PathSelection((path,)), there)
    if any(p.reads == path.reads and p.keep is None and p.item is None for p in there.paths):
        told = message("The values are looked for among themselves; name another list")
        compiler.mistake(told, *at)

    def forms(scope: Scope) -> frozenset[str]:
        return frozenset(map(form, there.values(scope)))

    def one(scope: Scope) -> Callable[[Any], bool]:
        known = scope.once(forms)
        return lambda value: form(value) in known

    def of_field(name: str) -> Predicate:
        def fits(record: Any, scope: Scope) -> bool:
            value = record.get(name)
            return value is not None and form(value) in scope.once(forms)

        return fits

    return Test(one, of_field=of_field, allowed=lambda scope: as_texts(there.values(scope)))


def _at_least(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    limit = compiler.term(operand, *at, form=_comparable(path))

    def one(scope: Scope) -> Callable[[Any], bool]:
        least = limit(scope)
        return lambda value: bool(value >= least)

    return Test(one)


def _at_most(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    limit = compiler.term(operand, *at, form=_comparable(path))

    def one(scope: Scope) -> Callable[[Any], bool]:
        most = limit(scope)
        return lambda value: bool(value <= most)

    return Test(one)


def _mentions(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    del path
    expect_no_bare_day(compiler, operand, *at)
    stems = compiler.values(operand, *at, form=STEMS)

    def one(scope: Scope) -> Callable[[Any], bool]:
        known = stems(scope)
        return lambda value: mentions([value], known, scope.trace)

    return Test(one)


def _comparable(path: Path) -> ExpectedValue | None:
    """What a field can be more or less than; None where it has no order, which is told already."""
    return _COMPARABLE.get(shape_of_field(path.field_type).sort)


_COMPARABLE: Mapping[Sort, ExpectedValue] = {"number": NUMBER, "date": DATE, "period": PERIOD}


_SORTS: Mapping[str, frozenset[Sort]] = {
    "at_least": ORDERED,
    "at_most": ORDERED,
    "mentions": TEXTS,
}


_TESTS: Mapping[str, Callable[[Any, Path, Compiler, Location], Test]] = {
    "one_of": _one_of,
    "none_of": _none_of,
    "present": _present,
    "at_least": _at_least,
    "at_most": _at_most,
    "mentions": _mentions,
    "among": _among,
}
