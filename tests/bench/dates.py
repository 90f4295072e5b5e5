"""Dates as people and machines write them."""

import re
from dataclasses import dataclass

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {
    name[:3]: number for number, name in enumerate(_MONTHS, 1)
}
_MONTH = rf"(?P<name>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"

_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?<![\w-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?![\d-])",
        r"(?<![\w-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d-])",
        rf"\b(?P<d>[0-3]?\d)[./](?P<m>0?[1-9]|1[0-2])[./]{_YEAR}\b",
        rf"\b{_DAY} (?:of )?{_MONTH},? {_YEAR}\b",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_MONTH},? {_YEAR}\b",
        rf"\b{_DAY} (?:of )?{_MONTH}(?![\w])",
        rf"\b{_MONTH} {_DAY}(?![\w.,]*\d)",
    )
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as exactly as it was written: any part may be missing."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def covers(self, wanted: "Day") -> bool:
        """Whether this date says everything that `wanted` says."""
        pairs = (
            (self.year, wanted.year),
            (self.month, wanted.month),
            (self.day, wanted.day),
        )
        return all(theirs is None or ours == theirs for ours, theirs in pairs)


def take_dates(text: str) -> tuple[frozenset[Day], str]:
    """The dates in plain text, and the text with blanks in their places."""
    found = set()
    for shape in _SHAPES:
        for match in shape.finditer(text):
            found.add(_day(match.groupdict()))
        text = shape.sub(lambda match: " " * len(match.group()), text)
    return frozenset(found), text


def parse_date(text: str) -> Day:
    """Of `2026`, `2026-03` or `2026-03-02`."""
    year, *rest = (int(part) for part in text.split("-"))
    return Day(year, *rest)


def _day(parts: dict[str, str | None]) -> Day:
    month = parts.get("m") or MONTHS[parts.get("name") or ""]
    year, day = parts.get("y"), parts.get("d")
    return Day(int(year) if year else None, int(month), int(day) if day else None)
