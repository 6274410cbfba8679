"""`refers`: every value here exists there; one violation for each that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition, AnyAddition, DeferredMend, Mend
from iacheck.checks.check import Check
from iacheck.checks.compiler import Compiler
from iacheck.checks.expectations import expect_alike, expect_sorts
from iacheck.checks.outcome import Breach, Outcome
from iacheck.checks.quick import QuickChecks, Tell, at_length
from iacheck.checks.scope import Node, Scope
from iacheck.checks.selection import ConditionSource, PathSelection, SelectionSource, equal_form
from iacheck.checks.shape import VALUES
from iacheck.checks.texts import as_text
from iacheck.checks.usual_paths import Roots
from iacheck.checks.yaml_model import Field, YamlModel
from iacheck.language.messages import Value, message

PLACEHOLDERS = frozenset({"missing"})
_TEXTS = {str}


class Parameters(YamlModel):
    """Every one of `values` must be among those that `in` gives."""

    values: SelectionSource = Field(description="The values to be found")
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    in_: SelectionSource = Field(alias="in", description="Where they must be found")
    in_where: ConditionSource | None = Field(
        default=None, description="Which items count there; else all"
    )
    place: Literal["values", "in"] = Field(
        default="values",
        description="Where a person would mend it: at the value, or in the list that lacks it",
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    here = compiler.selection(given.values, "values", given.where)
    there = compiler.selection(given.in_, "in", given.in_where, where_name="in_where")
    expect_sorts(compiler, here, "values", VALUES)
    expect_sorts(compiler, there, "in", VALUES)
    expect_alike(compiler, here.shape, there.shape, "in")
    if given.values == given.in_ and given.in_where is None:
        compiler.mistake(
            message("The values are looked for among themselves; name another list"), "in"
        )
    form = equal_form(here, there)
    about_here, about_there = compiler.about(here), compiler.about(there)

    def judge(scope: Scope) -> Outcome:
        is_unknown = _unknown_among(here.require(scope), there.values(scope), form)
        return () if is_unknown is None else unknown(is_unknown, scope)

    def unknown(is_unknown: Callable[[Any], bool], scope: Scope) -> Outcome:
        return tuple(
            _missing_there(node, here, there, scope, compiler, about_there)
            if given.place == "in" or node.document is None
            else Breach(
                (str(node.value),),
                node,
                node.value,
                None,
                {"missing": _label_of(node, compiler)},
                about_here,
                _mend(node, here, there, scope),
            )
            for node in here.given_nodes(scope, is_unknown)
        )

    quick = _quick(here, there, form, unknown)
    return Check(judge, PLACEHOLDERS, here.bodies, quick=quick)


def _quick(
    here: PathSelection,
    there: PathSelection,
    form: Callable[[Any], str],
    unknown: Callable[[Callable[[Any], bool], Scope], Outcome],
) -> QuickChecks:
    one, other, many, says_something = (
        here.quick,
        there.quick,
        here.many,
        here.paths[0].says_something,
    )
    if one is None or other is None:
        return None

    def quick(roots: Roots, case: Case) -> Tell | None:
        values = one(roots, case)
        if not many and not (values and says_something(values[0])):
            return at_length
        is_unknown = _unknown_among(values, other(roots, case), form)
        return None if is_unknown is None else lambda scope: unknown(is_unknown, scope)

    return (quick,)


def _unknown_among(
    values: list[Any], there: list[Any], form: Callable[[Any], str]
) -> Callable[[Any], bool] | None:
    """What is true of those of the values that are not among the others; None if all are."""
    if {*map(type, values)} != _TEXTS:  # nor are there any, if there are no values
        known = frozenset(map(form, there))
        is_known = known.issuperset(map(form, values))
        return None if is_known else lambda value: form(value) not in known
    try:
        # Texts that are written the same are the same.
        differing = {*values}.difference(there)
    except TypeError:  # a list or a group of fields where a value belongs
        differing = {*values}
    if not differing:
        return None
    known = frozenset(map(form, there))
    # A list, which can be asked of any value.
    missing = [value for value in differing if form(value) not in known]
    return missing.__contains__ if missing else None


def _mend(missing: Node, here: PathSelection, there: PathSelection, scope: Scope) -> Mend:
    """What more would make the other list have it, or would keep it from counting here."""

    def either(within: Scope) -> Mend:
        coming = Addition(there.paths, within, as_text(missing.value))
        return AnyAddition((coming, here.left_out_by(within, missing)))

    return DeferredMend(either, scope)


def _missing_there(
    missing: Node,
    here: PathSelection,
    there: PathSelection,
    scope: Scope,
    compiler: Compiler,
    about: Value,
) -> Breach:
    """The breach for a value that the other list lacks; it points to that list."""
    place = there.around(scope)
    return Breach(
        identity=(str(missing.value),),
        node=place if place.document else missing,
        expected=missing.value,
        values={"missing": _label_of(missing, compiler), "expected": _label_of(missing, compiler)},
        about=about,
        mend=_mend(missing, here, there, scope),
    )


def _label_of(node: Node, compiler: Compiler) -> Value:
    return node.body_name() or compiler.label(str(node.value))
