"""What the titles and headings of a corpus offer to ask about."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nyqst.research.model.plan import SourceOutline
from nyqst_agent.language.instructions import is_instruction
from nyqst_agent.language.stems import stem
from nyqst_agent.language.synonyms import knows
from nyqst_agent.language.words import content_stems
from nyqst_agent.offline.headings import cleaned_heading
from nyqst_agent.offline.ranking import phrases_of
from nyqst_agent.offline.terms import Term, terms_of

_GENERIC = frozenset(
    map(
        stem,
        """
        introduction summary overview conclusion conclusions appendix annex references contents
        table
        index notes note background abstract preface foreword acknowledgements glossary bibliography
        miscellaneous other general agenda attendees present apologies agreement welcome home page
        readme license licence copyright authors author changelog history see also synopsis name
        description example examples document documents title untitled sheet slide part section
        chapter faq news download links contact key terms definitions bugs news version release
        purpose scope email subject date regards dear minutes memo report update question answer
        details information
        """.split(),
    )
)
_LONGEST = 7
_COMMON = 0.3
_DATED = re.compile(
    r"\d{2,}|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading that several sources may share."""

    title: str
    stems: frozenset[str]
    sources: frozenset[str]
    """sha256 of those that have it."""


def themes(sources: Sequence[SourceOutline]) -> tuple[Theme, ...]:
    """Those of most sources first, then in the order of the sources."""
    found: dict[frozenset[str], tuple[str, dict[str, None]]] = {}
    for source in sources:
        for heading in (*source.headings, source.title):
            title = cleaned_heading(heading)
            key = frozenset(content_stems(title))
            if _is_telling(title, key):
                found.setdefault(key, (title, {}))[1][source.sha256] = None
    everywhere = _in_most_titles(sources)
    made = [
        Theme(title, key, frozenset(holders))
        for key, (title, holders) in found.items()
        if not key <= everywhere
    ]
    return tuple(sorted(made, key=lambda theme: -len(theme.sources)))


def _in_most_titles(sources: Sequence[SourceOutline]) -> frozenset[str]:
    counted = Counter(s for source in sources for s in set(content_stems(source.title)))
    return frozenset(s for s, count in counted.items() if count > max(1, len(sources) * _COMMON))


def _is_telling(title: str, key: frozenset[str]) -> bool:
    words = title.split()
    return (
        bool(key - _GENERIC)
        and 2 * sum(map(knows, key)) >= len(key)
        and not is_instruction(title)
        and 0 < len(words) <= _LONGEST
        and title[:1].isalpha()
        and not _DATED.search(title)
        and not re.search(r"[{}<>=|$@\\/;]|\.\w|^-|[a-z]_[a-z]|\(\d*\)", title)
    )


def support(topics: str, sources: Sequence[SourceOutline]) -> int:
    """In how many sources a title or heading speaks of one of the topics, or calls it otherwise."""
    terms = terms_of(topics)
    return sum(any(mentions(terms, heading) for heading in (s.title, *s.headings)) for s in sources)


def mentions(terms: Sequence[Term], text: str) -> bool:
    said = frozenset(phrases_of(text))
    return any(
        not said.isdisjoint((term.phrase, *term.others)) for term in terms if term.weight == 1.0
    )
