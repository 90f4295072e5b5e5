"""Dates and periods in a text, brought to one form: days, months, quarters, halves, years."""

import re
from dataclasses import dataclass
from datetime import date

_NAMES = (
    "january february march april may june july august september october november december".split()
)
_MONTHS = {name[:size]: n for n, name in enumerate(_NAMES, 1) for size in (3, len(name))}
_MONTHS["sept"] = 9
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_FISCAL = r"(?P<fiscal>FY|fiscal(?: year)?|financial year)"

_SHAPES = tuple(
    re.compile(rf"(?<![\w/.$£€-]){shape}(?![\w]|-\d|/\d|,\d{{3}}|\.\d)", re.IGNORECASE)
    for shape in (
        rf"{_YEAR}-(?P<month_number>[01]?\d)-{_DAY}(?:T[\d:.]+Z?)?",
        rf"{_YEAR}-(?P<month_number>[01]\d)",
        rf"(?P<day_first>[0-3]?\d)[/.](?P<month_second>[0-3]?\d)[/.]{_YEAR}",
        rf"{_DAY}(?: of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_MONTH},?[\s-]+(?:of )?{_YEAR}",
        rf"{_FISCAL}\s?{_YEAR}(?:[/-](?:20)?\d\d)?",
        rf"{_FISCAL}\s?['’]?(?P<short_year>\d\d)",
        rf"Q(?P<quarter>[1-4])[\s,]*(?:of )?(?:FY\s?)?(?:{_YEAR}|['’]?(?P<short_year>\d\d))",
        rf"H(?P<half>[12])[\s,]*(?:of )?(?:FY\s?)?(?:{_YEAR}|['’]?(?P<short_year>\d\d))",
        rf"{_YEAR}[\s-]?Q(?P<quarter>[1-4])",
        rf"{_YEAR}[\s-]?H(?P<half>[12])",
        rf"(?P<ordinal>first|second|third|fourth) quarter(?: of)?(?: {_YEAR})?",
        rf"{_DAY}(?: of)? {_MONTH}",
        rf"{_MONTH} {_DAY}",
        r"Q(?P<quarter>[1-4])",
        rf"{_YEAR}",
    )
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_LONE_MAY = re.compile(r"may \d", re.IGNORECASE)
_LABEL_BEFORE = re.compile(
    r"\b(?:port|version|section|room|rfc|iso|error|code|page|line|no\.?|number|id)\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """Parts that the text leaves open are None. `fiscal` years are not calendar years."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    fiscal: bool = False

    @property
    def key(self) -> tuple[int, ...]:
        """Equal for two ways of writing the same date; a fiscal year equals the calendar year."""
        return (self.year or 0, self.half or 0, self.quarter or 0, self.month or 0, self.day or 0)

    @property
    def is_day(self) -> bool:
        return self.day is not None

    def latest(self) -> date | None:
        """The last day it can mean, None without a year."""
        if self.year is None:
            return None
        month = self.month or (self.quarter or 0) * 3 or (self.half or 0) * 6 or 12
        return date(self.year, month, self.day or 28)


def dates(text: str) -> tuple[DateMention, ...]:
    """The dates and periods named in the text, in order, not overlapping."""
    if not any(c.isdigit() for c in text) and "quarter" not in text.lower():
        return ()
    taken: list[DateMention] = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if any(match.start() < d.end and d.start < match.end() for d in taken):
                continue
            if _LABEL_BEFORE.search(text, max(0, match.start() - 12), match.start()):
                continue
            if mention := _mention(match):
                taken.append(mention)
    return tuple(sorted(taken, key=lambda d: d.start))


def _mention(match: re.Match[str]) -> DateMention | None:
    parts = match.groupdict()
    year, month, day = _year(parts), _month(parts), _number(parts.get("day"))
    if parts.get("day_first"):
        day, month = int(parts["day_first"]), int(parts["month_second"])
        if month > 12:
            day, month = month, day
    if not _possible(year, month, day) or (year is None and _LONE_MAY.fullmatch(match[0])):
        return None
    quarter = _number(parts.get("quarter")) or _ORDINALS.get((parts.get("ordinal") or "").lower())
    return DateMention(
        match.start(),
        match.end(),
        year,
        month,
        day,
        quarter,
        _number(parts.get("half")),
        bool(parts.get("fiscal")),
    )


def _year(parts: dict[str, str | None]) -> int | None:
    if short := parts.get("short_year"):
        return 2000 + int(short)
    return _number(parts.get("year"))


def _month(parts: dict[str, str | None]) -> int | None:
    if name := parts.get("month"):
        return _MONTHS[name.lower()]
    return _number(parts.get("month_number"))


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _possible(year: int | None, month: int | None, day: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    try:
        date(year or 2000, month or 1, day)
    except ValueError:
        return False
    return True
