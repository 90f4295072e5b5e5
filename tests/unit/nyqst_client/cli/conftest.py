from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService
from tests.unit.nyqst_client.loopback import served


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Shell:
    return Shell(monkeypatch, capsys, tmp_path)


@pytest.fixture
def service(shell: Shell) -> Iterator[FakeService]:
    """One that the shell talks to."""
    fake = FakeService()
    with served(fake) as url:
        shell.talk_to(url)
        yield fake
