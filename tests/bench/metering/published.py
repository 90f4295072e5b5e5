"""How long DynamoDB takes, as others have measured it.

From Python in a Lambda function of the same region, alexdebrie/dynamodb-performance-testing, 400
calls each: the quantiles of its table, straight lines between them. Its transaction writes five
items; there is no figure for two, so ours are taken to be as slow. Conditions, updates and reads
are taken to be as fast as its PutItem.
"""

import random
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Quantiles:
    shares: tuple[float, ...]
    milliseconds: tuple[float, ...]

    def draw(self, chance: random.Random) -> float:
        """Seconds."""
        share = chance.random()
        at = bisect_right(self.shares, share)
        low, high = self.shares[at - 1 : at + 1]
        first, last = self.milliseconds[at - 1 : at + 1]
        return (first + (last - first) * (share - low) / (high - low)) / 1000


_SHARES = (0, 0.5, 0.9, 0.95, 0.99, 1)
SINGLE = Quantiles(_SHARES, (5.47, 7.55, 11.3, 13.2, 16.2, 29))
TRANSACTION = Quantiles(_SHARES, (19.4, 25.3, 30.7, 36.4, 92.5, 218))
