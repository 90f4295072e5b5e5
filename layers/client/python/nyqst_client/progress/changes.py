"""What an event changes."""

from collections.abc import Callable, Mapping
from typing import Any

from nyqst_client.progress.run_progress import RunProgress

Data = Mapping[str, Any]
Change = Callable[[RunProgress, Data], None]


def count(value: object) -> int:
    return value if isinstance(value, int) else 0
