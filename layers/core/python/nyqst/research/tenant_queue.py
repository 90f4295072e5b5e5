"""The tenants that wait for a place of the platform, in the `app` table.

    pk       sk               holds
    PLACES   WAITS#<tenant>   that it waits, and its weight; gone when it has no run to start
    PLACES   TURNS            version, now, marks: {tenant: [weight, served]}; gone when nobody
                              waits

Whoever has to wait adds a row; `TURNS` is changed by who gives places, version after version.
"""

from boto3.dynamodb.conditions import Attr

from nyqst.research.model.turns import Mark, TenantsWaiting, Turns
from nyqst.storage.expressions import ABSENT, Delete, Item, Put
from nyqst.storage.table import Table

PARTITION = "PLACES"
_TURNS = "TURNS"
_WAITS = "WAITS#"


class DynamoTenantQueue:
    def __init__(self, table: Table) -> None:
        self._table = table

    def anyone(self) -> bool:
        return bool(self._table.query(PARTITION, begins=_WAITS, limit=1).items)

    def join(self, tenant_id: str, weight: int) -> None:
        self._table.write(Put({"pk": PARTITION, "sk": _WAITS + tenant_id, "weight": weight}))

    def read(self) -> TenantsWaiting:
        rows = {row["sk"]: row for row in self._table.query_all(PARTITION)}
        turns = _turns(rows.pop(_TURNS, None))
        weights = {sk.removeprefix(_WAITS): row["weight"] for sk, row in rows.items()}
        return TenantsWaiting(weights, turns)

    def keep(self, turns: Turns, left: str | None) -> None:
        before = turns.version - 1
        where = Attr("version").eq(before) if before else ABSENT
        writes: list[Put | Delete] = [Put(_row(turns), where)]
        if left is not None:
            writes.append(Delete(PARTITION, _WAITS + left))
        self._table.transact(writes)

    def forget(self) -> None:
        self._table.delete(PARTITION, _TURNS)


def _row(turns: Turns) -> Item:
    marks = {tenant: [mark.weight, mark.served] for tenant, mark in turns.marks.items()}
    row = {"version": turns.version, "now": turns.now, "marks": marks}
    return {"pk": PARTITION, "sk": _TURNS, **row}


def _turns(row: Item | None) -> Turns:
    if row is None:
        return Turns()
    marks = {tenant: Mark(*kept) for tenant, kept in row["marks"].items()}
    return Turns(row["version"], row["now"], marks)
