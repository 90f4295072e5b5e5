"""Finds texts that may be near-duplicates without comparing every pair."""

import heapq
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from nyqst_agent.index.segments import Segment, segments

Sketch = tuple[int, ...]
"""The smallest hashes of a text's runs of words: two texts share as many as they share text."""

_RUN = 4
_SIZE = 96
_COMMON = 60
"""A run of words that so many texts have is a template's and tells nothing."""


def sketch(text: str) -> Sketch:
    return sketch_of(segments(text))


def sketch_of(cut: Sequence[Segment]) -> Sketch:
    tokens = [token.lower() for segment in cut for token in segment]
    runs = {
        zlib.crc32(" ".join(tokens[at : at + _RUN]).encode())
        for at in range(max(1, len(tokens) - _RUN + 1))
    }
    return tuple(heapq.nsmallest(_SIZE, runs))


def resemblance(one: Sketch, other: Sketch) -> float:
    """About the share of runs of words that both texts have, 0 to 1."""
    if not one or not other:
        return 0.0
    both = heapq.nsmallest(_SIZE, set(one) | set(other))
    return len(set(one) & set(other) & set(both)) / len(both)


def alike_pairs(sketches: Sequence[Sketch], least: float) -> Iterator[tuple[int, int]]:
    """Positions of texts with at least that resemblance, in order."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for position, hashes in enumerate(sketches):
        for value in hashes:
            holders[value].append(position)
    shared: Counter[tuple[int, int]] = Counter()
    for positions in holders.values():
        if len(positions) <= _COMMON:
            shared.update(combinations(positions, 2))
    for (one, other), count in sorted(shared.items()):
        smaller = min(len(sketches[one]), len(sketches[other]))
        if count >= least * smaller / 2 and resemblance(sketches[one], sketches[other]) >= least:
            yield one, other
