"""The inbox in memory."""

import threading
from dataclasses import dataclass, field, replace
from datetime import datetime

from nyqst.billing.model.inbox import EntryState, InboxEntry


@dataclass
class MemoryInbox:
    rows: dict[str, InboxEntry] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, entry: InboxEntry) -> bool:
        with self.lock:
            return self.rows.setdefault(entry.notice.event_id, entry) is entry

    def get(self, event_id: str) -> InboxEntry | None:
        return self.rows.get(event_id)

    def change(self, after: InboxEntry) -> InboxEntry | None:
        with self.lock:
            if self.rows[after.notice.event_id].version != after.version:
                return None
            changed = replace(after, version=after.version + 1)
            self.rows[after.notice.event_id] = changed
            return changed

    def due(self, now: datetime, limit: int) -> tuple[InboxEntry, ...]:
        waiting = [(each.next_at, each) for each in self.rows.values() if each.next_at]
        ordered = sorted(waiting, key=lambda found: found[0])
        return tuple(each for at, each in ordered if at <= now)[:limit]

    def dead(self, limit: int) -> tuple[InboxEntry, ...]:
        given_up = [each for each in self.rows.values() if each.state is EntryState.DEAD]
        return tuple(sorted(given_up, key=lambda each: each.received_at)[:limit])
