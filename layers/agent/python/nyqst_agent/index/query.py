"""What a person typed, as a query that FTS5 takes, whatever is in it."""

import re

from nyqst_agent.language.stop_words import STOP_WORDS

_TERM = re.compile(r"[^\W_]+")
_MOST_TERMS = 64
_LONGEST_QUERY = 20_000
_LONGEST_TERM = 60


def terms(query: str) -> tuple[str, ...]:
    """The words to look for, each once, in lower case; little words only if there are no others."""
    found = [match[0].lower() for match in _TERM.finditer(query[:_LONGEST_QUERY])]
    distinct = [term for term in dict.fromkeys(found) if len(term) <= _LONGEST_TERM]
    telling = [term for term in distinct if term not in STOP_WORDS]
    return tuple((telling or distinct)[:_MOST_TERMS])


def match_any(words: tuple[str, ...]) -> str:
    """An FTS5 expression. Quoted, a word is a string, never an operator."""
    return " OR ".join(f'"{word}"' for word in words)
