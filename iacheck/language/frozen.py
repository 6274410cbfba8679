"""Frozen values of which very many are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """A dataclass with slots that type checkers let nobody change.

    `dataclass(frozen=True)` lets nobody change it while it runs, either, for which it sets each
    field through `object.__setattr__`: one of ten fields then takes six times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
