"""A text as the words that matter when two texts are compared, without its furniture."""

import re
import unicodedata
from collections import Counter

_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)?")
_CUT = re.compile(r"\n+|(?<=[.!?;:])\s+|\s\|\s|\t")
_FURNITURE = re.compile(
    r"""
    ^\W*page\ \d+ | \bpage\ \d+(?:\ of\ \d+)?\W*$ | ^\W*\d{1,4}\W*$
    | ^\W*(?:printed|downloaded|exported|saved|retrieved|converted|generated|created|scanned
        |uploaded|archived|filed|received|forwarded|copied)\ (?:on|by|at|with|from)\b.{0,60}$
    | ^\D{0,40}\bconfidential\W*$
    | ^\W*(?:strictly\ |private\ and\ |commercial\ in\ )?confiden\w+\W*(?:[-–—|:].{0,60})?$
    | ^\W*(?:internal|uncontrolled|reference)?\s?(?:use\ only|copy|when\ printed)\b.{0,40}$
    | ^\W*(?:from|to|cc|bcc|sent|subject|fwd?|re)\s*:.{0,160}$
    | ^\W*-{3,} | ^\W*© | ^\W*copyright\W+(?:\(c\)|©|(?:19|20)\d\d|by\b).{0,90}$
    | \ball\ rights\ reserved\W*$
    | ^\W*(?:file|path|url|source|location)\s*:.{0,120}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A paragraph is one line however long: what only mentions such a thing is none."""
_MARKUP = re.compile(r":[a-z:+-]+:(?=`)|^[ \t]*\.\. .*$", re.MULTILINE)
_REPEATS = 3
_SHORT_LINE = 90

Segment = tuple[str, ...]
"""The words of one sentence or line, their capitals kept."""


def segments(text: str) -> list[Segment]:
    flat = unicodedata.normalize("NFKC", _MARKUP.sub("", text)).replace("’", "'")
    lines = [line.strip() for line in flat.split("\n")]
    running = _running_lines(lines)
    kept = (line for line in lines if line and line not in running and not is_furniture(line))
    found = (tuple(_TOKEN.findall(part)) for line in kept for part in _CUT.split(line))
    return [segment for segment in found if segment]


def is_furniture(line: str) -> bool:
    """Page numbers, print stamps, mail headers, notices of confidentiality."""
    return _FURNITURE.search(line) is not None


def _running_lines(lines: list[str]) -> frozenset[str]:
    """Headers and footers: short lines that come back on every page, but for the page's number."""
    shapes = Counter(re.sub(r"\d+", "0", line) for line in lines if line)
    return frozenset(
        line
        for line in lines
        if shapes[re.sub(r"\d+", "0", line)] >= _REPEATS and _may_be_running(line)
    )


def _may_be_running(line: str) -> bool:
    """Not a sentence, not a field, and not a row of figures, which may repeat its shape."""
    return (
        0 < len(line) <= _SHORT_LINE
        and line[-1] not in ".!?"
        and ":" not in line
        and len(line.split()) > 1
        and sum(map(str.isalpha, line)) * 2 > len(line)
    )
