"""What else a word may be called."""

from functools import cache

from nyqst_agent.language.stems import APART
from nyqst_agent.language.synonym_groups import SYNONYM_GROUPS
from nyqst_agent.language.words import stems

Phrase = tuple[str, ...]
"""One or more stems that stand side by side."""


@cache
def _table() -> dict[Phrase, tuple[Phrase, ...]]:
    groups: dict[Phrase, list[tuple[int, tuple[Phrase, ...]]]] = {}
    for line in filter(None, SYNONYM_GROUPS.splitlines()):
        heads = tuple(dict.fromkeys(stems(phrase) for phrase in _listed(line.partition(" > ")[0])))
        group = tuple(dict.fromkeys(stems(phrase) for phrase in _listed(line)))
        for place, phrase in enumerate(heads):
            groups.setdefault(phrase, []).append((place, group))
        for phrase in group[len(heads) :]:
            groups.setdefault(phrase, [])
    return {phrase: _others(phrase, found) for phrase, found in groups.items()}


def _listed(line: str) -> list[str]:
    return line.replace(" > ", ", ").split(", ")


def _others(phrase: Phrase, found: list[tuple[int, tuple[Phrase, ...]]]) -> tuple[Phrase, ...]:
    """Those of the group that the phrase heads first."""
    ordered = sorted(found, key=lambda entry: entry[0])
    return tuple(dict.fromkeys(o for _, group in ordered for o in group if o != phrase))


def synonyms(phrase: Phrase) -> tuple[Phrase, ...]:
    """The other names of a phrase, the closest group first; empty when none are known."""
    return _table().get(phrase, ())


@cache
def spelled(phrase: Phrase) -> str:
    """A known phrase in words rather than stems."""
    return _spellings().get(phrase, " ".join(phrase))


@cache
def _spellings() -> dict[Phrase, str]:
    lines = filter(None, SYNONYM_GROUPS.splitlines())
    spellings: dict[Phrase, str] = {}
    for line in lines:
        for phrase in _listed(line):
            spellings.setdefault(stems(phrase), phrase)
    return spellings


@cache
def _longest_phrases() -> dict[str, tuple[Phrase, ...]]:
    """By first stem: the known phrases of several words, longest first."""
    starts: dict[str, list[Phrase]] = {}
    for phrase in _table():
        if len(phrase) > 1:
            starts.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(p, key=len, reverse=True)) for first, p in starts.items()}


def phrases(stemmed: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The stems in order, those that form a known phrase joined."""
    found: list[Phrase] = []
    at = 0
    while at < len(stemmed):
        candidates = _longest_phrases().get(stemmed[at], ())
        phrase = next((p for p in candidates if stemmed[at : at + len(p)] == p), (stemmed[at],))
        found.append(phrase)
        at += len(phrase)
    return tuple(found)


@cache
def knows(word_stem: str) -> bool:
    """Whether this is the stem of an ordinary English word, rather than a name or a slip."""
    return word_stem in known_stems()


@cache
def known_stems() -> frozenset[str]:
    from pathlib import Path

    listed = Path(__file__).with_name("known_stems.txt").read_text("utf-8").split()
    return frozenset(listed) | APART | {part for phrase in _table() for part in phrase}
