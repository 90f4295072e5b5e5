"""The little language in which the gold says what a sentence must hold.

    #38.6m          a number with this value: 38.6 million, €38,600,000, 38.6m
    #96.5%          the same, and it must be a percentage
    @2029-12-31     a date that says at least this: a day, a month or a year
    /m(etres)? per s/    a regular expression
    punctual*       a word that begins so
    Maeve Tarrant   these words, in any case

A requirement is a list of groups; each group must be met by one of its alternatives.
"""

import re
from collections.abc import Callable, Sequence

from tests.bench.dates import parse_date
from tests.bench.plain_text import folded
from tests.bench.quantities import parse_quantity
from tests.bench.reading import Reading, read

Pattern = Callable[[Reading], bool]
Requirement = tuple[tuple[Pattern, ...], ...]


def pattern(text: str) -> Pattern:
    if text.startswith("#"):
        return _number(text.removeprefix("#"))
    if text.startswith("@"):
        return _date(text.removeprefix("@"))
    if text.startswith("/") and text.endswith("/"):
        return _expression(text.strip("/"))
    tail = r"\w*" if text.endswith("*") else ""
    return _expression(rf"(?<!\w){re.escape(folded(text.removesuffix('*')))}{tail}(?!\w)")


def requirement(groups: Sequence[Sequence[str]]) -> Requirement:
    return tuple(tuple(pattern(alternative) for alternative in group) for group in groups)


def meets(text: str, wanted: Requirement) -> bool:
    """Whether this text alone meets every group."""
    reading = read(text)
    return all(any(alternative(reading) for alternative in group) for group in wanted)


def _number(text: str) -> Pattern:
    wanted = parse_quantity(text)

    def found(reading: Reading) -> bool:
        numbers = reading.quantities | reading.spelled
        return any(
            number.value == wanted.value and wanted.unit in ("", number.unit) for number in numbers
        )

    return found


def _date(text: str) -> Pattern:
    wanted = parse_date(text)
    year = wanted.year if wanted.month is None else None

    def found(reading: Reading) -> bool:
        if any(day.covers(wanted) for day in reading.dates):
            return True
        return year is not None and any(number.value == year for number in reading.quantities)

    return found


def _expression(expression: str) -> Pattern:
    compiled = re.compile(expression, re.IGNORECASE)
    return lambda reading: compiled.search(reading.text) is not None
