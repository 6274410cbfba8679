"""Values that nobody changes."""

from __future__ import annotations

import pickle
from dataclasses import field, replace

import pytest

from iacheck.language.frozen import frozen


@frozen
class Pair:
    one: int
    other: tuple[int, ...] = ()
    beside: str = field(default="", compare=False)


def test_what_is_equal_is_one_in_a_set() -> None:
    assert {Pair(1, (2,), "a"), Pair(1, (2,), "b")} == {Pair(1, (2,))}
    assert Pair(1) != Pair(2)


@frozen
class Nothing:
    pass


@frozen
class One:
    one: object


def test_it_is_compared_and_shown_as_a_dataclass_is() -> None:
    assert repr(Pair(1, (2,), "a")) == "Pair(one=1, other=(2,), beside='a')"
    assert repr(Nothing()) == "Nothing()"
    assert (Nothing(), One(1)) == (Nothing(), One(1))
    assert {One(1), One(1), One((1,))} == {One((1,)), One(1)}
    # Whatever is the same value is equal, as in tuples.
    nan = float("nan")
    assert One(nan) == One(nan)
    others: list[object] = [(1, ()), One(1), 1, None]
    assert Pair(1) not in others
    with pytest.raises(TypeError):
        hash(One([]))


def test_a_changed_copy_leaves_it_as_it_was() -> None:
    pair = Pair(1)
    assert replace(pair, one=2) == Pair(2)
    assert pair == Pair(1)


def test_it_goes_through_a_file() -> None:
    assert pickle.loads(pickle.dumps(Pair(1, (2, 3)))) == Pair(1, (2, 3))  # noqa: S301 - our own


def test_it_has_the_fields_that_it_says_and_no_others() -> None:
    with pytest.raises(AttributeError):
        Pair(1).another = 1  # type: ignore[attr-defined]


def test_types_let_nobody_change_it() -> None:
    # mypy refuses to ignore what is right: it tells if one may do this.
    Pair(1).one = 2  # type: ignore[misc]
    said = vars(frozen)["__dataclass_transform__"]
    assert {**said["kwargs"], **said}["frozen_default"] is True  # Python 3.11 has it in `kwargs`
