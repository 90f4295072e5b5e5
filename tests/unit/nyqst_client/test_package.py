"""What the package is made of and what it costs to load."""

import subprocess
import sys

import pytest

import nyqst_client

NAMES = ["ApiError", "Client", "ClientError", "Event", "LocalFile", "Outcome", "Run"]


def loaded_by(code: str) -> set[str]:
    shown = subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {module.partition(".")[0] for module in shown.stdout.split()}


def test_these_names_are_its_face() -> None:
    assert sorted(nyqst_client.__all__) == sorted([*NAMES, "find_files", "look_at", "show_run"])
    for name in nyqst_client.__all__:
        assert getattr(nyqst_client, name).__name__ == name


def test_it_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="has no Clientt"):
        nyqst_client.Clientt  # noqa: B018


def test_the_client_needs_nothing_of_the_service() -> None:
    loaded = loaded_by("from nyqst_client import Client, show_run; import nyqst_client.cli.app")
    assert loaded.isdisjoint({"nyqst", "nyqst_agent", "functions", "infra", "boto3", "pydantic"})


def test_the_client_alone_does_not_load_the_command_or_its_view() -> None:
    assert loaded_by("from nyqst_client import Client").isdisjoint({"typer"})


def test_help_is_shown_without_the_network_or_the_view() -> None:
    assert loaded_by("import nyqst_client.cli.app").isdisjoint({"httpx", "rich"})
