"""Doing a write once, however often it is asked for.

A request with an `Idempotency-Key` leaves a row beside what it wrote, in the same transaction: the
hash of its body and its answer. The same key again gives the same answer; with another body it is
refused.
"""

import re
from dataclasses import dataclass

from nyqst.errors import Conflict, InvalidInput

_KEY = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class Once:
    """One request: `operation` and `key` say which, `request_sha256` what it asks."""

    operation: str
    key: str
    request_sha256: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The row that an earlier request left."""

    request_sha256: str
    result_id: str
    """Of what it made, from which its answer can be given again."""


def check_key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise InvalidInput(
            "An Idempotency-Key is 1 to 200 visible ASCII characters",
            code="invalid_idempotency_key",
        )
    return key


def replay(once: Once, answered: Answered | None) -> str | None:
    """What the earlier request made, or None if this one is the first."""
    if answered is None:
        return None
    if answered.request_sha256 != once.request_sha256:
        raise Conflict(
            "This Idempotency-Key was used with another request", code="idempotency_key_reused"
        )
    return answered.result_id
