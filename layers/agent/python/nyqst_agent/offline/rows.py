"""Tells a row of a table in a sentence: what it is about, and the columns that were asked for."""

import re
from collections.abc import Sequence
from datetime import date

from nyqst_agent.language.plain import VERBS_FOR_KEYS, named_first, predicate, with_unit
from nyqst_agent.language.shapes import pairs
from nyqst_agent.language.verbs import has_finite_verb
from nyqst_agent.offline.coverage import grade
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.terms import Term

_MOST_COLUMNS = 4
_A_CLAUSE = 5
"""More words than this make a name a statement, which is told rather than spoken of."""
_TELLING = re.compile(
    r"\b(?:score|status|severity|priority|rating|total|amount|value|share|due|deadline|end"
    r"|mitigation|action|result|outcome|cost|price)\b",
    re.IGNORECASE,
)
"""Columns worth telling of a row when none was asked for."""
_GRADE = re.compile(r"severity|priority|status|level|rating|grade|class|type", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:(?:FY|H[12]|Q[1-4]|year|half|quarter|[A-Z][a-z]{2,8}|\d{1,2}) ?)*(?:19|20)\d\d(?: [a-z]+)?"
)
_DAY = re.compile(r"\d{1,2} [A-Z]")
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{5,}(?![\d.,])")
_ISO_DATE = re.compile(r"(?<!\S)(?:19|20)\d\d-\d\d-\d\d(?!\S)")


def row_told(fact: Fact, terms: Sequence[Term]) -> str:
    """Empty if it is no row."""
    found = [(key, v) for key, v in pairs(" ".join(fact.note.text.split())) if re.search(r"\w", v)]
    if len(found) < 2:
        return ""
    (key, name), *rest = _name_first(named_first(found))
    columns = [(_plain(key), _written(value)) for key, value in _asked(rest, terms)]
    length = len(name.split())
    if length > _A_CLAUSE or (length == _A_CLAUSE and has_finite_verb(name)):
        return _statement(_plain(key), name.rstrip("."), columns)
    if all(_PERIOD.fullmatch(key) for key, _ in columns):
        return f"{name} was {_listed([f'{value} {_at(key)} {key}' for key, value in columns])}."
    return f"For {name}, {_listed([_said(key, value) for key, value in columns])}."


def _name_first(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A row graded "high" goes by what is graded."""
    (key, _), *rest = found
    told = next((pair for pair in rest if len(pair[1].split()) >= _A_CLAUSE), None)
    if told is None or not _GRADE.search(key):
        return found
    return [told, *(pair for pair in found if pair is not told)]


def _asked(columns: Sequence[tuple[str, str]], terms: Sequence[Term]) -> list[tuple[str, str]]:
    graded = [max((grade(t, _plain(key)) for t in terms), default=0.0) for key, _ in columns]
    best = [pair for pair, found in zip(columns, graded, strict=True) if found > 0]
    periods = [pair for pair in columns if _PERIOD.fullmatch(_plain(pair[0]))]
    telling = [pair for pair in columns if _TELLING.search(_plain(pair[0]))]
    return list(best or periods or telling or columns)[:_MOST_COLUMNS]


def _statement(key: str, name: str, columns: Sequence[tuple[str, str]]) -> str:
    lead = f"{key[:1].upper()}{key[1:]}: " if key else ""
    beside = "; ".join(f"{key}: {value.rstrip('.')}" for key, value in columns)
    return f"{lead}{name} ({beside})." if beside else f"{lead}{name}."


def _at(period: str) -> str:
    return "at" if _DAY.match(period) else "in"


def _said(key: str, value: str) -> str:
    if key in VERBS_FOR_KEYS:
        return f"it {key} {value}"
    article = "" if _PERIOD.search(key) or not key[:1].islower() else "the "
    thing, unit = with_unit(key, value)
    return f"{article}{predicate(thing)} {value}{unit}"


def _listed(told: Sequence[str]) -> str:
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)


def _plain(key: str) -> str:
    words = key.replace("_", " ").strip()
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _written(value: str) -> str:
    """As people write dates and large numbers."""
    spaced = _LONG_NUMBER.sub(lambda number: f"{int(number[0]):,}", value)
    return _ISO_DATE.sub(_day, spaced)


def _day(iso: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(iso[0])
    except ValueError:
        return iso[0]
    return f"{day.day} {day:%B %Y}"
