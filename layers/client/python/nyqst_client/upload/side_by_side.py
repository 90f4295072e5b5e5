"""A few things at a time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

AT_ONCE = 4


@contextmanager
def workers() -> Iterator[ThreadPoolExecutor]:
    """What has not begun when something goes wrong, or Ctrl-C comes, is not begun any more."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
