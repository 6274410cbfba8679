"""Values of a parameter that hold from or to a period: what no period, or two of them, get."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from iacheck.checks.check import Mistake
from iacheck.language.frozen import frozen
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.rulebooks.book_model import ParameterWritten, RuleBookWritten, ValueWritten
from iacheck.rulebooks.files import Location

_DAY = datetime.timedelta(days=1)


@frozen
class _Span:
    value: ValueWritten
    at: Location
    first: datetime.date
    last: datetime.date


def odd_spans(written: RuleBookWritten) -> Iterator[Mistake]:
    """A value outside the book's time, one that another covers in part, and time between two."""
    for name, parameter in written.parameters.items():
        spans = list(_spans(parameter, ("parameters", name, "values")))
        for span in spans:
            outside = (
                ("from", span.value.from_, span.first.isoformat() > written.valid.to),
                ("to", span.value.to, span.last.isoformat() < written.valid.from_),
            )
            for key, period, is_outside in outside:
                if is_outside and period:
                    told = message(
                        "{period} is not judged by this rule book, which is valid from {first} to "
                        "{last}",
                        period=period,
                        first=written.valid.from_,
                        last=written.valid.to,
                    )
                    yield Mistake((*span.at, key), told)
        in_order = sorted(spans, key=lambda span: span.first)
        for one, other in itertools.pairwise(in_order):
            if one.first < other.first <= one.last < other.last:
                told = message(
                    "In {period}, another value holds too, and the first in the list counts; end "
                    "one before the other begins",
                    period=other.value.from_,
                )
                yield Mistake((*other.at, "from"), told)
            elif other.first - one.last > _DAY and len(spans) == len(parameter.values):
                told = message(
                    "Between {last} and {first} no value holds, and rules that use it cannot be "
                    "told",
                    last=one.value.to,
                    first=other.value.from_,
                )
                yield Mistake((*other.at, "from"), told)


def _spans(parameter: ParameterWritten, at: Location) -> Iterator[_Span]:
    for index, value in enumerate(parameter.values):
        if value.from_ or value.to:
            first = Period.parse(value.from_).first_day if value.from_ else datetime.date.min
            last = Period.parse(value.to).last_day if value.to else datetime.date.max
            yield _Span(value, (*at, index), first, last)
