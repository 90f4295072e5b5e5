"""Which date a document gives itself."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from nyqst_documents.extract.date_reading import DateFound, dates_in, plausible
from nyqst_documents.extract.draft import Draft

_HEAD = 4_000
"""Characters in which a document says when it was written."""
_LABELLED_LINES = 60
_FIRST_LINES = 12
_OPENING_LINES = 5
_LONGEST_LINE = 120
"""A longer line is prose, and a date in it is about something else."""

_LABELS = tuple(
    re.compile(rf"(?:{label})\b", re.IGNORECASE)
    for label in (
        r"(?:last|date) (?:updated|revised|modified|amended)|updated|revised|version date",
        r"date|dated|issued|issue date|date of (?:issue|offer|report|the report|meeting|letter)"
        r"|published|publication date|(?:report|meeting|letter) date|datum|fecha|sent",
        r"(?:(?:held|signed|approved|adopted|prepared) )(?:(?:by|at) [\w ]{3,60} )?on",
        r"(?:position |status |state |data |figures |prices )?(?:as )?(?:of|at|on)|stand"
        r"|effective(?: date| from)?|in force(?: from| since)?",
    )
)
"""The first that applies counts: when a text was last changed says more than what it was made."""

_FOOT = 600
"""Characters in which a page says when it was last changed."""
_CHANGED = re.compile(
    r"^(?:this (?:page|document) )?(?:was )?last (?:updated|modified|revised|changed|reviewed)\b",
    re.IGNORECASE,
)

_LINE_START = re.compile(r"^|[;|]\s*")
_SENTENCE_START = re.compile(r"^|[;|.]\s+")
_GAP = re.compile(
    r"""[\s:.,|–—-]* (?: (?: on | the | this
        | (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)? ) \b [.,]? \s* )*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What may stand between a label and its date: "Date: Monday, 3 March 2025"."""

_PLACE = re.compile(r"(?:[^\W\d_][\w.'’ -]{1,40}[,(]\s*)?")
"""What may stand before the date of a dateline: "PORT MAREN, 14 May 2024. The company…"."""
_ANOTHER = re.compile(
    r"\w dated|supersede|replac|previous|former|earlier|prior|founded|incorporated|established"
    r"|birth|born|since|due|deadline|until|expir|copyright|©|next|valid",
    re.IGNORECASE,
)
"""Words that make the date of a line somebody else's."""
_PERIOD = re.compile(r"\b(?:year|years|months|quarter|period|half)\b", re.IGNORECASE)
"""With these a date says what time a text is about, which is the next best."""

_CELLS = re.compile(r"\w; \w| \| ")
"""Between the fields of a table's row."""

_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_MONTH_ONLY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ](0[1-9]|1[0-2])(?!\d)")


def date_of(draft: Draft, text: str, name: str) -> date | None:
    lines = [] if draft.is_data else [line for line in text[:_HEAD].split("\n") if line]
    first = lines[:_FIRST_LINES]
    return (
        draft.dated
        or _labelled(lines[:_LABELLED_LINES])
        or _last_changed(draft, text)
        or _in_first_lines([line for line in first if not _PERIOD.search(line)])
        or date_in_name(name)
        or _in_first_lines(first)
        or plausible(draft.created)
    )


def date_in_name(name: str) -> date | None:
    """2025-03-14, 20250314, 14-march-2025 and, as its first day, 2025-03."""
    stem = PurePath(name.replace("\\", "/")).stem.replace("_", "-")
    whole = _COMPACT.sub(r"\1-\2-\3", stem)
    spaced = _MONTH_ONLY.sub(r" \1-\2-01 ", whole)
    found = [*dates_in(whole), *dates_in(whole.replace("-", " ")), *dates_in(spaced)]
    return found[0].day if found else None


def _labelled(lines: Sequence[str]) -> date | None:
    for label in _LABELS:
        days = [_after_label(label, line, at) for at, line in enumerate(lines)]
        for day, neighbours in zip(days, _neighbours(days), strict=False):
            # The same label in the line above or below makes it a column of a table.
            if day and not any(neighbours):
                return day
    return None


def _last_changed(draft: Draft, text: str) -> date | None:
    """What a page says at its foot: "This page was last updated on 3 March 2025"."""
    foot = [] if draft.is_data else text[-_FOOT:].split("\n")
    for line in foot[1:] if len(text) > _FOOT else foot:
        named = _CHANGED.search(line)
        found = next(dates_in(line[named.end() :]), None) if named else None
        if named and found and _GAP.fullmatch(line, named.end(), named.end() + found.start):
            return found.day
    return None


def _neighbours(days: list[date | None]) -> Iterator[tuple[date | None, date | None]]:
    return zip([None, *days], [*days[1:], None, None], strict=False)


def _after_label(label: re.Pattern[str], line: str, at: int) -> date | None:
    """Further down a label has to open its line; in the first lines a sentence will do."""
    starts = _SENTENCE_START if at < _OPENING_LINES else _LINE_START
    for start in starts.finditer(line):
        named = label.match(line, start.end())
        found = next(dates_in(line[named.end() :]), None) if named else None
        if named and found and _GAP.fullmatch(line, named.end(), named.end() + found.start):
            return found.day
    return None


def _in_first_lines(lines: Sequence[str]) -> date | None:
    for line in lines:
        found = next(dates_in(line), None)
        if not found or _ANOTHER.search(line[: found.end]) or _CELLS.search(line):
            continue
        if _is_label(line) or _is_dateline(line, found):
            return found.day
    return None


def _is_label(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and line[-1] not in ".?!;"


def _is_dateline(line: str, found: DateFound) -> bool:
    before, after = line[: found.start], line[found.end : found.end + 2].strip()
    return _PLACE.fullmatch(before) is not None and after[:1] in (".", ":", "-", "–", "—", ")", "")
