"""Numbers written as words, up to ninety-nine."""

from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_VALUES = {word: n for n, word in enumerate(_UNITS)}
_VALUES |= {word: 10 * n for n, word in enumerate(_TENS, 2)}
_VALUES |= {f"{ten}-{_UNITS[n]}": _VALUES[ten] + n for ten in _TENS for n in range(1, 10)}
_VALUES["dozen"] = 12
_VALUES["a dozen"] = 12

NUMBER_WORDS = "|".join(sorted(_VALUES, key=len, reverse=True))
"""Alternatives of a regular expression, the longest first."""


def word_value(word: str) -> Decimal:
    return Decimal(_VALUES[word.lower()])


def is_number_word(word: str) -> bool:
    return word.lower() in _VALUES
