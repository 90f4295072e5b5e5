"""How a stretch of lines is set: as prose, as a list, in columns or as code."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from nyqst_documents.extract.wrapping import broken_at, is_field

_ITEM = re.compile(
    r"(?P<indent>\s*)(?P<mark>[-*+•·‣◦▪–—]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\([A-Zivx]+\)|\[\d{1,3}\])(?P<gap>\s+)\S"
)
_COLUMN_GAP = re.compile(r"(?<=[^\s.?!:]) {2,}(?=\S)|(?<=\S) {3,}(?=\S)")
_CODE_LINE = re.compile(
    r"""
    [;{}]\s*$ | ^\s*(?:[$%>#]|>>>|//|/\*|\#include|def\ |class\ |import\ |return\b|if\ ?\(|for\ ?\()
    | [=!<>]=|->|=>|::|&&|\|\||\)\( | ^\s*</?\w+ | ^\s*[-\w./]+=\S
    """,
    re.VERBOSE,
)
_LEAST_SHARE = 0.6
_NARROWEST, _WIDEST = 50, 140
"""Between these lies the width at which editors break lines."""
_UNBROKEN = 160
"""A longer line is a paragraph that no editor has broken."""
_USUAL_WIDTH = 72
_FEWEST_LINES = 6
"""Fewer say nothing about the width that they were broken at."""
_LEAST_OF_WIDTH = 0.75
"""A block of shorter lines than this share of the text's width was not broken by an editor."""


def item_start(line: str) -> re.Match[str] | None:
    return _ITEM.match(line)


def cells(line: str) -> list[str]:
    return _COLUMN_GAP.split(line.strip())


def is_columns(lines: Sequence[str]) -> bool:
    """Most lines have wide gaps, and what follows or precedes the gaps is in line.

    In text that spaces justify the gaps stand anywhere.
    """
    gaps = [list(_COLUMN_GAP.finditer(line)) for line in lines]
    most = max(2, int(_LEAST_SHARE * len(lines)))
    if sum(map(bool, gaps)) < most or _is_justified(lines):
        return False
    starts = Counter(place for found in gaps for place in {gap.end() for gap in found})
    ends = Counter(place for found in gaps for place in {gap.start() for gap in found})
    return max([*starts.values(), *ends.values()]) >= most


def _is_justified(lines: Sequence[str]) -> bool:
    lengths = {len(line) for line in lines[:-1]}
    return len(lines) > 2 and len(lengths) == 1 and max(lengths) >= _NARROWEST


def is_code(lines: Sequence[str]) -> bool:
    return sum(_CODE_LINE.search(line) is not None for line in lines) >= _LEAST_SHARE * len(lines)


def text_width(lines: Sequence[str]) -> int:
    """The width at which the text was broken: what nine tenths of its inner lines stay within."""
    inner = sorted(len(line) for line, below in pairwise(lines) if line and below)
    if len(inner) < _FEWEST_LINES:
        return _USUAL_WIDTH
    return min(max(inner[int(len(inner) * 0.9)], _NARROWEST), _WIDEST)


def goes_on(line: str, following: str, width: int) -> bool:
    """Whether an editor broke the line here: the next word did not fit, or it starts small."""
    if is_field(following) or item_start(following) or len(line) > _UNBROKEN:
        return False
    if broken_at(width, line, following):
        return True
    return following.lstrip()[:1].islower() and line.rstrip()[-1:] not in ".:;!?"


def _begin_alike(lines: Sequence[str]) -> bool:
    """Commands, or entries of a kind: no paragraph begins most of its lines with one word."""
    words = Counter(line.split(maxsplit=1)[0] for line in lines)
    return len(lines) > 2 and words.most_common(1)[0][1] >= _LEAST_SHARE * len(lines)


def is_filled(lines: Sequence[str]) -> bool:
    """Whether lines end where the next word did not fit, and for no other reason."""
    width = max(_NARROWEST, *map(len, lines)) if lines else 0
    pairs = list(pairwise(lines))
    filled = sum(broken_at(width, line, below) for line, below in pairs)
    return bool(pairs) and filled >= _LEAST_SHARE * len(pairs)


def is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Prose: most of its line ends are an editor's."""
    if sum(map(is_field, lines)) > max(1, len(lines) / 3) or _begin_alike(lines):
        return False
    width = max(max(map(len, lines)), int(_LEAST_OF_WIDTH * width))
    pairs = list(pairwise(lines))
    return sum(goes_on(line, below, width) for line, below in pairs) >= _LEAST_SHARE * len(pairs)
