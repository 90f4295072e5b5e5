"""The shape of the tables: what infrastructure makes and adapters rely on.

Every table has the partition key `pk`, a string, and the sort key `sk`. An index has the keys
`<index>_pk` and `<index>_sk`, both strings; items without them are not in it.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class TableShape:
    sort_key_type: Literal["S", "N"] = "S"
    indexes: tuple[str, ...] = ()
    indexes_keys_only: bool = False
    """Then a write that leaves the index's keys alone costs the index nothing."""
    streamed: bool = False
    """Whether others are told which items are new or have changed, by their keys."""
    time_to_live: str | None = None
    """The attribute with the epoch second after which an item may go."""


INTRODUCING = ("CREDENTIAL#*", "EMAIL#*", "STRIPE#CUSTOMERS", "TENANTS")
"""Partitions of no tenant in `app`, to which a tenant adds what it is to be found by."""

COMMON = ("PLATFORM", "SIGNING_KEYS", "ten_operator#CATALOG*")
"""Partitions of `app` that everybody may read."""

OPERATED = ("PLATFORM", "ERASURES")
"""Partitions of no tenant in `app` that whoever runs the platform changes."""

WAITING = ("PLACES",)
"""Partition of `app` with the tenants that wait for a place of the platform."""

COUNTING = ("ten_operator#METER#running-platform#*", "ten_operator#LEDGER#running-platform#*")
"""Partitions of `usage` in which those places are counted."""

APP = TableShape(indexes=("due",), streamed=True, time_to_live="expires")
EVENTS = TableShape(sort_key_type="N")
USAGE = TableShape(indexes=("open",), indexes_keys_only=True, time_to_live="expires")
