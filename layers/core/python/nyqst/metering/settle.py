"""The end of a reservation, once, and what is told of it later, always.

A holder tells totals, never differences: a repeat, or an older word that comes late, changes
nothing. What is told after the end becomes a late entry; if the limit does not allow for it, it is
debt.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from nyqst.clock import Clock
from nyqst.errors import InvalidInput, NotFound
from nyqst.metering.model.reservation import (
    MAX_AMOUNT,
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
        if not 0 <= total <= MAX_AMOUNT:
            raise InvalidInput(f"{total} cannot have been used", code="invalid_quantity")
        return self._end(reservation, Ending.COMMITTED, total, facts or {})

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
            reservation = Reservation(hold.id, shard.key, hold.amount)
            entry = LedgerEntry(hold.id, 0, Ending.EXPIRED, hold.seen, hold.seen, now, hold.facts)
            if not self.store.end(reservation, entry):
                self._drop_echo(reservation, entry)
        return len(over)

    def _drop_echo(self, reservation: Reservation, entry: LedgerEntry) -> None:
        """Of a request that came again after the end; what was noted in it counts like the rest."""
        told = self.store.entries(reservation.shard, reservation.id)
        if told and self._tell_late(reservation, told[-1], entry):
            self.store.drop(reservation)

    def _end(
        self, reservation: Reservation, ending: Ending, total: int, facts: Facts
    ) -> LedgerEntry:
        for _ in range(_TRIES):
            now = self.clock.now()
            entry = LedgerEntry(reservation.id, 0, ending, total, total, now, facts)
            if self.store.end(reservation, entry):
                return entry
            told = self.store.entries(reservation.shard, reservation.id)
            if told:
                late = self._tell_late(reservation, told[-1], entry)
                if late:
                    return late
                continue
            held = self._held(reservation)
            if held is None:
                continue
            # It was extended, or more was noted, since the caller last knew of it.
            reservation, total = replace(reservation, amount=held.amount), max(total, held.seen)
        raise NotFound(f"No reservation {reservation.id}", code="reservation_not_found")

    def _tell_late(
        self, reservation: Reservation, last: LedgerEntry, entry: LedgerEntry
    ) -> LedgerEntry | None:
        """The last entry, if it knows of all that `entry` tells; None if another came between."""
        if entry.total <= last.total:
            return last
        late = replace(
            entry,
            number=last.number + 1,
            ending=Ending.LATE,
            quantity=entry.total - last.total,
        )
        return late if self.store.append(reservation.shard, late) else None

    def _held(self, reservation: Reservation) -> Hold | None:
        shard = self.store.shard(reservation.shard)
        return shard.holds.get(reservation.id) if shard else None
