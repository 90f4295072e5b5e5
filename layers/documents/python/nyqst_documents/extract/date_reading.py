"""Dates as people write them, those only that can be read in one way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    ("january", "janvier", "januar", "enero", "gennaio", "januari", "janeiro", "jan"),
    ("february", "février", "februar", "febrero", "febbraio", "februari", "fevereiro", "feb"),
    ("march", "mars", "märz", "marzo", "maart", "março", "mar"),
    ("april", "avril", "abril", "aprile", "apr"),
    ("may", "mai", "mayo", "maggio", "mei", "maio"),
    ("june", "juin", "juni", "junio", "giugno", "junho", "jun"),
    ("july", "juillet", "juli", "julio", "luglio", "julho", "jul"),
    ("august", "août", "agosto", "augustus", "aug"),
    ("september", "septembre", "septiembre", "settembre", "setembro", "sept", "sep"),
    ("october", "octobre", "oktober", "octubre", "ottobre", "outubro", "oct", "okt"),
    ("november", "novembre", "noviembre", "novembro", "nov"),
    ("december", "décembre", "dezember", "diciembre", "dicembre", "dezembro", "dec", "dez"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}

_YEAR = r"(?:19|20)\d\d"
_MONTH = "(?:" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + ")"
_DATE = re.compile(
    rf"""
    (?<![\w/]) (?:
        (?P<iso_year>{_YEAR}) (?P<iso_gap>[-/.]) (?P<iso_month>\d\d?)
            (?P=iso_gap) (?P<iso_day>\d\d?)
      | (?P<day>\d\d?) (?: st | nd | rd | th | er | º | \. )? [\s\-]
            (?: day\s )? (?: of\s | de\s )? (?P<month>{_MONTH}) [.,]? [\s\-]
            (?: de\s )? (?P<year>{_YEAR})
      | (?P<us_month>{_MONTH}) \.? \s (?P<us_day>\d\d?) (?: st | nd | rd | th )? ,? \s
            (?P<us_year>{_YEAR})
      | (?P<one>\d\d?) (?P<gap>[/.\-]) (?P<two>\d\d?) (?P=gap) (?P<last_year>{_YEAR})
      | (?P<only_month>{_MONTH}) \.? ,? [\s\-] (?P<month_year>{_YEAR})
    ) (?: (?= T\d ) | (?! [\w/] | [-.]\d ) )
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DateFound:
    day: date
    start: int
    end: int


def dates_in(text: str) -> Iterator[DateFound]:
    """In order. A month alone ("March 2025") is its first day; 03/04/2025 is no date."""
    for match in _DATE.finditer(text):
        day = _date_of(match)
        if day is not None:
            yield DateFound(day, match.start(), match.end())


def first_date(text: str) -> date | None:
    return next((found.day for found in dates_in(text)), None)


def plausible(day: date | None) -> date | None:
    """Programs that know no date write the first of January 1970, 1980 or 2000."""
    return day if day and day.year > 1985 and (day.month, day.day) != (1, 1) else None


def _date_of(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    if part["iso_year"]:
        return _calendar(part["iso_year"], part["iso_month"], part["iso_day"])
    if part["year"]:
        return _calendar(part["year"], part["month"], part["day"])
    if part["us_year"]:
        return _calendar(part["us_year"], part["us_month"], part["us_day"])
    if part["month_year"]:
        return _calendar(part["month_year"], part["only_month"], "1")
    return _numeric(part["last_year"], int(part["one"]), int(part["two"]))


def _numeric(year: str, one: int, two: int) -> date | None:
    """Day and month in either order can be told apart only if they are equal or one is no month."""
    if one != two and max(one, two) <= 12:
        return None
    return _calendar(year, str(min(one, two)), str(max(one, two)))


def _calendar(year: str, month: str, day: str) -> date | None:
    number = _MONTH_OF.get(month.lower()) or (int(month) if month.isdigit() else 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
