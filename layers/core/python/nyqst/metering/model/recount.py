"""What a shard's balance is by its ledger and by the holds that lie in it."""

from collections.abc import Sequence

from nyqst.metering.model.meter import Balance
from nyqst.metering.model.reservation import LedgerEntry, Shard


def recounted(shard: Shard, entries: Sequence[LedgerEntry]) -> Balance:
    """Under the limit that it has. An end counts as soon as its hold is freed."""
    used = sum(entry.quantity for entry in entries if not _is_pending(shard, entry))
    held = sum(hold.amount for hold in shard.holds.values())
    limit = shard.balance.limit
    return Balance(limit, limit - held - used, held, used)


def agrees(shard: Shard, entries: Sequence[LedgerEntry]) -> bool:
    """With its ledger, and with itself."""
    return shard.balance == recounted(shard, entries)


def _is_pending(shard: Shard, entry: LedgerEntry) -> bool:
    hold = shard.holds.get(entry.reservation_id)
    return entry.number == 0 and hold is not None and hold.token == entry.token
