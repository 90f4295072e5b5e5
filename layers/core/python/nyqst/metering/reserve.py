"""Setting aside before use: exact at the limit, however many ask at once and however often.

A reservation has one home shard, found from its id. What the home lacks is moved there from other
shards in one transaction, so a repeated request always meets its first one. Refused is only what
all shards together, as of one instant, do not have.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from nyqst.clock import Clock
from nyqst.errors import Conflict, InvalidInput, QuotaExceeded, Throttled
from nyqst.metering.lending import lenders_to
from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import MAX_AMOUNT, Facts, Hold, Reservation, Shard
from nyqst.metering.ports import HELD, MeterStore
from nyqst.metering.settle import Settlement

_TRIES = 12
"""Each one fails only because another caller got something done."""


@dataclass(frozen=True, slots=True)
class Reserve:
    store: MeterStore
    settlement: Settlement
    clock: Clock

    def __call__(
        self,
        meter: Meter,
        cut: Cut,
        id_: str,
        amount: int,
        lifetime: timedelta,
        facts: Facts,
        *,
        presumed: int = 0,
    ) -> Reservation:
        """The reservation, or the one that the same request has taken before.

        Raises `QuotaExceeded`, `Conflict` if the id stands for another amount, and `Throttled`.
        """
        if not 0 < amount <= MAX_AMOUNT:
            raise InvalidInput(f"{amount} cannot be reserved", code="invalid_quantity")
        token = secrets.token_hex(4)
        hold = Hold(id_, amount, self.clock.now() + lifetime, token, presumed=presumed, facts=facts)
        for _ in range(_TRIES):
            key = ShardKey(meter, cut.home(id_))
            seen = self.store.hold(key, cut, hold)
            if seen is HELD:
                return Reservation(id_, key, amount, token)
            if not isinstance(seen, Shard) or seen.cut != cut:
                cut = self._recut(meter, cut)
            elif id_ in seen.holds:
                return _the_same(seen, amount, id_)
            elif not self.settlement.expire(seen) and self._borrow(seen, hold):
                return Reservation(id_, key, amount, token)
        raise Throttled(f"{meter.name} of {meter.tenant_id} is asked for by too many at once")

    def _recut(self, meter: Meter, cut: Cut) -> Cut:
        """In one period a meter keeps the number of shards that it began with."""
        seen = self.store.shards(meter, cut.shards)
        first = seen[0]
        if first is not None and first.cut.shards != cut.shards:
            cut = replace(cut, shards=first.cut.shards)
            seen = self.store.shards(meter, cut.shards)
        if any(shard is None or shard.cut != cut for shard in seen):
            self.store.recut(meter, seen, cut)
        return cut

    def _borrow(self, home: Shard, hold: Hold) -> bool:
        """Half of what the richest have, so that the next ones need not borrow again."""
        if home.cut.shards == 1:
            raise _exceeded(home.key.meter, home.balance, hold.amount)
        found = self.store.shards(home.key.meter, home.cut.shards)
        shards = [shard for shard in found if shard is not None]
        total = sum((shard.balance for shard in shards), Balance.untouched(0))
        if any(self.settlement.expire(shard) for shard in shards):
            return False
        if total.remaining < hold.amount:
            raise _exceeded(home.key.meter, total, hold.amount)
        here = next(shard for shard in shards if shard.key == home.key)
        lenders = lenders_to(here, shards, hold.amount - here.balance.remaining)
        return bool(lenders) and self.store.borrow(home.key, hold, lenders)


def _the_same(shard: Shard, amount: int, id_: str) -> Reservation:
    held = shard.holds[id_]
    if held.amount != amount:
        raise Conflict(f"{id_} has reserved {held.amount}", code="reservation_differs")
    return Reservation(id_, shard.key, amount, held.token)


def _exceeded(meter: Meter, balance: Balance, amount: int) -> QuotaExceeded:
    return QuotaExceeded(
        f"{meter.name}: {amount} asked for, {max(0, balance.remaining)} left of {balance.limit}",
        facts={
            "meter": meter.name,
            "period": meter.period,
            "limit": balance.limit,
            "used": balance.used,
            "held": balance.held,
            "remaining": balance.remaining,
            "asked": amount,
        },
    )
