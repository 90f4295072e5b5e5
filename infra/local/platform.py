"""The service's own stores, from outside of its functions."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from infra.local.emulator import credentials
from nyqst.bootstrap import Platform
from nyqst.clock import SystemClock
from nyqst.settings import Settings


@contextmanager
def platform_at(port: int, settings: Settings) -> Iterator[Platform]:
    """Its clients are told by the environment where AWS is, which is afterwards as it was."""
    before = dict(os.environ)
    os.environ.update(credentials(port))
    try:
        yield Platform(settings, SystemClock())
    finally:
        os.environ.clear()
        os.environ.update(before)
