"""Telling a number in a text from the text."""

import re

_STATED = re.compile(
    r"\d[.,]\d|[%€$£¥]\s?\d|\d\s?(?:%|per ?cent|million|billion|thousand|[mk]\b|bn\b)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"(?:\d+\.)*\d*\.?\s*")
_CELL = re.compile(r"(?:[A-Z]{3} ?)?[\W_]*\d[\d\s.,:/%()+\-–'’]*(?: ?[a-zA-Z%€$£]{0,4})\W*")
_YEAR = re.compile(r"(?:FY ?|Q[1-4] ?|H[12] ?)?(?:19|20)\d\d[A-Z]?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_UNIT = re.compile(
    r"\W*(?:in\s)?(?:[€$£¥]|EUR|USD|GBP|CHF|SEK|NOK|DKK|JPY)?\W*"
    r"(?:000s?|'000|k|mn?|bn|thousands?|millions?|billions?|%|per ?cent)?(?: (?:of )?\w{1,8})?\W*",
    re.IGNORECASE,
)
_UNIT_SIGN = re.compile(
    r"[€$£¥%]|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|JPY|000s?|thousands?|millions?|billions?|m|bn|k)\b",
    re.IGNORECASE,
)


def states_figures(text: str) -> bool:
    """Whether a heading says something to be quoted: "Revenue up 12 % to $4.2m"."""
    return _STATED.search(_NUMBERING.sub("", text, count=1)) is not None


def is_figure(cell: str) -> bool:
    """A number, an amount or a date in figures, perhaps with a unit."""
    return _CELL.fullmatch(cell) is not None


def is_period(cell: str) -> bool:
    """A year or a date, which is a figure that can name a column."""
    return _YEAR.fullmatch(cell) is not None or _DATE.fullmatch(cell) is not None


def is_unit(cell: str) -> bool:
    """What the corner of a table says of all its figures: "€000", "USD m", "in thousands"."""
    return _UNIT_SIGN.search(cell) is not None and _UNIT.fullmatch(cell) is not None
