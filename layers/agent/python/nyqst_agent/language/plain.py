"""A statement as it may stand in a report: on one line, without its markup, ending in a stop."""

import re

from nyqst_agent.language import shapes
from nyqst_agent.language.completeness import without_label, without_opener
from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import STOP_WORDS
from nyqst_agent.language.synonyms import knows

_LINK = re.compile(r"!?\[([^\]\n]{1,160})\]\([^)\s]*\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*\*|__|\*|_)(?=\S)([^*_\n]{1,200}?)(?<=\S)\1(?![\w*_])")
_FOOTNOTE = re.compile(r"(?<![A-Z_\]])(?<!\b[a-z])\s?\[\d{1,3}\](?![(\w])|\s?\[\^\w+\]")
"""Not the index of a name in a program: `PARTS[2]`, `x[0]`."""
_POINTER = re.compile(
    r"\s?\((?:see|cf\.?|refer to|as described in|described in)\s[^()]{1,80}\)"
    r"|(?:,|(?<=\w)) (?-i:see) (?:the )?(?:section|chapter|appendix|figure|table"
    r"|annex)\s\w+(?:\.\w+)*(?: for details)?(?=[.,;](?:\s|$))",
    re.IGNORECASE,
)
_ROLE = re.compile(r":[a-z:+-]+:`([^`<\n]+?)(?:\s?<[^>`\n]*>)?`|``([^`\n]+)``")
_MARKUP = (
    (_ROLE, r"\1\2"),
    (_LINK, r"\1"),
    (_EMPHASIS, r"\2"),
    (_FOOTNOTE, ""),
    (_POINTER, ""),
)
VERBS_FOR_KEYS = frozenset({"expires", "starts", "ends", "opens", "closes", "begins", "applies to"})
_ADDRESS = re.compile(r"(?P<name>[A-Z][a-z]+),\s+(?=(?:our|we|I|you|my|please|here)\b)")
_PREPOSITIONS = frozenset(
    {"until", "from", "by", "to", "since", "on", "at", "in", "before", "after"}
)
_SAYS_NOTHING = frozenset({"value", "amount", "details", "description", "content", "figure"})
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b", re.IGNORECASE)
_PLURALS = frozenset({"people", "children", "men", "women", "data"})
_SINGULAR_ENDINGS = ("ss", "us", "is")
_ITEM_MARK = re.compile(r"(?<=[.;!?])\s*\n\s*[-*•–‣▪◦·]\s+(?=\S)")
_BROKEN_WORD = re.compile(r"(?<=[a-z])(?:-\n\s*|[\u00ad\u2010]\s+)(?=[a-z])")
_NUMBERED = re.compile(r"(?:^|[\s_])(?:no|nr|id|number|ref|reference|#)\.?$", re.IGNORECASE)
_UNITS = {
    "pct": "percent", "percent": "percent", "eur": "EUR", "usd": "USD", "gbp": "GBP", "chf": "CHF",
    "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "kw": "kW", "mw": "MW", "km": "km", "kg": "kg",
    "mm": "mm", "cm": "cm", "days": "days", "months": "months", "years": "years",
    "hours": "hours", "minutes": "minutes", "seconds": "seconds", "ms": "ms", "mb": "MB",
    "gb": "GB",
}  # fmt: skip
"""Last words of a column's name that say what its values are counted in."""
_LONG_VALUE = 14
_CLAUSE_NUMBER = re.compile(r"^(?:§\s?)?\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[A-Z“\"])")
_LINE_LEAD = re.compile(r"^(?:[^\n]*:)\s*\n")


def plain(text: str) -> str:
    """All its words, numbers and names are in `text`; markup, pointers and openers are not."""
    stripped = _CLAUSE_NUMBER.sub("", text.strip())
    head, _, told = stripped.partition("\n")
    if told and shapes.is_term(head.strip()):
        return _stopped(f"{head.strip().removesuffix(':')}: {_cleaned(told)}", raise_first=False)
    if _LINE_LEAD.match(stripped):
        return _stopped(_list(stripped))
    flat = without_label(_cleaned(stripped))
    if found := shapes.pairs(flat):
        return _stopped(_row(found))
    if pair := shapes.field(flat):
        return _stopped(_field(*pair))
    return _stopped(without_opener(_without_address(flat)))


def _without_address(text: str) -> str:
    """A letter's "Helen, our forecast …" without the name of whom it speaks to."""
    address = _ADDRESS.match(text)
    if address is None or knows(stem(address["name"].lower())):
        return text
    rest = text[address.end() :]
    return rest[:1].upper() + rest[1:]


