"""Were near-duplicates merged, and only those?"""

from collections.abc import Iterable, Sequence
from itertools import combinations

from nyqst.research.model.evidence import Source
from tests.bench.evidence import names
from tests.bench.figures import Figure
from tests.bench.gold import GoldQuestion

Pair = frozenset[str]


def duplicate_figures(sources: Sequence[Source], gold: GoldQuestion) -> tuple[Figure, ...]:
    """Pairwise precision, recall and F1 (twice the hits over merged and true pairs together).

    A true pair counts when the run met at least one of its two files.
    """
    groups = [names(source) for source in sources]
    met = frozenset[str]().union(*groups)
    merged = _pairs(groups)
    true = {pair for pair in _pairs(gold.duplicates) if pair & met}
    hits = len(merged & true)
    wrong = tuple(f"wrongly merged: {_written(pair)}" for pair in _sorted(merged - true))
    missed = tuple(f"not merged: {_written(pair)}" for pair in _sorted(true - merged))
    return (
        _figure("precision", hits, len(merged), wrong),
        _figure("recall", hits, len(true), missed),
        _figure("f1", 2 * hits, len(merged) + len(true), wrong + missed),
    )


def _figure(name: str, numerator: int, denominator: int, misses: tuple[str, ...]) -> Figure:
    return Figure(f"research.duplicate_{name}", numerator, denominator, "higher", misses)


def _pairs(groups: Iterable[frozenset[str]]) -> set[Pair]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def _sorted(pairs: set[Pair]) -> list[Pair]:
    return sorted(pairs, key=sorted)


def _written(pair: Pair) -> str:
    return " = ".join(sorted(pair))
