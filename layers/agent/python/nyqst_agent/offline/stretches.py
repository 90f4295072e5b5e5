"""How long the time is that something is counted over."""

import re

_STRETCHES = {
    "twelve months": re.compile(
        r"\b(?:last|past|previous|rolling) (?:twelve|12) months\b|\brolling year\b", re.IGNORECASE
    ),
    "half": re.compile(
        r"\bhalf[- ]year|\b(?:first|second) half\b|\bsix months\b|\bH[12]\b", re.IGNORECASE
    ),
    "quarter": re.compile(r"\bquarter(?:ly)?\b|\bthree months\b|\bQ[1-4]\b", re.IGNORECASE),
    "month": re.compile(r"\b(?:a|per|each|every|in the|last) month\b|\bmonthly\b", re.IGNORECASE),
    "week": re.compile(r"\b(?:a|per|each|every|last) week\b|\bweekly\b", re.IGNORECASE),
    "day": re.compile(r"\b(?:a|per|each|every) day\b|\bdaily\b", re.IGNORECASE),
    "year": re.compile(
        r"\b(?:full|whole|financial|calendar|a|per|each|every|the) year\b|\bannual(?:ly)?\b"
        r"|\b(?:in|for|of) (?:FY ?)?(?:19|20)\d\d\b",
        re.IGNORECASE,
    ),
}


def stretch(text: str) -> str:
    """Empty if it does not say."""
    return next((name for name, shape in _STRETCHES.items() if shape.search(text)), "")