def _cleaned(text: str) -> str:
    for shape, replacement in _MARKUP:
        text = shape.sub(replacement, text)
    return " ".join(_BROKEN_WORD.sub("", _ITEM_MARK.sub(" ", text)).split())


def _stopped(text: str, *, raise_first: bool = True) -> str:
    bare = text.rstrip(" ;,:–—")
    whole = bare if shapes.ends_sentence(bare) else f"{bare}."
    return whole[:1].upper() + whole[1:] if raise_first and _may_be_raised(whole) else whole


def _may_be_raised(text: str) -> bool:
    """An ordinary word, not the name of a command or an option."""
    first = text.split(" ", 1)[0].rstrip(",;:")
    ordinary = first in STOP_WORDS or knows(stem(first))
    return first.isalpha() and first.islower() and " " in text and ordinary


def _list(text: str) -> str:
    lead, *lines = (line.strip() for line in text.split("\n") if line.strip())
    items = [_cleaned(shapes.BULLET.sub("", line, count=1)).rstrip(" .;,") for line in lines]
    return f"{_cleaned(lead)} {'; '.join(items)}"


def _field(key: str, value: str) -> str:
    """ "Notice period: 90 days" reads "The notice period is 90 days", "totals › staff_pct: 12"
    "Totals: staff is 12 percent"; other keys keep the colon."""
    if not _is_figure(value):
        return f"{key}: {value}"
    path, _, name = key.rpartition(" › ")
    if path:
        above = path.replace("_", " ").replace(" › ", ", ")
        return f"{above[:1].upper()}{above[1:]}: {_told(_lowered(name), value)}"
    if re.fullmatch(r"[A-Z]?[a-z]+(?:\s[a-z]+){0,3}(?<!ed)", key) is None:
        return f"{key}: {value}"
    return f"The {key[0].lower()}{key[1:]} {_is(key)} {value}"


def _is_figure(value: str) -> bool:
    return len(value.split()) <= 6 and (value[0].isdigit() or value[0] in "$£€~<>≥≤")


def _row(found: list[tuple[str, str]]) -> str:
    """ "Site: Leeds; Staff: 12; Opened: 2019" reads "For Leeds, staff are 12 and …"."""
    filled = [(key, value) for key, value in found if re.search(r"\w", value)]
    if len(filled) < 2:
        return "; ".join(f"{key}: {value}" for key, value in filled)
    (_, first), *rest = named_first(filled)
    if len(rest) == 1 and rest[0][0].lower() in _SAYS_NOTHING:
        return f"{first}: {rest[0][1]}"
    short = [pair for pair in rest if len(pair[1].split()) <= _LONG_VALUE]
    long = [pair for pair in rest if pair not in short]
    told = [_told(_lowered(key), value.rstrip(".")) for key, value in short]
    listed = f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)
    remarks = "; ".join(f"{_lowered(key)}: {value.rstrip('.')}" for key, value in long)
    body = "; ".join(filter(None, (listed, remarks)))
    return f"For {first}, {body}"


def _told(key: str, value: str) -> str:
    """ "Share pct: 7.5" reads "share is 7.5 percent"."""
    thing, unit = with_unit(key, value)
    return f"{predicate(thing)} {value}{unit}"


def with_unit(key: str, value: str) -> tuple[str, str]:
    """The key without the unit that it ends with, and the unit as it follows the value."""
    thing, _, last = key.rpartition(" ")
    unit = _UNITS.get(last.lower()) if thing and value[:1].isdigit() else None
    return (thing, f" {unit}") if unit else (key, "")


def named_first(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A row goes by its name, not by the number that it has in a register."""
    if not found:
        return found
    (key, value), *rest = found
    numbered = _NUMBERED.search(key) is not None and any(char.isdigit() for char in value)
    return rest if numbered and len(rest) > 1 else found


def _lowered(key: str) -> str:
    words = key.replace("_", " ")
    if not words[1:2].islower() or _MONTH.match(words):
        return words
    return words[0].lower() + words[1:]


def predicate(key: str) -> str:
    """ "expires" and its like are verbs already."""
    last = key.rpartition(" ")[2]
    return key if key in VERBS_FOR_KEYS or last in _PREPOSITIONS else f"{key} {_is(key)}"


def _is(key: str) -> str:
    last = re.sub(r"\s*\(.*\)$", "", key).rstrip().lower().rpartition(" ")[2]
    if last in _PLURALS:
        return "are"
    return "are" if last.endswith("s") and not last.endswith(_SINGULAR_ENDINGS) else "is"
