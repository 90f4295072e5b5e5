"""The books in memory, over records, inbox and event log in memory."""

from dataclasses import dataclass

from nyqst.billing.ports import Posting
from nyqst.errors import Conflict
from tests.fakes.event_store import MemoryEventStore
from tests.fakes.inbox import MemoryInbox
from tests.fakes.records import MemoryRecords


@dataclass
class MemoryBooks:
    records: MemoryRecords
    inbox: MemoryInbox
    events: MemoryEventStore

    def post(self, posting: Posting) -> None:
        with self.records.once.lock, self.inbox.lock:
            if not self._holds(posting):
                raise Conflict("Something else was met than expected")
            # The records say themselves whether they hold, before they change anything.
            self.records.commit(*posting.changes)
            if posting.entry:
                self.inbox.change(posting.entry)
            if posting.told:
                self.events.append(posting.log, posting.told)

    def _holds(self, posting: Posting) -> bool:
        entry, told = posting.entry, posting.told
        if entry and self.inbox.rows[entry.notice.event_id].version != entry.version:
            return False
        return told is None or self.events.head(posting.log).seq == told.first - 1
