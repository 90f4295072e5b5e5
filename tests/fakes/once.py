"""Idempotency rows in memory, and the lock under which they are written with what they guard."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from nyqst.idempotency import Answered, Once, replay


@dataclass
class MemoryOnce:
    lock: threading.RLock = field(default_factory=threading.RLock)
    _rows: dict[tuple[str, str, str], Answered] = field(default_factory=dict)

    def find(self, tenant_id: str, once: Once) -> str | None:
        """What the same request has made."""
        with self.lock:
            return replay(once, self._rows.get((tenant_id, once.operation, once.key)))

    def write(
        self, tenant_id: str, once: Once | None, made_id: str, write: Callable[[], None]
    ) -> str:
        """The id of what was made: by `write` now, or by the same request before."""
        with self.lock:
            if once is None:
                write()
                return made_id
            earlier = self.earlier(tenant_id, once)
            if earlier is not None:
                return earlier
            write()
            self._rows[tenant_id, once.operation, once.key] = Answered(once.request_sha256, made_id)
            return made_id

    def earlier(self, tenant_id: str, once: Once) -> str | None:
        return replay(once, self._rows.get((tenant_id, once.operation, once.key)))
