"""How much a document's passages count, by what kind of document its name says it is."""

import re
from collections.abc import Iterable

_SECONDARY = re.compile(
    r"(?:^|[/_.\s-])(?:change-?logs?|changes|news|histor(?:y|ies)|release-?notes?|releases?|copyright|licen[cs]es?"
    r"|copying|authors?|credits|thanks|todo|contributors?|genindex|index|concept-index|search)(?=$|[/_.\s-])",
    re.IGNORECASE,
)
PRIMARY, _LESS = 1.0, 0.6


def weight_of(name: str) -> float:
    """Change logs, licences and indexes name everything and explain nothing."""
    return _LESS if _SECONDARY.search(name) else PRIMARY


_CHANGE_WORDS = frozenset(
    """
    change changed changes changelog version versions release released releases history news new
    fix fixed bug bugs upgrade upgrading compatibility licence license copyright author authors
    """.split()
)


def asks_for_changes(words: Iterable[str]) -> bool:
    """Whether a query is for what such documents are there to tell."""
    return not _CHANGE_WORDS.isdisjoint(words)
