"""What the event log needs of a store."""

from typing import Protocol

from nyqst.events.model import Batch, Head, LogName


class EventStore(Protocol):
    def head(self, log: LogName) -> Head:
        """The end of the log, read consistently."""

    def append(self, log: LogName, batch: Batch) -> bool:
        """Stores the batch unless another stands at `batch.first`; False if one does."""

    def read(
        self, log: LogName, after: int, limit: int, *, aligned: bool = False
    ) -> tuple[Batch, ...]:
        """Up to `limit` batches that hold events behind `after`, in order, read consistently.

        The first may begin at or before `after`, unless the caller knows that `after` ends a batch
        and says so with `aligned`, which reads less. There is no gap between those that come back.
        """
