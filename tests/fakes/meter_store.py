"""Meters and their ledger in memory. Every call is one indivisible step."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Hold, LedgerEntry, Reservation, Shard
from nyqst.metering.ports import HELD, Held


@dataclass
class MemoryMeterStore:
    _shards: dict[ShardKey, Shard] = field(default_factory=dict)
    _entries: dict[ShardKey, dict[tuple[str, int], LedgerEntry]] = field(default_factory=dict)
    _open: set[ShardKey] = field(default_factory=set)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def hold(self, key: ShardKey, cut: Cut, hold: Hold) -> Shard | Held | None:
        with self._lock:
            shard = self._shards.get(key)
            if shard is None or shard.cut != cut or hold.id in shard.holds:
                return shard
            if shard.balance.remaining < hold.amount:
                return shard
            self._take(shard, hold)
            return HELD

    def shard(self, key: ShardKey) -> Shard | None:
        with self._lock:
            return self._shards.get(key)

    def shards(self, meter: Meter, count: int) -> tuple[Shard | None, ...]:
        with self._lock:
            return tuple(self._shards.get(ShardKey(meter, at)) for at in range(count))

    def recut(self, meter: Meter, seen: Sequence[Shard | None], cut: Cut) -> bool:
        with self._lock:
            now = self.shards(meter, len(seen))
            if [_cut(shard) for shard in now] != [_cut(shard) for shard in seen]:
                return False
            for at, shard in enumerate(now):
                key, share = ShardKey(meter, at), cut.share(at)
                if shard is None:
                    self._shards[key] = Shard(key, cut, Balance.untouched(share))
                    continue
                grown = shard.balance.grown(share - shard.cut.share(at))
                self._shards[key] = replace(shard, cut=cut, balance=grown)
            return True

    def borrow(self, key: ShardKey, hold: Hold, lenders: Sequence[tuple[ShardKey, int]]) -> bool:
        with self._lock:
            home, lent = self._shards[key], sum(amount for _, amount in lenders)
            if hold.id in home.holds or home.balance.remaining + lent < hold.amount:
                return False
            if not self.repay(key, lenders):
                return False
            self._take(self._shards[key], hold)
            return True

    def repay(self, key: ShardKey, lenders: Sequence[tuple[ShardKey, int]]) -> bool:
        with self._lock:
            if any(self._shards[lender].balance.remaining < amount for lender, amount in lenders):
                return False
            for lender, amount in (*lenders, (key, -sum(amount for _, amount in lenders))):
                shard = self._shards[lender]
                self._shards[lender] = replace(shard, balance=shard.balance.grown(-amount))
            return True

    def extend(self, reservation: Reservation, amount: int, expires_at: datetime) -> bool:
        with self._lock:
            shard, hold = self._held(reservation)
            more = amount - reservation.amount
            if hold is None or shard.balance.remaining < more:
                return False
            wanted = replace(hold, amount=amount, expires_at=expires_at)
            self._put(shard, {**shard.holds, hold.id: wanted}, held=more, used=0)
            return True

    def note(self, reservation: Reservation, seen: int) -> bool:
        with self._lock:
            shard = self._shards.get(reservation.shard)
            hold = shard.holds.get(reservation.id) if shard else None
            if shard is None or hold is None:
                return False
            noted = replace(hold, seen=max(hold.seen, seen))
            self._put(shard, {**shard.holds, hold.id: noted}, held=0, used=0)
            return True

    def record(self, key: ShardKey, entry: LedgerEntry) -> bool:
        with self._lock:
            return self._add(key, entry)

    def free(
        self, reservation: Reservation, used: int, told: int, over_at: datetime | None = None
    ) -> bool:
        with self._lock:
            shard, hold = self._held(reservation)
            if hold is None or hold.token != reservation.token or hold.seen > told:
                return False
            if over_at is not None and hold.expires_at > over_at:
                return False
            self._free(shard, hold, used)
            return True

    def append(self, key: ShardKey, entry: LedgerEntry) -> bool:
        with self._lock:
            shard = self._shards.get(key)
            if shard is None or not self._add(key, entry):
                return False
            self._open.add(key)
            self._put(shard, shard.holds, held=0, used=entry.quantity)
            self._touch(key, f"{entry.reservation_id}#{entry.number}")
            return True

    def entries(self, key: ShardKey, reservation_id: str = "") -> tuple[LedgerEntry, ...]:
        with self._lock:
            found = self._entries.get(key, {})
            return tuple(
                found[place] for place in sorted(found) if reservation_id in ("", place[0])
            )

    def entries_behind(
        self, key: ShardKey, place: tuple[str, int] | None, limit: int
    ) -> tuple[LedgerEntry, ...]:
        with self._lock:
            found = self._entries.get(key, {})
            behind = [at for at in sorted(found) if place is None or at > place]
            return tuple(found[at] for at in behind[:limit])

    def open_shards(self, limit: int) -> tuple[ShardKey, ...]:
        with self._lock:
            return tuple(sorted(self._open, key=str)[:limit])

    def mark_settled(self, shard: Shard) -> None:
        with self._lock:
            now = self._shards[shard.key]
            if now.balance.held == 0 and now.touched == shard.touched:
                self._open.discard(shard.key)

    def correct(self, shard: Shard, balance: Balance) -> bool:
        with self._lock:
            now = self._shards[shard.key]
            if (now.balance, now.touched) != (shard.balance, shard.touched):
                return False
            self._shards[shard.key] = replace(now, balance=balance)
            return True

    def every_shard(self) -> tuple[Shard, ...]:
        """Of all meters, in the order in which they were first cut."""
        return tuple(self._shards.values())

    def tamper(self, shard: Shard) -> None:
        """Puts it there as no method of the port would."""
        self._shards[shard.key] = shard

    def _held(self, reservation: Reservation) -> tuple[Shard, Hold | None]:
        """The hold only if it stands as given."""
        key = reservation.shard
        shard = self._shards.get(key) or Shard(key, Cut(0), Balance.untouched(0))
        hold = shard.holds.get(reservation.id)
        return shard, hold if hold and hold.amount == reservation.amount else None

    def _take(self, shard: Shard, hold: Hold) -> None:
        self._put(shard, {**shard.holds, hold.id: hold}, held=hold.amount, used=0)
        self._touch(shard.key, hold.token)

    def _touch(self, key: ShardKey, by: str) -> None:
        self._open.add(key)
        self._shards[key] = replace(self._shards[key], touched=by)

    def _free(self, shard: Shard, hold: Hold, used: int) -> None:
        others = {id_: other for id_, other in shard.holds.items() if id_ != hold.id}
        self._put(shard, others, held=-hold.amount, used=used)

    def _put(self, shard: Shard, holds: Mapping[str, Hold], *, held: int, used: int) -> None:
        before = shard.balance
        after = replace(
            before,
            remaining=before.remaining - held - used,
            held=before.held + held,
            used=before.used + used,
        )
        self._shards[shard.key] = replace(shard, holds=holds, balance=after)

    def _add(self, key: ShardKey, entry: LedgerEntry) -> bool:
        entries = self._entries.setdefault(key, {})
        place = (entry.reservation_id, entry.number)
        if place in entries:
            return False
        entries[place] = entry
        return True


def _cut(shard: Shard | None) -> Cut | None:
    return shard.cut if shard else None
