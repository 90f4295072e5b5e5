"""Puts statements into an order that reads well, and breaks them into paragraphs."""

import re
from collections.abc import Sequence

from nyqst.research.model.evidence import Claim
from nyqst_agent.language.dates import dates
from nyqst_agent.language.words import content_stems

_MOST = 4
_NEAR = 2_500
"""Characters: statements of one source this close to each other were written as one thought."""
_KINDRED = 0.16
_DEFINITE = re.compile(r"(?:The|Either|Both|Neither) [a-z]+")


def paragraphs(claims: Sequence[Claim]) -> list[list[Claim]]:
    """The most relevant comes first, what belongs to it follows it, in its own order."""
    groups: list[list[Claim]] = []
    left = list(claims)
    while left:
        group = [left.pop(0)]
        while len(group) < _MOST and left:
            bonds = [_bond(group, claim) for claim in left]
            best = max(range(len(left)), key=lambda n: (bonds[n], -n))
            if bonds[best] < _KINDRED:
                break
            group.append(left.pop(best))
        groups.append(_ordered(group))
    return _without_strays(groups)


def _bond(group: Sequence[Claim], claim: Claim) -> float:
    return max(_kinship(other, claim) for other in group)


def _kinship(one: Claim, other: Claim) -> float:
    if _may_be_confused(one, other):
        return 0.0
    a, b = frozenset(content_stems(one.text)), frozenset(content_stems(other.text))
    shared = len(a & b) / (len(a | b) or 1)
    return shared + (0.3 if _are_near(one, other) else 0.0)


def _may_be_confused(one: Claim, other: Claim) -> bool:
    """ "The contract" of one source beside "The contract" of another one."""
    a, b = _DEFINITE.match(one.text), _DEFINITE.match(other.text)
    same_source = one.citations[:1] and one.citations[0].sha256 == other.citations[0].sha256
    return bool(a and b and a[0].lower() == b[0].lower() and not same_source)


def _are_near(one: Claim, other: Claim) -> bool:
    if not one.citations or not other.citations:
        return False
    a, b = one.citations[0], other.citations[0]
    return a.sha256 == b.sha256 and abs(a.start - b.start) <= _NEAR


def _ordered(group: list[Claim]) -> list[Claim]:
    """By time if each names one; statements of one source as they stand there."""
    first = group[0]
    if len({claim.citations[0].sha256 for claim in group if claim.citations}) == 1:
        return sorted(group, key=lambda claim: claim.citations[0].start)
    days = {id(claim): _day(claim) for claim in group}
    if all(days.values()) and len(group) > 2:
        return sorted(group, key=lambda claim: days[id(claim)])
    same = [
        c for c in group if c.citations[:1] and c.citations[0].sha256 == first.citations[0].sha256
    ]
    same.sort(key=lambda claim: claim.citations[0].start)
    return same + [claim for claim in group if claim not in same]


def _day(claim: Claim) -> str:
    days = [day for mention in dates(claim.text) if (day := mention.latest())]
    return min(days).isoformat() if days else ""


def _without_strays(groups: list[list[Claim]]) -> list[list[Claim]]:
    """Single statements that found no company share a paragraph."""
    joined: list[list[Claim]] = []
    for group in groups:
        alone = len(group) == 1 and joined and len(joined[-1]) < _MOST
        if alone and not any(_may_be_confused(claim, group[0]) for claim in joined[-1]):
            joined[-1] += group
        else:
            joined.append(group)
    return joined
