"""Which service the command talks to, and with which key."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from nyqst_client.errors import Misconfigured

_LOCAL_STATE = Path(".nyqst") / "local" / "state.json"


@dataclass(frozen=True, slots=True)
class Target:
    url: str
    api_key: str
    origin: str
    """Where the two were found."""


def find_target(url: str | None, api_key: str | None, profile: Path, folder: Path) -> Target:
    """What was given, else the profile, else the local stack in or above `folder`.

    A key that was found goes only to the address that it was found with. Raises `Misconfigured`.
    """
    if url and api_key:
        return Target(url, api_key, "given")
    for known in _known(profile, folder):
        if url is None or url.rstrip("/") == known.url.rstrip("/"):
            return Target(known.url, api_key or known.api_key, known.origin)
    if url:
        raise Misconfigured(f"There is no API key for {url}: give --key or set NYQST_API_KEY")
    raise Misconfigured(
        "There is no service to talk to: give --url and --key, set NYQST_URL and NYQST_API_KEY, "
        "run `nyqst login`, or start the local stack in this folder"
    )


def _known(profile: Path, folder: Path) -> Iterator[Target]:
    if profile.exists():
        yield read_profile(profile)
    for parent in (folder, *folder.parents):
        state = parent / _LOCAL_STATE
        if state.exists():
            yield _local_stack(state)
            return


def read_profile(profile: Path) -> Target:
    kept = _object_in(profile)
    try:
        return Target(kept["url"], kept["api_key"], str(profile))
    except KeyError as error:
        raise Misconfigured(f"{profile} has no {error}; `nyqst login` writes it anew") from error


def write_profile(profile: Path, target: Target) -> None:
    """For its owner's eyes only."""
    profile.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = profile.with_suffix(f".{os.getpid()}.part")
    kept = {name: value for name, value in asdict(target).items() if name != "origin"}
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(kept, file)
        part.replace(profile)
    finally:
        part.unlink(missing_ok=True)


def _local_stack(state: Path) -> Target:
    kept = _object_in(state)
    try:
        url = f"http://127.0.0.1:{int(kept['gateway_port'])}"
        return Target(url, kept["api_key"], f"local stack, {state}")
    except (KeyError, ValueError) as error:
        raise Misconfigured(f"{state} does not describe a local stack") from error


def _object_in(path: Path) -> dict[str, str]:
    try:
        kept = json.loads(path.read_text())
    except ValueError as error:
        raise Misconfigured(f"{path} is not JSON") from error
    if not isinstance(kept, dict):
        raise Misconfigured(f"{path} does not hold an object")
    return kept
