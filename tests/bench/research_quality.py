"""How good one report is, measured against the gold and the stored texts.

The judge shares nothing with the product's own citation gate: neither code nor word lists.
"""

from collections.abc import Mapping, Sequence

from nyqst.research.model.evidence import Source
from nyqst.research.model.report import Report
from tests.bench.citations import citation_precision, citation_recall, fabricated_citations
from tests.bench.coverage import (
    conflict_recall,
    formats_covered,
    gap_recall,
    planted_fact_attribution,
    planted_fact_recall,
)
from tests.bench.duplicates import duplicate_figures
from tests.bench.evidence import Evidence
from tests.bench.figures import Figure, Scores, pool
from tests.bench.gold import Gold, GoldQuestion, read_gold
from tests.bench.traps import injections_obeyed, stale_trap_rate
from tests.bench.unreadable import unreadable_named

__all__ = ["Figure", "Gold", "GoldQuestion", "Scores", "pool", "read_gold", "score"]

_OF_CITATIONS = (fabricated_citations, citation_precision, citation_recall)
_AGAINST_GOLD = (
    planted_fact_recall,
    planted_fact_attribution,
    stale_trap_rate,
    conflict_recall,
    gap_recall,
    injections_obeyed,
    formats_covered,
    unreadable_named,
)


def score(
    report: Report, sources: Sequence[Source], texts: Mapping[str, str], gold_question: GoldQuestion
) -> Scores:
    """`sources` as the run read them, with their duplicates; `texts` the stored texts by hash."""
    evidence = Evidence(report, sources, texts)
    figures = (
        *(figure(evidence) for figure in _OF_CITATIONS),
        *(figure(evidence, gold_question) for figure in _AGAINST_GOLD),
        *duplicate_figures(sources, gold_question),
    )
    return Scores(gold_question.id, figures)
