"""Kinds of entity."""

import pytest

from nyqst.entity import EntityType


@pytest.mark.parametrize("kind", EntityType)
def test_every_kind_is_known_by_its_name(kind: EntityType) -> None:
    assert EntityType(kind.value) is kind


def test_shorter_names_are_understood() -> None:
    assert EntityType("REPORT") is EntityType.GENERATED_REPORT
    assert EntityType("WEBSITE") is EntityType.WEBSITE


@pytest.mark.parametrize("name", ["", "report", "PAGE"])
def test_other_names_are_not(name: str) -> None:
    with pytest.raises(ValueError, match="not a valid EntityType"):
        EntityType(name)
