"""How much a statement tells: figures, dates and names rather than generalities."""

from functools import lru_cache

from nyqst_agent.language.dates import dates
from nyqst_agent.language.names import names
from nyqst_agent.language.quantities import quantities
from nyqst_agent.language.words import content_stems, lowered

_ENOUGH = 3
_SHORT, _LONG = 7, 45
_PLAIN = 0.3
_FEWEST = 4


def says_enough(text: str) -> bool:
    """A sentence of a few plain words lives by the ones around it."""
    return telling(text) > _PLAIN or len(set(content_stems(text))) >= _FEWEST


@lru_cache(maxsize=16384)
def telling(text: str) -> float:
    """0 to 1."""
    days = dates(text)
    facts = len(quantities(text, days)) + len(days) + len(names(text))
    length = len(lowered(text))
    readable = 1.0 if _SHORT <= length <= _LONG else 0.5
    return min(facts, _ENOUGH) / _ENOUGH * 0.7 + readable * 0.3
