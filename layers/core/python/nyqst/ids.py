"""Ids that say what they name and sort by when they were made, such as `run_01JD3QX…`.

The 26 characters are a ULID: 48 bits of milliseconds, 80 of chance, in Crockford's base 32. Made
here because importing the library for it takes longer than importing boto3's whole core.
"""

import hashlib
import re
import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHAPE = re.compile(rf"[a-z]{{2,12}}_[{_ALPHABET}]{{26}}")


def new_id(kind: str, now: datetime) -> str:
    """Of two that one process makes in the same millisecond, the later sorts behind the earlier."""
    return _id(kind, _numbers.next(int(now.timestamp() * 1000)))


@dataclass
class _Numbers:
    last: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, ms: int) -> int:
        with self.lock:
            again = self.last >> 80 == ms
            step = 1 + secrets.randbits(48)
            self.last = self.last + step if again else ms << 80 | secrets.randbits(79)
            return self.last


_numbers = _Numbers()


def derived_id(kind: str, content: bytes) -> str:
    """The id that follows from the content, for things that are the same if it is the same."""
    return _id(kind, int.from_bytes(hashlib.sha256(content).digest()[:16]))


def dated_id(kind: str, instant: datetime, content: bytes) -> str:
    """The id that follows from instant and content, and sorts by the instant as others do."""
    chance = int.from_bytes(hashlib.sha256(content).digest()[:10])
    return _id(kind, int(instant.timestamp() * 1000) << 80 | chance)


def _id(kind: str, number: int) -> str:
    digits = (_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
    return f"{kind}_{''.join(digits)}"


def is_id(kind: str, text: str) -> bool:
    return text.startswith(f"{kind}_") and _SHAPE.fullmatch(text) is not None
