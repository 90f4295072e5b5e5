from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from nyqst_client.decode import decode
from nyqst_client.errors import UnexpectedAnswer


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Tree:
    at: datetime
    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    by_name: Mapping[str, Leaf] = field(default_factory=dict)
    anything: Any = None


def test_parts_are_read_too() -> None:
    tree = decode(
        Tree,
        {
            "at": "2026-11-20T15:14:23.863682Z",
            "leaf": {"name": "a"},
            "leaves": [{"name": "b", "size": 2}],
            "by_name": {"c": {"name": "c"}},
            "anything": [1, {"x": None}],
        },
    )
    assert tree == Tree(
        datetime(2026, 11, 20, 15, 14, 23, 863682, UTC),
        Leaf("a"),
        (Leaf("b", 2),),
        {"c": Leaf("c")},
        [1, {"x": None}],
    )


def test_what_is_not_known_is_passed_over() -> None:
    assert decode(Leaf, {"name": "a", "colour": "green"}) == Leaf("a")


def test_what_may_be_missing_has_its_default() -> None:
    assert decode(Tree, {"at": "2026-11-20T15:00:00Z", "leaf": None}).leaf is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": None},
        {"name": 3},
        {"name": "a", "size": "3"},
        ["a"],
        "a",
        None,
    ],
)
def test_what_does_not_fit_is_not_the_services(data: object) -> None:
    with pytest.raises(UnexpectedAnswer, match="not a Leaf"):
        decode(Leaf, data)


def test_a_time_has_to_be_one() -> None:
    with pytest.raises(UnexpectedAnswer, match="not a Tree"):
        decode(Tree, {"at": "yesterday"})
