"""Who lends to a shard that has too little."""

from collections.abc import Sequence

from nyqst.metering.model.meter import ShardKey
from nyqst.metering.model.reservation import Shard


def lenders_to(home: Shard, shards: Sequence[Shard], lacking: int) -> list[tuple[ShardKey, int]]:
    """The richest first; half of what they have, so that the next ones need not borrow again.

    All together they may give less than is lacking.
    """
    lent: list[tuple[ShardKey, int]] = []
    for shard in sorted(shards, key=lambda shard: -shard.balance.remaining):
        left = shard.balance.remaining
        if shard.key == home.key or lacking <= 0 or left <= 0:
            continue
        part = left if left < lacking else max(lacking, left // 2)
        lent.append((shard.key, part))
        lacking -= part
    return lent
