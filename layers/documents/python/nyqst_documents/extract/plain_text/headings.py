"""Which lines of a plain text are headings.

A heading cannot be quoted, so a line has to look like one in every respect: a fact that is taken
for a heading is lost.
"""

import re

from nyqst_documents.extract.figures import states_figures

_UNDERLINE = re.compile(r"\s*([=\-~^*#+\"'`:._])\1{2,}\s*")
_NUMBERED = re.compile(
    r"(?P<number>(?:\d{1,2}\.)+\d{0,2}|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}\.|[A-Z](?:\.\d{1,2})+)\s+[^\W\d_].*"
)
_NAMED = re.compile(
    r"(?:chapter|section|part|appendix|annex|article|schedule)\s+(?:\d[\d.]*|[A-Z]|[IVXLC]+)\b.*",
    re.IGNORECASE,
)
_SHORTEST_CAPITALS = 3
_LONGEST = 80
_LONGEST_UNNUMBERED = 60
_MOST_WORDS = 9
_GAP = re.compile(r"\S {2,}\S")
_NO_HEADING = re.compile(
    r"(?:dear|hi|hello|to|from|cc|bcc|re|subject|date|kind|best|yours|regards|sincerely|thanks)\b",
    re.IGNORECASE,
)


def is_underline(line: str) -> bool:
    return _UNDERLINE.fullmatch(line) is not None


def is_underlined(line: str, following: str) -> bool:
    """An underline about as long as what stands above it."""
    title = line.strip()
    return (
        is_underline(following)
        and bool(title)
        and not is_underline(line)
        and len(title) <= 2 * _LONGEST
        and 0.6 * len(title) <= len(following.strip()) <= len(title) + 20
        and following.strip()[0] != "."
    )


def heading_level(line: str) -> int | None:
    """The level of a line that is a heading wherever it stands alone, by its look."""
    text = line.strip()
    if not 2 <= len(text) <= _LONGEST or text[-1] in ".,;:" or _GAP.search(text):
        return None
    if text.upper() == text and sum(map(str.isalpha, text)) >= _SHORTEST_CAPITALS:
        return None if _has_figure(text) else 1
    numbered = _NUMBERED.fullmatch(text)
    if numbered and text[-1] not in "!?" and not text.endswith(")"):
        parts = [part for part in numbered["number"].split(".") if part]
        return min(len(parts), 6)
    return 1 if _NAMED.fullmatch(text) else None


def is_short_title(line: str) -> bool:
    """A few words with a capital and without figures or punctuation, such as "Market position"."""
    text = line.strip()
    return (
        2 < len(text) <= _LONGEST_UNNUMBERED
        and text[0].isupper()
        and len(text.split()) <= _MOST_WORDS
        and text[-1] not in ".,;:!"
        and not any(character.isdigit() or character in ":;=|<>{}@/\\" for character in text)
        and not _GAP.search(text)
        and not _NO_HEADING.match(text)
    )


def is_opening(line: str) -> bool:
    """The first line of a text if it stands alone: its title, figures in it or not."""
    text = line.strip()
    return (
        2 < len(text) <= _LONGEST
        and not text[0].islower()
        and text[-1] not in ".,;:!"
        and ": " not in text
        and not _GAP.search(text)
        and not states_figures(text)
        and not _NO_HEADING.match(text)
    )


def _has_figure(text: str) -> bool:
    """Figures other than a number in front make capitals a statement: "REVENUE 12.4 MILLION"."""
    bare = re.sub(r"^(?:[\d.]+|[A-Z]\.)\s+", "", text)
    return any(map(str.isdigit, re.sub(r"\b(?:19|20)\d\d\b", "", bare)))
