"""The writes of metering as requests to DynamoDB: what changes, and what must hold for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nyqst.clock import epoch_ms
from nyqst.metering import rows
from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Hold, LedgerEntry, Reservation, Shard
from nyqst.metering.rows import HOLD, number, text

Request = dict[str, Any]

_NEW = "attribute_not_exists(pk)"
_NO_SUCH_HOLD = "attribute_not_exists(#h)"
_AS_GIVEN = "#h.n = :n"
_OPENED = "open_pk = :open, open_sk = :pk, touched = :by"


@dataclass(frozen=True, slots=True)
class MeterWrites:
    table: str

    def at(self, key: ShardKey) -> Request:
        return {
            "TableName": self.table,
            "Key": {"pk": text(rows.shard_pk(key)), "sk": text("SHARD")},
        }

    def take(self, key: ShardKey, cut: Cut, hold: Hold) -> Request:
        request = self._take(key, hold, "rem = rem - :n")
        request["ConditionExpression"] = f"cut = :cut AND rem >= :n AND {_NO_SUCH_HOLD}"
        request["ExpressionAttributeValues"][":cut"] = rows.cut_text(cut)
        return request

    def take_borrowed(self, key: ShardKey, hold: Hold, lent: int) -> Request:
        request = self._take(key, hold, "lim = lim + :lent, rem = rem + :left")
        request["ConditionExpression"] = f"rem >= :least AND {_NO_SUCH_HOLD}"
        request["ExpressionAttributeValues"] |= {
            ":lent": number(lent),
            ":left": number(lent - hold.amount),
            ":least": number(hold.amount - lent),
        }
        return request

    def lend(self, key: ShardKey, amount: int) -> Request:
        return {
            **self.at(key),
            "UpdateExpression": "SET lim = lim - :n, rem = rem - :n",
            "ConditionExpression": "rem >= :n",
            "ExpressionAttributeValues": {":n": number(amount)},
        }

    def grow(self, key: ShardKey, amount: int) -> Request:
        return {
            **self.at(key),
            "UpdateExpression": "SET lim = lim + :n, rem = rem + :n",
            "ConditionExpression": "attribute_exists(pk)",
            "ExpressionAttributeValues": {":n": number(amount)},
        }

    def new(self, meter: Meter, at: int, cut: Cut) -> Request:
        key, share = ShardKey(meter, at), number(cut.share(at))
        item = {
            **self.at(key)["Key"],
            "cut": rows.cut_text(cut),
            "lim": share,
            "rem": share,
            "held": number(0),
            "used": number(0),
        }
        return {"TableName": self.table, "Item": item, "ConditionExpression": _NEW}

    def recut(self, shard: Shard, cut: Cut) -> Request:
        """What was lent between shards stays lent: only the difference of the shares moves."""
        at = shard.key.number
        return {
            **self.at(shard.key),
            "UpdateExpression": "SET cut = :new, lim = lim + :by, rem = rem + :by",
            "ConditionExpression": "cut = :old",
            "ExpressionAttributeValues": {
                ":new": rows.cut_text(cut),
                ":old": rows.cut_text(shard.cut),
                ":by": number(cut.share(at) - shard.cut.share(at)),
            },
        }

    def extend(self, reservation: Reservation, amount: int, expires_at: datetime) -> Request:
        request = self._at_hold(reservation)
        request["UpdateExpression"] = (
            "SET rem = rem - :more, held = held + :more, #h.n = :wanted, #h.x = :until"
        )
        request["ConditionExpression"] = f"{_AS_GIVEN} AND rem >= :more"
        request["ExpressionAttributeValues"] |= {
            ":more": number(amount - reservation.amount),
            ":wanted": number(amount),
            ":until": number(epoch_ms(expires_at)),
        }
        return request

    def note(self, reservation: Reservation, seen: int) -> Request:
        request = self._at_hold(reservation)
        request["UpdateExpression"] = "SET #h.s = :seen"
        request["ConditionExpression"] = "#h.s < :seen"
        request["ExpressionAttributeValues"] = {":seen": number(seen)}
        return request

    def free(
        self, reservation: Reservation, used: int, told: int, over_at: datetime | None
    ) -> Request:
        request = self._at_hold(reservation)
        request["UpdateExpression"] = (
            "SET rem = rem + :back, held = held - :n, used = used + :used REMOVE #h"
        )
        request["ConditionExpression"] = f"{_AS_GIVEN} AND #h.t = :t AND #h.s <= :told"
        request["ExpressionAttributeValues"] |= {
            ":back": number(reservation.amount - used),
            ":used": number(used),
            ":t": text(reservation.token),
            ":told": number(told),
        }
        if over_at is not None:
            request["ConditionExpression"] += " AND #h.x <= :now"
            request["ExpressionAttributeValues"][":now"] = number(epoch_ms(over_at))
        return request

    def count(self, key: ShardKey, entry: LedgerEntry) -> Request:
        return {
            **self.at(key),
            "UpdateExpression": f"SET rem = rem - :n, used = used + :n, {_OPENED}",
            "ConditionExpression": "attribute_exists(pk)",
            "ExpressionAttributeValues": {
                ":n": number(entry.quantity),
                **_opened(key, rows.ledger_sk(entry.reservation_id, entry.number)),
            },
        }

    def entry(self, key: ShardKey, entry: LedgerEntry) -> Request:
        item = rows.entry_item(key, entry)
        return {"TableName": self.table, "Item": item, "ConditionExpression": _NEW}

    def mark_settled(self, shard: Shard) -> Request:
        return {
            **self.at(shard.key),
            "UpdateExpression": "REMOVE open_pk, open_sk",
            "ConditionExpression": "held = :none AND touched = :seen",
            "ExpressionAttributeValues": {":none": number(0), ":seen": text(shard.touched)},
        }

    def correct(self, shard: Shard, balance: Balance) -> Request:
        """A hold that gives way to one as large leaves the balance as it was, but not `touched`."""
        seen = shard.balance
        untouched = "touched = :by" if shard.touched else "attribute_not_exists(touched)"
        return {
            **self.at(shard.key),
            "UpdateExpression": "SET rem = :left, held = :held, used = :used",
            "ConditionExpression": (
                f"lim = :limit AND rem = :rem AND held = :was AND used = :had AND {untouched}"
            ),
            "ExpressionAttributeValues": {
                ":left": number(balance.remaining),
                ":held": number(balance.held),
                ":used": number(balance.used),
                ":limit": number(seen.limit),
                ":rem": number(seen.remaining),
                ":was": number(seen.held),
                ":had": number(seen.used),
                **({":by": text(shard.touched)} if shard.touched else {}),
            },
        }

    def _at_hold(self, reservation: Reservation) -> Request:
        return {
            **self.at(reservation.shard),
            "ExpressionAttributeNames": {"#h": HOLD + reservation.id},
            "ExpressionAttributeValues": {":n": number(reservation.amount)},
        }

    def _take(self, key: ShardKey, hold: Hold, paid: str) -> Request:
        return {
            **self.at(key),
            "UpdateExpression": f"SET {paid}, held = held + :n, #h = :h, {_OPENED}",
            "ExpressionAttributeNames": {"#h": HOLD + hold.id},
            "ExpressionAttributeValues": {
                ":n": number(hold.amount),
                ":h": rows.hold_map(hold),
                **_opened(key, hold.token),
            },
        }


def _opened(key: ShardKey, by: str) -> Request:
    pk = rows.shard_pk(key)
    return {":open": text(rows.open_pk(pk)), ":pk": text(pk), ":by": text(by)}
