"""A row of things that are made when somebody looks."""

from __future__ import annotations

import pytest

from campaign.later import Later


def test_nothing_is_made_before_somebody_looks_and_then_once() -> None:
    looks: list[str] = []

    def make() -> list[str]:
        looks.append("look")
        return ["a", "b"]

    row = Later(2, make)
    assert (len(row), bool(row), looks) == (2, True, [])
    assert [*row] == [*row] == ["a", "b"]
    assert (row[0], row[-1], row[:1], "b" in row) == ("a", "b", ("a",), True)
    assert looks == ["look"]


def test_it_is_as_good_as_a_tuple_of_the_same() -> None:
    row = Later(1, lambda: ["a"])
    assert row == ("a",)
    assert row == Later(1, lambda: ["a"])
    assert row != ("b",)
    assert row != ["a"]
    assert (hash(row), repr(row)) == (hash(("a",)), "('a',)")


def test_an_empty_row_is_false() -> None:
    assert not Later(0, tuple[str, ...])
    with pytest.raises(IndexError):
        Later(0, tuple[str, ...])[0]
