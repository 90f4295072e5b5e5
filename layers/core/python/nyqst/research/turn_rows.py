"""Whose turn it is among the tenants that wait for a place of the platform, as rows."""

from nyqst.research.model.turns import Mark, Turns
from nyqst.storage.expressions import Item

PLACES = "PLACES"
TURNS = "TURNS"
WAITS = "WAITS#"


def waiting_row(tenant_id: str, weight: int) -> Item:
    return {"pk": PLACES, "sk": WAITS + tenant_id, "weight": weight}


def turns_row(turns: Turns) -> Item:
    marks = {tenant: [mark.weight, mark.served] for tenant, mark in turns.marks.items()}
    kept = {"version": turns.version, "now": turns.now, "marks": marks}
    return {"pk": PLACES, "sk": TURNS, **kept}


def turns_of(row: Item | None) -> Turns:
    if row is None:
        return Turns()
    marks = {tenant: Mark(*kept) for tenant, kept in row["marks"].items()}
    return Turns(row["version"], row["now"], marks)
