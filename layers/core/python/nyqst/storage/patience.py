"""Trying again what the table refused only because others were at it: conflicts and throttles."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from nyqst.errors import Throttled

_TRIES = 8
_FIRST_S, _LONGEST_S = 0.01, 0.4

Answer = TypeVar("Answer")


def patiently(call: Callable[[], Answer], sleep: Callable[[float], None] = time.sleep) -> Answer:
    """Waits longer each time, with full jitter; raises `Throttled` after the last try."""
    for tries in range(_TRIES - 1):
        try:
            return call()
        except Throttled:
            sleep(random.uniform(0, min(_LONGEST_S, _FIRST_S * 2**tries)))  # noqa: S311
    return call()
