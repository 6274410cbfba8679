"""Conditions (`where`): which of a list's items a check looks at.

`{status: {none_of: [cancelled]}}`: every field named must fit; `any`, `all` and `not` combine.
A test on an absent field fits only `none_of` and `present: false`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from iacheck.checks.path import Needed, Path, Predicate
from iacheck.checks.scope import Scope
from iacheck.checks.selection import PathSelection, content_test, equal_form
from iacheck.checks.term_compiler import LIST, NUMBER, STEMS, TEXT, YES_OR_NO, ExpectedValue
from iacheck.checks.texts import as_text, mentions
from iacheck.language.hints import unknown_name
from iacheck.language.messages import message

if TYPE_CHECKING:
    from iacheck.checks.compiler import Compiler
    from iacheck.checks.selection import Location

Fits = Callable[[list[Any], Scope], bool]


@dataclass(frozen=True, slots=True)
class Test:
    """Whether the values of a field fit; `allowed` are those of which one must be there."""

    fits: Fits
    allowed: Callable[[Scope], frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
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
    fits = [part.fits for part in parts]
    needed = tuple(one for part in parts for one in part.needed)
    return Condition(lambda value, scope: all(fit(value, scope) for fit in fits), needed)


def _any(parts: Sequence[Condition]) -> Condition:
    fits = [part.fits for part in parts]
    return Condition(lambda value, scope: any(fit(value, scope) for fit in fits))


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
    tests = [_test(test, operand, path, compiler, (*at, test)) for test, operand in written.items()]

    fitting = [test.fits for test in tests]

    def fits(value: Any, scope: Scope) -> bool:
        values = path.walk(value, scope)
        return all(fit(values, scope) for fit in fitting)

    # What a body is that the field names is no value of the field.
    own = tests if len(path.fields) == 1 else ()
    needed = tuple((path.field, test.allowed) for test in own if test.allowed is not None)
    return Condition(fits, needed)


def _test(name: str, operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    make = _TESTS.get(name)
    if make is None:
        told = message("There is no test “{given}”", given=name)
        compiler.mistake(unknown_name(told, name, _TESTS), *at)
        return Test(lambda _values, _scope: True)
    if name != "present":
        compiler.expect_items(path, *at)
    return make(operand, path, compiler, at)


def _one_of(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    allowed = compiler.codes(operand, [path], *at, form=LIST)

    def fits(values: list[Any], scope: Scope) -> bool:
        forms = set(map(as_text, allowed(scope)))
        return any(as_text(value) in forms for value in values)

    return Test(fits, lambda scope: frozenset(map(as_text, allowed(scope))))


def _none_of(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    inner = _one_of(operand, path, compiler, at).fits
    return Test(lambda values, scope: not inner(values, scope))


def _present(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    wanted = compiler.term(operand, *at, form=YES_OR_NO)
    given = content_test(path)
    return Test(lambda values, scope: any(map(given, values)) is wanted(scope))


def _among(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    with compiler.at(*at[:-1]):
        there = compiler.written_selection(operand, str(at[-1]))
    form = equal_form(PathSelection((path,)), there)

    def fits(values: list[Any], scope: Scope) -> bool:
        known = {form(value) for value in there.values(scope)}
        return any(form(value) in known for value in values)

    return Test(fits, lambda scope: frozenset(map(as_text, there.values(scope))))


def _at_least(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    limit = compiler.term(operand, *at, form=_comparable(path))
    return Test(lambda values, scope: any(value >= limit(scope) for value in values))


def _at_most(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    limit = compiler.term(operand, *at, form=_comparable(path))
    return Test(lambda values, scope: any(value <= limit(scope) for value in values))


def _mentions(operand: Any, path: Path, compiler: Compiler, at: Location) -> Test:
    del path
    stems = compiler.term(operand, *at, form=STEMS)
    return Test(lambda values, scope: mentions(values, stems(scope)))


def _comparable(path: Path) -> ExpectedValue:
    return TEXT if path.field_type.type == "string" else NUMBER


_TESTS: Mapping[str, Callable[[Any, Path, Compiler, Location], Test]] = {
    "one_of": _one_of,
    "none_of": _none_of,
    "present": _present,
    "at_least": _at_least,
    "at_most": _at_most,
    "mentions": _mentions,
    "among": _among,
}
