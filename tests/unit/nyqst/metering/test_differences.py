from typing import Any

import pytest

from nyqst.metering.model.differences import Difference, differences


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"a": {"b": 1}}, {"a": {"b": 2}}, ("a.b", "1", "2")),
        ({"a": "x"}, {"a": "y"}, ("a", '"x"', '"y"')),
        ({"z": 1}, {"z": 1, "a": {"b": True}}, ("a.b", None, "true")),
        ({"z": 1, "a": {"b": None}}, {"z": 1}, ("a.b", "null", None)),
        ({"a": {}}, {"a": []}, ("a", "{}", "[]")),
        ({"a": ["x"]}, {"a": ["x", "y"]}, ("a", '["x"]', '["x", "y"]')),
        ({"a": [{"id": "r", "n": 1}]}, {"a": [{"id": "r", "n": 2}]}, ("a.r.n", "1", "2")),
        ({"a": [{"n": 1}, {"n": 1}]}, {"a": [{"n": 1}, {"n": 2}]}, ("a.1.n", "1", "2")),
    ],
)
def test_a_difference_is_told_by_its_leaf(
    before: dict[str, Any], after: dict[str, Any], told: tuple[str, str | None, str | None]
) -> None:
    assert differences(before, after) == (Difference(*told),)


def test_what_is_the_same_is_not_told() -> None:
    same = {"a": {"b": 1}, "c": [{"id": "r"}, {"id": "s"}], "d": [1, 2]}
    assert differences(same, same) == ()


def test_differences_are_told_in_order_of_their_places() -> None:
    found = differences({"b": 1, "a": {"d": 1, "c": 1}}, {"b": 2, "a": {"d": 2, "c": 2}})
    assert [each.path for each in found] == ["a.c", "a.d", "b"]


def test_items_with_ids_may_change_places() -> None:
    one, other = {"id": "r", "n": 1}, {"id": "s", "n": 2}
    assert differences({"a": [one, other]}, {"a": [other, one]}) == ()
