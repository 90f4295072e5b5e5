"""Names of people, organisations, places and products, as English writes them: with capitals."""

import re
from dataclasses import dataclass

from nyqst_agent.language.dates import dates
from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import LIGHT_WORDS, STOP_WORDS
from nyqst_agent.language.synonyms import knows

_CAPITALISED = r"[A-Z][\w’'-]*(?:\.[A-Z]\w*)*|[a-z]+[A-Z]\w*"
_INITIAL = r"(?:(?<=\b[A-Z])\.|(?<=\b[DMS]r)\.|(?<=\bSt)\.)"
_NAME = re.compile(
    rf"(?<![\w./@-])(?:{_CAPITALISED})"
    rf"(?:(?:{_INITIAL}?\s(?:&\s|of\s|de\s|van\s|von\s|der\s)?|&)(?:{_CAPITALISED}))*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"”’)]*\s+|[\n•*]\s*|^\W+)$")
_NOT_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december mr mrs ms dr prof sir ceo cfo cto coo chair chairman
    director board company group section chapter figure table appendix annex note page item part
    schedule article clause english yes no ok us usd gbp eur chf fy q1 q2 q3 q4 h1 h2 am pm todo faq
    i vat it hr pr arr mrr ebitda kpi roi
    """.split()
)

_IS_NO_NAME = re.compile(r"(?:ated|ited|uality|ality|ness|tion|ment|ility)$")
"""How words end that no one is called by."""


@dataclass(frozen=True, slots=True)
class Name:
    """`key` is the same for all ways of writing the name."""

    text: str
    start: int
    end: int
    key: str


def names(text: str) -> tuple[Name, ...]:
    if text.isupper():
        return ()
    taken = dates(text)
    found = []
    for match in _NAME.finditer(text):
        if any(match.start() < d.end and d.start < match.end() for d in taken):
            continue
        start, words = _without_leading_words(text, match)
        if words:
            found.append(Name(" ".join(words), start, match.end(), _key(words)))
    return tuple(found)


def _without_leading_words(text: str, match: re.Match[str]) -> tuple[int, list[str]]:
    """Sentence openers such as "The" or "Revenue" carry a capital without being names."""
    words, start = match[0].split(), match.start()
    opens = _SENTENCE_START.search(text, max(0, match.start() - 8), match.start()) is not None
    while words and _is_common(words[0], opens=opens, alone=len(words) == 1):
        start = text.find(words[1], start + len(words[0]), match.end()) if len(words) > 1 else start
        del words[0]
        opens = False
    while words and words[-1].lower() in {"of", "de", "van", "von", "der", "&"}:
        del words[-1]
    return start, words


def _is_common(word: str, *, opens: bool, alone: bool) -> bool:
    low = re.sub(r"['’]s$", "", word).strip(".'’").lower()
    if low in STOP_WORDS or low in _NOT_NAMES:
        return True
    ordinary = low in LIGHT_WORDS or (alone and (knows(stem(low)) or _IS_NO_NAME.search(low)))
    return bool(opens and ordinary and not word.isupper())


def _key(words: list[str]) -> str:
    return re.sub(r"['’]s?$|\.", "", " ".join(words)).lower()
