"""The end of a reservation, once, and what is told of it later, always.

A holder tells totals, never differences: a repeat, or an older word that comes late, changes
nothing. What is told after the end becomes a late entry; if the limit does not allow for it, it is
debt.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from nyqst.clock import Clock
from nyqst.errors import InvalidInput, Throttled
from nyqst.metering.model.meter import Cut, ShardKey
from nyqst.metering.model.reservation import (
    MAX_AMOUNT,
    UNHELD,
    Ending,
    Facts,
    Hold,
    LedgerEntry,
    Reservation,
    Shard,
)
from nyqst.metering.ports import MeterStore

_TRIES = 12


@dataclass(frozen=True, slots=True)
class Settlement:
    store: MeterStore
    clock: Clock

    def commit(
        self, reservation: Reservation, total: int, facts: Facts | None = None
    ) -> LedgerEntry:
        """The entry that counts the use, or the one that already has."""
        _check_used(total)
        return self._end(reservation, Ending.COMMITTED, total, facts or {})

    def add(
        self, reservation: Reservation, cut: Cut, total: int, facts: Facts | None = None
    ) -> LedgerEntry:
        """For what was let through unheld: the entry that counts the use, or the one that has.

        `cut` is for a meter that nobody else has used in that period.
        """
        _check_used(total)
        key = self._home(reservation, cut)
        entry = LedgerEntry(
            reservation.id, 0, Ending.LATE, total, total, self.clock.now(), UNHELD, facts or {}
        )
        return entry if self.store.append(key, entry) else self._add_what_lacks(key, entry)[1]

    def release(self, reservation: Reservation) -> LedgerEntry:
        """Nothing was used. What was told before, or is told later, counts all the same."""
        return self._end(reservation, Ending.RELEASED, 0, {})

    def note(self, reservation: Reservation, seen: int) -> bool:
        """Whether it is still held. What is noted counts even if nobody ever settles it."""
        return self.store.note(reservation, seen)

    def extend(
        self, reservation: Reservation, amount: int, lifetime: timedelta
    ) -> Reservation | None:
        """With more set aside; None if so much is not left or the reservation has ended."""
        wanted = replace(reservation, amount=amount)
        until = self.clock.now() + lifetime
        if self.store.extend(reservation, amount, until):
            return wanted
        held = self._held(reservation)
        return wanted if held and held.amount == amount else None

    def expire(self, shard: Shard) -> int:
        """Ends the holds whose time has passed, each with what was noted; how many there were."""
        now = self.clock.now()
        over = [hold for hold in shard.holds.values() if hold.expires_at <= now]
        for hold in over:
            reservation = Reservation(hold.id, shard.key, hold.amount, hold.token)
            self._end(reservation, Ending.EXPIRED, hold.if_unsettled, hold.facts)
        return len(over)

    def _end(
        self, reservation: Reservation, ending: Ending, total: int, facts: Facts
    ) -> LedgerEntry:
        """The ledger knows first, then the shard: whoever comes between finds the rest to do."""
        for _ in range(_TRIES):
            now = self.clock.now()
            first = LedgerEntry(
                reservation.id, 0, ending, total, total, now, reservation.token, facts
            )
            first, last = self._tell(reservation.shard, first)
            # An echo is the hold of a request that came again after the end: nothing to count.
            used = first.quantity if first.token == reservation.token else 0
            over_at = now if ending is Ending.EXPIRED else None
            if self.store.free(reservation, used, last.total, over_at):
                return last
            held = self._held(reservation)
            if held is None or (over_at and held.expires_at > over_at):
                return last
            # It was extended, or more was noted, since the caller last knew of it.
            reservation, total = replace(reservation, amount=held.amount), max(total, held.seen)
        raise Throttled(f"{reservation.id} is settled by too many at once")

    def _tell(self, key: ShardKey, entry: LedgerEntry) -> tuple[LedgerEntry, LedgerEntry]:
        """The first and the last entry of the reservation, which know of all that `entry` tells."""
        return (entry, entry) if self.store.record(key, entry) else self._add_what_lacks(key, entry)

    def _add_what_lacks(self, key: ShardKey, entry: LedgerEntry) -> tuple[LedgerEntry, LedgerEntry]:
        for _ in range(_TRIES):
            told = self.store.entries(key, entry.reservation_id)
            first, last = told[0], told[-1]
            if entry.total <= last.total:
                return first, last
            late = replace(
                entry,
                number=last.number + 1,
                ending=Ending.LATE,
                quantity=entry.total - last.total,
            )
            if self.store.append(key, late):
                return first, late
        raise Throttled(f"{entry.reservation_id} is settled by too many at once")

    def _home(self, reservation: Reservation, cut: Cut) -> ShardKey:
        meter = reservation.shard.meter
        first = self.store.shard(ShardKey(meter, 0))
        if first is None:
            self.store.recut(meter, [None] * cut.shards, cut)
            first = self.store.shard(ShardKey(meter, 0))
        shards = first.cut if first else cut
        return ShardKey(meter, shards.home(reservation.id))

    def _held(self, reservation: Reservation) -> Hold | None:
        shard = self.store.shard(reservation.shard)
        hold = shard.holds.get(reservation.id) if shard else None
        return hold if hold and hold.token == reservation.token else None


def _check_used(total: int) -> None:
    if not 0 <= total <= MAX_AMOUNT:
        raise InvalidInput(f"{total} cannot have been used", code="invalid_quantity")
