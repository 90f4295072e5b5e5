"""Calling the command as a shell would, in this process."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from nyqst_client.cli import main


@dataclass
class Shown:
    code: int | None
    out: str
    err: str


@dataclass
class Shell:
    """In an empty folder, with no profile and an environment that says nothing but what is set."""

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    home: Path

    def __post_init__(self) -> None:
        for name in ("NYQST_URL", "NYQST_API_KEY", "FORCE_COLOR", "COLUMNS"):
            self.monkeypatch.delenv(name, raising=False)
        self.monkeypatch.setenv("XDG_CONFIG_HOME", str(self.home / "config"))
        self.monkeypatch.setenv("HOME", str(self.home))
        self.monkeypatch.chdir(self.home)

    def talk_to(self, url: str) -> None:
        self.monkeypatch.setenv("NYQST_URL", url)
        self.monkeypatch.setenv("NYQST_API_KEY", "nyq_test")

    def __call__(self, *arguments: str) -> Shown:
        self.monkeypatch.setattr(sys, "argv", ["nyqst", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        shown = self.capsys.readouterr()
        code = caught.value.code
        return Shown(code if isinstance(code, int) else 0, shown.out, shown.err)
