"""`agrees`: part, whole and stated percentage agree, to the precision that is stated."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext

from iacheck.checks.addition import Addition
from iacheck.checks.compiler import Compiler
from iacheck.checks.expected_value import NUMBER
from iacheck.checks.outcome import Breach, Outcome, combine, missing_as_unknown, of_item
from iacheck.checks.scope import NOWHERE, Scope
from iacheck.checks.term import TermSource
from iacheck.checks.yaml_model import Field, YamlModel

PLACEHOLDERS = frozenset({"item", "given", "expected"})


# A double divided by another has at most some 630 digits before its point.
_DIGITS = 1_000


class Parameters(YamlModel):
    """`of` gives list items; inside, `item` is each of them in turn."""

    of: str = Field(description="Path to the list of figures")
    part: TermSource = Field(description="How many of the whole, such as {path: item.part}")
    whole: TermSource = Field(description="How many in all")
    stated: TermSource = Field(description="The share as stated, in per cent")


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    selection = compiler.selection(given.of, "of")
    number = len(compiler.paths_read)
    with compiler.inside(selection.paths[0]):
        part = compiler.term(given.part, "part", form=NUMBER)
        whole = compiler.term(given.whole, "whole", form=NUMBER)
        stated = compiler.term(given.stated, "stated", form=NUMBER)
        paths = compiler.paths_since(number)

    @missing_as_unknown
    def agree(scope: Scope) -> Outcome:
        said = stated(scope)
        share = _share(part(scope), whole(scope), said)
        if share == Decimal(str(said)):
            return ()
        expected = None if share is None else float(share)
        values = {"given": said, "expected": expected}
        return (Breach((), NOWHERE, said, expected, values, mend=Addition(paths, scope)),)

    def judge(scope: Scope) -> Outcome:
        return combine(
            [of_item(agree(scope.inside(node)), node, scope) for node in selection.nodes(scope)]
        )

    return judge


def _share(part: float, whole: float, stated: float) -> Decimal | None:
    """The true percentage as precisely as the stated one; one that rounds either way is right.

    None where the whole is 0: no percentage can be stated of it.
    """
    if whole == 0:
        return None
    with localcontext(prec=_DIGITS):
        return _agreeing(part, whole, stated)


def _agreeing(part: float, whole: float, stated: float) -> Decimal:
    unit = Decimal(1).scaleb(int(Decimal(str(stated)).as_tuple().exponent))
    exact = Decimal(100) * Decimal(str(part)) / Decimal(str(whole))
    if abs(exact - Decimal(str(stated))) <= unit / 2:
        return Decimal(str(stated))
    return exact.quantize(unit)
