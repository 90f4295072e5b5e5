"""TextRank: a sentence matters if sentences that matter speak of the same things."""

from collections.abc import Sequence
from math import log

_ROUNDS = 12
_DAMPING = 0.85
_MOST = 80
"""Beyond this many the rest count as average: the work grows with the square."""


def centralities(sentences: Sequence[Sequence[str]]) -> list[float]:
    """0 to 1 for each sentence, given as stems; the most central has 1."""
    sets = [frozenset(stems) for stems in sentences[:_MOST]]
    links = [[0.0 if a is b else _similarity(a, b) for b in sets] for a in sets]
    out = [sum(row) or 1.0 for row in links]
    ranks = [1.0] * len(sets)
    for _ in range(_ROUNDS):
        ranks = [
            1 - _DAMPING + _DAMPING * sum(ranks[j] * links[j][i] / out[j] for j in range(len(sets)))
            for i in range(len(sets))
        ]
    top = max(ranks, default=1.0)
    return [round(rank / top, 6) for rank in ranks] + [0.5] * (len(sentences) - len(sets))


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    if len(one) < 2 or len(other) < 2:
        return 0.0
    return len(one & other) / (log(len(one)) + log(len(other)))
