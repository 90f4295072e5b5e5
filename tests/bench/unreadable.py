"""Does the report own up to the files it could not read?"""

from tests.bench.evidence import Evidence
from tests.bench.figures import Figure
from tests.bench.gold import GoldQuestion
from tests.bench.plain_text import folded


def unreadable_named(evidence: Evidence, gold: GoldQuestion) -> Figure:
    """Files that cannot be read and are named in a sentence, so that their absence is known."""
    said = [folded(sentence.text) for sentence in evidence.report.sentences]
    unsaid = [name for name in gold.unreadable if not any(folded(name) in text for text in said)]
    return Figure(
        name="research.unreadable_named",
        numerator=len(gold.unreadable) - len(unsaid),
        denominator=len(gold.unreadable),
        better="higher",
        misses=tuple(unsaid),
    )
