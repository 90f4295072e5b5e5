"""Numbers as people write them: `41.8 million`, `€41,800,000`, `41.8m`, `14 percent`, `nine`."""

import re
from dataclasses import dataclass
from decimal import Decimal

_SCALES = {
    "": Decimal(1),
    "k": Decimal(10**3),
    "thousand": Decimal(10**3),
    "m": Decimal(10**6),
    "mn": Decimal(10**6),
    "million": Decimal(10**6),
    "bn": Decimal(10**9),
    "billion": Decimal(10**9),
}
_CURRENCIES = {"€": "€", "eur": "€", "£": "£", "gbp": "£", "$": "$", "usd": "$"}

_DIGITS = r"\d{1,3}(?:[,'\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?:(?P<currency>[€£$]|\b(?:EUR|GBP|USD))\s?)?"
    rf"(?<![\d.,])(?P<digits>{_DIGITS})"
    r"(?:[ -]?(?P<word>thousand|million|billion|mn|bn)\b"
    r"|(?P<letter>[mk])\b(?!/)|(?P<spaced> m)\b(?!/))?"
    r"(?P<percent>\s?(?:%|percent\b|per cent\b))?",
    re.IGNORECASE,
)

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {
    ten: n * 10
    for n, ten in enumerate(
        "twenty thirty forty fifty sixty seventy eighty \
ninety".split(),
        2,
    )
}
NUMBER_WORDS = (
    {word: value for value, word in enumerate(_ONES)}
    | _TENS
    | {f"{ten}-{_ONES[one]}": value + one for ten, value in _TENS.items() for one in range(1, 10)}
)
_WORD = re.compile(
    rf"\b(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """`unit` is a currency's sign, `%` or nothing. The sign of the number is not kept."""

    value: Decimal
    unit: str = ""

    def covers(self, wanted: "Quantity") -> bool:
        return self.value == wanted.value and (
            not wanted.unit or not self.unit or self.unit == wanted.unit
        )


def take_quantities(text: str) -> tuple[frozenset[Quantity], str]:
    """The numbers in digits, and the text with blanks in their places."""
    found = frozenset(_quantity(match) for match in _NUMBER.finditer(text))
    return found, _NUMBER.sub(lambda match: " " * len(match.group()), text)


def spelled_quantities(text: str) -> frozenset[Quantity]:
    """Numbers written as words. `one` is left out: it seldom counts anything."""
    words = (match.group().casefold() for match in _WORD.finditer(text))
    return frozenset(Quantity(Decimal(NUMBER_WORDS[word])) for word in words if word != "one")


def parse_quantity(text: str) -> Quantity:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a number")
    return _quantity(match)


def _quantity(match: re.Match[str]) -> Quantity:
    currency = _CURRENCIES.get((match["currency"] or "").casefold(), "")
    spaced = "m" if match["spaced"] and currency else ""
    scale = (match["word"] or match["letter"] or spaced).casefold()
    value = Decimal(re.sub(r"[^\d.]", "", match["digits"])) * _SCALES[scale]
    return Quantity(value.normalize(), "%" if match["percent"] else currency)
