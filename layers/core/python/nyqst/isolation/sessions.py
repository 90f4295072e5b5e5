"""Sessions for tenants, kept by the worker that began them."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

from nyqst.clock import Clock
from nyqst.errors import Unavailable
from nyqst.isolation.acting import Tenants
from nyqst.isolation.policy import Bounds, session_policy
from nyqst.isolation.ports import Session, SessionSource

MOST = 256
RENEWED_BEFORE = timedelta(minutes=20)
"""A signed address ends with its session at the latest, and is good for fifteen minutes."""


@dataclass
class TenantSessions:
    source: SessionSource
    bounds: Bounds
    clock: Clock
    _kept: OrderedDict[Tenants, Session] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, tenants: Tenants) -> Session:
        """Raises `Unavailable` when there is none and none can be had: never wider rights."""
        with self._lock:
            kept = self._kept.get(tenants)
            if kept is None or self._left(kept) < RENEWED_BEFORE:
                kept = self._kept[tenants] = self._renewed(tenants, kept)
            self._kept.move_to_end(tenants)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
            return kept

    def _renewed(self, tenants: Tenants, before: Session | None) -> Session:
        policy = session_policy(self.bounds, tenants)
        try:
            return self.source.begin(min(tenants), policy)
        except Unavailable:
            if before is None or self._left(before) <= timedelta(0):
                raise
            return before

    def _left(self, session: Session) -> timedelta:
        return session.expires_at - self.clock.now()
