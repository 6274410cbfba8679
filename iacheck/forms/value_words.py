"""Words that people write for values, as `value_words.yaml` has them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated, Literal

from iacheck.checks.yaml_model import Field, NotEmpty, YamlModel

Status = Literal["completed", "ongoing", "postponed", "cancelled"]
_Words = Annotated[tuple[NotEmpty, ...], Field(min_length=1, strict=False)]


class SubGoalWords(YamlModel):
    """How sub-goals are named: by number behind a `word`, all at once, by what they are about."""

    word: _Words
    every: _Words
    subjects: dict[Literal[1, 2, 3], _Words]


class AmountWords(YamlModel):
    """Units by how much they multiply, words for 0, and those that keep it from being exact.

    Behind those `before_years`, four digits are a year.
    """

    units: dict[Literal[1, 1000, 1000000], _Words]
    nothing: _Words
    inexact: _Words
    before_years: _Words


class FundsWords(YamlModel):
    """What a sentence on funds is made of, beside the amount.

    `rest` is what was not used, `goes_on` that it is carried forward `to` the next year; whoever
    does so `carries` it.
    """

    received: _Words
    used: _Words
    owners: _Words
    before: _Words
    after: _Words
    from_: _Words = Field(alias="from")
    rest: _Words
    goes_on: _Words
    carries: _Words
    to: _Words


class TimeWords(YamlModel):
    """Words that give no time, and those around days.

    Those for `until` stand between the first and the last of two days, `by` before the last,
    `from` before the first, `span` before both, `between` before two with `and` between them.
    """

    undecided: _Words
    until: _Words
    by: _Words
    from_: _Words = Field(alias="from")
    span: _Words
    between: _Words
    and_: _Words = Field(alias="and")


class TargetSideWords(YamlModel):
    """Words that add nothing but people to those for people."""

    beside_people: _Words


class AnswerWords(YamlModel):
    """What answers whether something was done."""

    yes: _Words
    no: _Words


class ValueWords(YamlModel):
    """All sections of the file."""

    statuses: dict[Status, _Words]
    ends: _Words
    moved: _Words
    answers: AnswerWords
    sub_goals: SubGoalWords
    amounts: AmountWords
    funds: FundsWords
    times: TimeWords
    targets: TargetSideWords


@functools.cache
def value_words() -> ValueWords:
    """The words that come with the program, read once."""
    import yaml  # noqa: PLC0415 - only where papers are read

    text = Path(__file__).with_suffix(".yaml").read_text("utf-8")
    return ValueWords.from_written(yaml.safe_load(text))
