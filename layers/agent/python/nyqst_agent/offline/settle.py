"""Sorts statements into those that hold, those that were replaced and those in dispute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nyqst.research.model.brief import Conflict, Supersession
from nyqst.research.model.evidence import Standing
from nyqst_agent.offline.currency import Holds, decide, repeats_former_value, why
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.rivals import Rivalry, rivalries
from nyqst_agent.offline.topics import topic_of_rivalry


@dataclass(frozen=True)
class Settled:
    """`outdated` holds what only texts that are out of date say, and so nobody may rely on."""

    current: tuple[Fact, ...]
    supersessions: tuple[Supersession, ...]
    conflicts: tuple[Conflict, ...]
    disputed: tuple[Fact, ...]
    outdated: tuple[Fact, ...]


def settle(facts: Sequence[Fact]) -> Settled:
    found = rivalries(facts)
    replaced: dict[int, Rivalry] = {}
    open_pairs: list[Rivalry] = []
    for rivalry in found:
        verdict = decide(rivalry)
        if verdict is Holds.UNDECIDED:
            open_pairs.append(rivalry)
        else:
            former = rivalry.other if verdict is Holds.ONE else rivalry.one
            replaced.setdefault(id(former), rivalry)
    stale = set(replaced) | _repeating(facts, replaced)
    noted = {id(fact) for fact in facts if fact.relevance}
    disputed = _groups(
        [
            r
            for r in open_pairs
            if stale.isdisjoint((id(r.one), id(r.other))) and noted & {id(r.one), id(r.other)}
        ]
    )
    outdated = {id(f) for f in facts if f.source.standing is Standing.OUTDATED}
    in_dispute = {id(fact) for group in disputed for fact in group[0]}
    silent = stale | in_dispute | outdated
    return Settled(
        _by_relevance(_standing_in(f, facts, replaced) for f in facts if id(f) not in silent),
        tuple(_supersessions(facts, replaced, outdated)),
        tuple(Conflict(topic, tuple(f.claim for f in group)) for group, topic in disputed),
        tuple(fact for group, _ in disputed for fact in group),
        tuple(f for f in facts if id(f) in outdated),
    )


def _standing_in(current: Fact, facts: Sequence[Fact], replaced: dict[int, Rivalry]) -> Fact:
    """What holds now is told where that was noted which it replaces."""
    former = [f for f in facts if id(f) in replaced and _last(f, replaced) is current]
    best = max(former, key=lambda f: f.relevance, default=current)
    if best.relevance <= current.relevance:
        return current
    tasks = tuple(dict.fromkeys((*best.tasks, *current.tasks)))
    return replace(current, relevance=best.relevance, tasks=tasks)


def _by_relevance(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Without those that were read for comparison only."""
    told = [fact for fact in facts if fact.relevance]
    return tuple(sorted(told, key=lambda f: (-f.relevance, f.note.span)))


def _repeating(facts: Sequence[Fact], replaced: dict[int, Rivalry]) -> set[int]:
    by_id = {id(fact): fact for fact in facts}
    return {
        id(fact)
        for fact in facts
        for former_id, rivalry in replaced.items()
        if id(fact) not in (id(rivalry.one), id(rivalry.other))
        and not _is_newer(fact, by_id[former_id])
        and repeats_former_value(fact, rivalry, by_id[former_id])
    }


def _is_newer(fact: Fact, former: Fact) -> bool:
    return bool(fact.dated and former.dated and fact.dated > former.dated)


def _supersessions(
    facts: Sequence[Fact], replaced: dict[int, Rivalry], outdated: set[int]
) -> list[Supersession]:
    """One for each statement that was replaced, with the one that holds in the end."""
    found = []
    for fact in facts:
        rivalry = replaced.get(id(fact))
        if rivalry is None or not (fact.relevance or rivalry.replaced):
            continue
        current = _last(fact, replaced)
        if id(current) not in outdated:
            topic = topic_of_rivalry(rivalry)
            found.append(Supersession(topic, current.claim, fact.claim, why(rivalry)))
    return found


def _last(fact: Fact, replaced: dict[int, Rivalry]) -> Fact:
    """Follows a chain of replacements to its end."""
    seen: set[int] = set()
    while id(fact) in replaced and id(fact) not in seen:
        seen.add(id(fact))
        rivalry = replaced[id(fact)]
        fact = rivalry.other if fact is rivalry.one else rivalry.one
    return fact


def _groups(pairs: Sequence[Rivalry]) -> list[tuple[list[Fact], str]]:
    """Statements that dispute the same thing together, in the order in which they came up."""
    groups: list[tuple[list[Fact], str]] = []
    for pair in pairs:
        home = next(
            (g for g in groups if any(f is pair.one or f is pair.other for f in g[0])), None
        )
        if home is None:
            groups.append(([pair.one, pair.other], topic_of_rivalry(pair)))
            continue
        for fact in (pair.one, pair.other):
            if not any(fact is known for known in home[0]):
                home[0].append(fact)
    return groups
