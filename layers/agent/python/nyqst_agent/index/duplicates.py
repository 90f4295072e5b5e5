"""Groups the documents of a corpus that say the same."""

from collections.abc import Sequence

from nyqst_agent.index.covers import without_covers
from nyqst_agent.index.differences import are_near_duplicates
from nyqst_agent.index.fingerprints import Sketch, alike_pairs
from nyqst_agent.index.segments import segments

_LEAST_RESEMBLANCE = 0.5


def duplicate_groups(texts: Sequence[str], sketches: Sequence[Sketch]) -> list[list[int]]:
    """Positions of texts, each in one group, the one that stands for its group first.

    `texts` come in order of preference. Members are near-duplicates of the first one, not merely
    of each other, so that a chain of small edits does not end in another document.
    """
    identical: dict[str, list[int]] = {}
    for position, text in enumerate(texts):
        identical.setdefault(text, []).append(position)
    distinct = [positions[0] for positions in identical.values()]
    partners: dict[int, list[int]] = {}
    for one, other in alike_pairs([sketches[p] for p in distinct], _LEAST_RESEMBLANCE):
        partners.setdefault(distinct[one], []).append(distinct[other])
    groups: list[list[int]] = []
    placed: set[int] = set()
    for position in distinct:
        if position in placed:
            continue
        candidates = [p for p in partners.get(position, ()) if p not in placed]
        same = [position, *_same_as(texts, position, candidates)]
        placed.update(same)
        groups.append([p for first in same for p in identical[texts[first]]])
    return groups


def _same_as(texts: Sequence[str], position: int, candidates: Sequence[int]) -> list[int]:
    return [c for c in candidates if _say_the_same(texts[position], texts[c])]


def _say_the_same(one: str, other: str) -> bool:
    bare = without_covers(one, other)
    return bare is not None and are_near_duplicates(*map(segments, bare))
