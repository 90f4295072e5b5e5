"""What a stretch of text says that can be checked: numbers, dates, quotations, ids and names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tests.bench.dates import Day, take_dates
from tests.bench.function_words import FUNCTION_WORDS
from tests.bench.plain_text import plain
from tests.bench.quantities import Quantity, spelled_quantities, take_quantities

_QUOTATION = re.compile(r'"([^"]+)"')
_CURRENCY_CODE = re.compile(r"\b(EUR|GBP|USD)\s?(?=\d)")
_ID = re.compile(r"\b[A-Za-z]+(?:[-/.][A-Za-z]+)*[-/]?\d[\w/-]*\b")
_CAPITALISED = re.compile(r"\b[^\W\d_a-zà-ÿ][\w']*")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    quantities: frozenset[Quantity]
    spelled: frozenset[Quantity]
    """Numbers written as words."""
    dates: frozenset[Day]
    quotations: frozenset[str]
    """Casefolded."""
    ids: frozenset[str]
    """Words that begin with a letter and hold a digit, casefolded: `CS-EP-0457`, `H1`."""
    capitalised: frozenset[str]
    """Words that may be names, casefolded."""
    words: frozenset[str]
    """Every word, casefolded, the possessive taken off."""
    text: str
    """Plain and casefolded."""


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    whole = plain(text)
    dates, rest = take_dates(_CURRENCY_CODE.sub(r"\1 ", whole))
    ids = frozenset(match.group().casefold() for match in _ID.finditer(rest))
    quantities, rest = take_quantities(_ID.sub(" ", rest))
    return Reading(
        quantities=quantities,
        spelled=spelled_quantities(rest),
        dates=dates,
        quotations=frozenset(quote.casefold().strip(" .,;") for quote in _QUOTATION.findall(whole)),
        ids=ids,
        capitalised=frozenset(_names(rest)),
        words=frozenset(_bare(match.group()) for match in _WORD.finditer(whole)),
        text=whole.casefold(),
    )


def lowercase_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that occur without a capital somewhere: a capital does not make them names."""
    words = (match.group() for text in texts for match in _WORD.finditer(plain(text)))
    return frozenset(_bare(word) for word in words if word.islower())


def _names(text: str) -> Iterable[str]:
    for match in _CAPITALISED.finditer(text):
        name = _bare(match.group())
        if len(name) > 1 and name not in FUNCTION_WORDS:
            yield name


def _bare(word: str) -> str:
    return word.casefold().removesuffix("'s").rstrip("'")
