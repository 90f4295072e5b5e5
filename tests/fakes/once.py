"""Idempotency rows in memory, and the lock under which they are written with what they guard."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from nyqst.idempotency import Answered, Once, replay
from nyqst.retention import Data, is_over


@dataclass
class MemoryOnce:
    lock: threading.RLock = field(default_factory=threading.RLock)
    _rows: dict[tuple[str, str, str], tuple[Answered, datetime]] = field(default_factory=dict)

    def write(
        self,
        tenant_id: str,
        once: Once | None,
        made_id: str,
        now: datetime,
        write: Callable[[], None],
    ) -> str:
        """The id of what was made: by `write` now, or by the same request before."""
        with self.lock:
            if once is None:
                write()
                return made_id
            earlier = self.earlier(tenant_id, once, now)
            if earlier is not None:
                return earlier
            write()
            answered = Answered(once.request_sha256, made_id)
            self._rows[tenant_id, once.operation, once.key] = answered, now
            return made_id

    def earlier(self, tenant_id: str, once: Once, now: datetime) -> str | None:
        """What the same request has made."""
        with self.lock:
            answered, at = self._rows.get((tenant_id, once.operation, once.key), (None, now))
        return None if is_over(Data.ANSWERS, at, now) else replay(once, answered)
