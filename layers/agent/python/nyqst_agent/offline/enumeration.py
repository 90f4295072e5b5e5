"""Lists within a question: "How is Acme financed: equity, loans, leases and grants?"."""

import re

_COLON = re.compile(r":\s+")
_ITEM = re.compile(r"\s*[,;]\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+")
_LONGEST_ITEM = 8
_FEWEST = 2
_WORDS = r"[\w'’/-]+(?:\s(?!and\b|or\b)[\w'’/-]+){0,3}"
_SERIES = re.compile(
    rf"(?P<lead>.*\b(?:of|about|on|for|including|regarding|are|is|the|its|their|\w+['’]s?))\s+"
    rf"(?P<items>(?:{_WORDS},\s+){{1,7}}(?:and|or)?\s*{_WORDS}(?:,?\s+(?:and|or)\s+{_WORDS})?)\s*[?.!]*$",
    re.IGNORECASE,
)


def enumerated(question: str) -> tuple[str, tuple[str, ...]]:
    """What stands before a colon, and the short items after it; no items if there is no list."""
    parts = _COLON.split(question.strip(), maxsplit=1)
    if len(parts) < _FEWEST:
        return question, ()
    topic, listed = parts
    items = _items(listed.rstrip(" .?!"))
    if len(items) < _FEWEST or any(len(item.split()) > _LONGEST_ITEM for item in items):
        return question, ()
    return topic, items


def spread(question: str) -> tuple[tuple[str, str], ...]:
    """A question that ends in a list of three or more, once for each: item and question."""
    flat = " ".join(question.split())
    found = _SERIES.fullmatch(flat)
    if found is None:
        return ()
    items = _items(found["items"])
    if len(items) <= _FEWEST:
        return ()
    return tuple((item, f"{found['lead']} {item}?") for item in items)


def _items(listed: str) -> tuple[str, ...]:
    items = (item.strip(" .?!") for item in _ITEM.split(listed))
    return tuple(dict.fromkeys(item for item in items if item))
