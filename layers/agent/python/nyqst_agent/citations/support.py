"""Whether what a sentence says stands in a passage: numbers, dates, quotations, names, words."""

import re

from nyqst_agent.language.dates import DateMention, dates
from nyqst_agent.language.names import names
from nyqst_agent.language.quantities import quantities
from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import STOP_WORDS

_QUOTED = re.compile(r"[\"“]([^\"“”]{3,}?)[\"”]|(?<!\w)[‘']([^‘’']{3,}?)[’'](?!\w)")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def has_numbers(sentence: str, passages: str) -> bool:
    """Each quantity has its equal, perhaps rounded or in words, or stands as it is written."""
    there = quantities(passages)
    written = set(_numbers(passages))
    for quantity in quantities(sentence):
        literal = _numbers(sentence[quantity.start : quantity.end])
        as_written = bool(literal) and written.issuperset(literal)
        if not as_written and not any(quantity.agrees(other) for other in there):
            return False
    return True


def _numbers(text: str) -> list[str]:
    """As they are written; commas between thousands make no difference."""
    return [_THOUSANDS.sub("", number) for number in _NUMBER.findall(text)]


def has_dates(sentence: str, passages: str) -> bool:
    there = dates(passages)
    return all(any(_covers(other, mention) for other in there) for mention in dates(sentence))


def has_quotations(sentence: str, passages: str) -> bool:
    plain = _plain(passages)
    return all(_plain(quoted) in plain for quoted in _quotations(sentence))


def has_names(sentence: str, text: str) -> bool:
    plain = _plain(text)
    return all(_plain(name.text) in plain for name in names(sentence))


def shared_words(sentence: str, passages: str) -> float:
    """0 to 1; 1 when the sentence has no word that carries meaning."""
    said = _stems(sentence)
    return len(said & _stems(passages)) / len(said) if said else 1.0


def says_something(sentence: str) -> bool:
    found = (quantities, dates, names, _quotations)
    return any(find(sentence) for find in found) or _NUMBER.search(sentence) is not None


def _covers(there: DateMention, said: DateMention) -> bool:
    """What the sentence says of the date, the passage says too."""
    parts = ("year", "half", "quarter", "month", "day")
    return all(getattr(said, part) in (None, getattr(there, part)) for part in parts)


def _quotations(sentence: str) -> list[str]:
    return [double or single for double, single in _QUOTED.findall(sentence)]


def _stems(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return {stem(word) for word in words if word not in STOP_WORDS and not word.isdigit()}


def _plain(text: str) -> str:
    """Case, blanks and the shapes of quotation marks and dashes make no difference."""
    return " ".join(_WORD.findall(text.lower()))
