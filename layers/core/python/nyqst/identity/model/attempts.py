"""Guesses at the password of an address, whether anybody has that address or not."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

FREE = 5
"""Wrong in a row before the first wait."""
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)
_FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Attempts:
    address_sha256: str
    wrong: int
    """In a row; an attempt counts as wrong until it turns out right."""
    expires_at: datetime
    locked_until: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        left = self.locked_until - now if self.locked_until else timedelta()
        return max(left, timedelta())


def none_yet(email: str, now: datetime) -> Attempts:
    sha256 = hashlib.sha256(email.encode()).hexdigest()
    return Attempts(sha256, 0, now + _FORGOTTEN_AFTER)


def one_more(before: Attempts, now: datetime) -> Attempts:
    """Each wait beyond the free attempts is twice as long as the one before."""
    wrong = before.wrong + 1 if now < before.expires_at else 1
    over = wrong - FREE
    locked_until = now + min(_FIRST_WAIT * 2 ** min(over, 20), _LONGEST_WAIT) if over >= 0 else None
    return Attempts(before.address_sha256, wrong, now + _FORGOTTEN_AFTER, locked_until)


def cleared(before: Attempts) -> Attempts:
    return Attempts(before.address_sha256, 0, before.expires_at)
