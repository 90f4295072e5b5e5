"""Numbers with what they count: money, percentages, durations, sizes and plain figures."""

import re
from dataclasses import dataclass
from decimal import Decimal

from nyqst_agent.language.dates import DateMention, dates
from nyqst_agent.language.number_words import NUMBER_WORDS, word_value
from nyqst_agent.language.units import CURRENCIES, LABEL_WORDS, MAGNITUDES, UNITS

_CURRENCY = "|".join(re.escape(c) for c in sorted(CURRENCIES, key=len, reverse=True))
_MAGNITUDE = "|".join(sorted(MAGNITUDES, key=len, reverse=True))
_UNIT = "|".join(sorted((re.escape(u) for u in UNITS), key=len, reverse=True))
_NUMBER = re.compile(
    rf"""(?<![\w.,/])
    (?:(?P<before>{_CURRENCY})(?:\)?(?:\ is|\ are|:)\ )?\s?)?
    (?P<sign>[-−–](?=\d))?
    (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{NUMBER_WORDS})(?![\w]))
    (?:[\s-]?(?P<magnitude>{_MAGNITUDE})(?![\w]))?
    (?:\s?-?(?P<unit>{_UNIT})(?![\w])|\s?(?P<percent>%|per\ ?cent\b|percentage\ points\b))?
    (?:\s?(?P<after>{_CURRENCY})(?![\w]))?
    (?![\w]|\.\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_APPROXIMATE = re.compile(
    r"(?:about|around|approximately|approx\.?|roughly|nearly|almost|circa|c\.|over|under|some|~|≈"
    r"|more than|less than|up to|just)\s*$",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"(?:{'|'.join(LABEL_WORDS)})\s?$|[§#]$", re.IGNORECASE)
_LOOK_BACK = 16
_CLOSE = Decimal("0.05")
_MONTHS_DIFFER = Decimal("0.03")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`kind` is `money:USD`, `percent`, `duration` (in days), `size` (in bytes) or `number`.

    `step` is how finely it was written: 4.2 million has a step of 100,000.
    """

    start: int
    end: int
    kind: str
    value: Decimal
    step: Decimal
    approximate: bool = False

    def agrees(self, other: "Quantity") -> bool:
        """Whether both may mean the same figure, one perhaps rounded."""
        if self.kind != other.kind:
            return False
        twentieth = abs(self.value) * _CLOSE
        slack = min(max(self.step, other.step) / 2, twentieth)
        if self.kind == "number" and self.step == other.step == 1:
            slack = Decimal(0)
        if self.kind == "duration":
            slack = abs(self.value) * _MONTHS_DIFFER
        if self.approximate or other.approximate:
            slack = max(slack, twentieth)
        return abs(self.value - other.value) <= slack


def quantities(
    text: str, named_dates: tuple[DateMention, ...] | None = None
) -> tuple[Quantity, ...]:
    """The quantities in order; dates, versions and labels such as "section 4" are left out."""
    taken = dates(text) if named_dates is None else named_dates
    found = []
    for match in _NUMBER.finditer(text):
        inside_date = any(match.start() < d.end and d.start < match.end() for d in taken)
        if not inside_date and (quantity := _quantity(text, match)):
            found.append(quantity)
    return tuple(found)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    digits = match["digits"]
    look_back = text[max(0, match.start() - _LOOK_BACK) : match.start("digits")]
    currency = match["before"] or match["after"]
    kind, factor = "number", Decimal(1)
    if match["percent"]:
        kind = "percent"
    elif currency:
        kind = "money:" + CURRENCIES[currency.lower()]
    elif match["unit"]:
        kind, factor = UNITS[match["unit"].lower()]
    is_word = not digits[0].isdigit()
    if (
        kind == "number"
        and not match["magnitude"]
        and (_LABEL.search(look_back) or digits == "one")
    ):
        return None
    plain = digits.replace(",", "")
    value = word_value(digits) if is_word else Decimal(plain)
    exponent = 0 if is_word else int(Decimal(plain).as_tuple().exponent)
    scale = factor * MAGNITUDES.get((match["magnitude"] or "").lower(), Decimal(1))
    return Quantity(
        match.start("before") if match["before"] else match.start("digits"),
        match.end(),
        kind,
        value * scale * (-1 if match["sign"] else 1),
        Decimal(1).scaleb(exponent) * scale,
        _APPROXIMATE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]) is not None,
    )
