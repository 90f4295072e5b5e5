"""Words of a text, with where they stand, and the stems that carry its meaning."""

import re
from functools import lru_cache
from typing import NamedTuple

from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import STOP_WORDS

_WORD = re.compile(r"\d+(?:[.,:]\d+)*(?:[a-z]{1,3}\b)?|[^\W_]+(?:['’][^\W_]+)*", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’](?:s|S)?$")


class Word(NamedTuple):
    """`text` is as it stands at `start`:`end`."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    return [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def lowered(text: str) -> list[str]:
    """The words in lower case, without a possessive ending."""
    return [
        _APOSTROPHE.sub("", match[0]).lower().replace("’", "'") for match in _WORD.finditer(text)
    ]


@lru_cache(maxsize=16384)
def stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in lowered(text))


@lru_cache(maxsize=16384)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that mean something by themselves, in order, repeats included."""
    return tuple(stem(word) for word in lowered(text) if word not in STOP_WORDS)
