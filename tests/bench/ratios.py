"""Times as ratios within one run."""

import statistics
import time
from collections.abc import Callable


def median_ratio(ours: Callable[[int], None], raw: Callable[[int], None], times: int) -> float:
    """CPU of the one over the other, taken in turn so that both see the same machine."""
    ratios = []
    for number in range(times):
        started = time.process_time()
        ours(number)
        middle = time.process_time()
        raw(number)
        ratios.append((middle - started) / (time.process_time() - middle))
    return statistics.median(ratios)
