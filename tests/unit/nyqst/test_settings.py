"""Settings out of the environment and back."""

from dataclasses import fields

import pytest

from nyqst.settings import Settings


def test_what_is_not_told_is_as_it_is_by_default() -> None:
    assert Settings.from_environment({}) == Settings()


def test_settings_survive_the_environment() -> None:
    told = Settings(**{field.name: f"x {field.name}" for field in fields(Settings)})
    assert Settings.from_environment(told.to_environment()) == told


def test_defaults_are_not_written_down() -> None:
    assert Settings(stage="dev").to_environment() == {"NYQST_STAGE": "dev"}


def test_strange_variables_are_passed_over() -> None:
    assert Settings.from_environment({"NYQST_UNKNOWN": "x", "HOME": "/"}) == Settings()


def test_the_environment_of_the_process_is_read_when_none_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NYQST_STAGE", "test")
    assert Settings.from_environment().stage == "test"


@pytest.mark.parametrize(
    ("text", "parts"), [("", ()), (" , ", ()), ("a", ("a",)), ("a, b,,c ", ("a", "b", "c"))]
)
def test_lists_are_parted_by_commas(text: str, parts: tuple[str, ...]) -> None:
    assert Settings(scenarios=text).listed("scenarios") == parts


@pytest.mark.parametrize(("text", "limit"), [("", None), ("0", None), ("40", 40)])
def test_a_limit_that_is_not_told_is_none(text: str, limit: int | None) -> None:
    assert Settings(concurrent_runs=text).most("concurrent_runs") == limit
