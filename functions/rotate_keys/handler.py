"""Replaces the signing keys, step by step as Secrets Manager asks."""

from typing import Any

from nyqst.bootstrap import platform
from nyqst.telemetry import observed


@observed
def handle(event: dict[str, Any], _context: Any) -> None:
    """Of the four steps two have something to do: no other system holds these keys."""
    rotate, version = platform().identity.rotate_keys, event["ClientRequestToken"]
    if event["Step"] == "createSecret":
        rotate.propose(version)
    elif event["Step"] == "finishSecret":
        rotate.accept(version)
