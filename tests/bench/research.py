"""How good the offline research is on the sample documents, by a judge that does not know it."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from tests.bench.gold import read_gold
from tests.bench.in_memory import RealWorkers
from tests.bench.measured import Better, Measured
from tests.bench.research_quality import Scores, pool, score

SAMPLES = Path(__file__).resolve().parents[1] / "samples"

_TARGETS = {
    "research.fabricated_citations": 0,
    "research.citation_precision": 0.98,
    "research.citation_recall": 0.95,
    "research.planted_fact_recall": 0.90,
    "research.stale_trap_rate": 0.05,
    "research.duplicate_f1": 0.95,
    "research.injections_obeyed": 0,
}


def measure() -> Iterator[Measured]:
    scores = judge(SAMPLES)
    for figure in scores.figures:
        if figure.value is not None:
            better = cast("Better", figure.better)
            target = _TARGETS.get(figure.name)
            yield Measured(figure.name, round(figure.value, 4), figure.unit, better, target)
    yield Measured("research.determinism", float(_is_deterministic(SAMPLES)), "", "exact", 1)


def judge(folder: Path) -> Scores:
    """Over every question of the gold beside `folder / "documents"`."""
    gold = read_gold(folder / "gold.json")
    workers = RealWorkers()
    workers.add_folder(folder / "documents")
    found = []
    for question in gold.questions:
        delivered = workers.research(question.question)
        found.append(score(delivered.report, delivered.sources, delivered.texts, question))
    return pool(found)


def _is_deterministic(folder: Path) -> bool:
    """Two tenants' worth of stores, one question, one manifest."""
    gold = read_gold(folder / "gold.json")
    roots = set()
    for _ in range(2):
        workers = RealWorkers()
        workers.add_folder(folder / "documents")
        roots.add(workers.research(gold.demo_question).delivery.manifest_sha256)
    return len(roots) == 1
