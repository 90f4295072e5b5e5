"""Where sentences begin and end in running prose."""

import re
import unicodedata

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

Bounds = tuple[int, int]

_NEVER_ENDS = re.compile(
    r"(?:^|[\s(])(?:approx|ca|cf|e\.g|i\.e|vs|fig|figs|eq|sec|no|nr|vol|ch|p|pp|est|dept|mr|mrs|ms|dr|prof)\.$",
    re.IGNORECASE,
)
_LOOK_BACK = 48
_LIST_NUMBER = re.compile(r"(?:^|[.!?:;]\s+)\(?(?:\d{1,2}|[a-z])[.)]$")
_MISSED = re.compile(r"(?<=[a-z0-9)%][.!?])\s+(?=[A-Z“\"(][\w“\"(]*\s)")
_AFTER_SHORT = re.compile(r"(?:\b[a-z]{2,4}|\d\s?[a-z]{1,2})[.!?]$")


def sentences(text: str) -> list[Bounds]:
    """Start and end of each sentence of the text, without the white space around it."""
    if not text.strip():
        return []
    cuts = _joined(text, _boundaries(text))
    return [bounds for cut in cuts for bounds in _split_missed(text, *_trim(text, *cut))]


def _boundaries(text: str) -> list[Bounds]:
    found = get_sentence_boundaries("en", _ascii_shadow(text))
    return [(b["start_index"], b["end_index"]) for b in found]


def _ascii_shadow(text: str) -> str:
    """The same text, character for character, in ASCII.

    The splitter counts bytes in places and aborts on some texts with wider characters.
    """
    return text if text.isascii() else "".join(map(_ascii, text))


def _ascii(char: str) -> str:
    if char.isascii():
        return char
    if char.isspace():
        return " "
    if char in "“”„«»":
        return '"'
    if char in "‘’":
        return "'"
    category = unicodedata.category(char)
    if category.startswith("L"):
        return "A" if category in {"Lu", "Lt"} else "a"
    return "0" if category == "Nd" else "-"


def _joined(text: str, cuts: list[Bounds]) -> list[Bounds]:
    """Undo cuts after an abbreviation or the number of a list item."""
    joined: list[Bounds] = []
    for start, end in cuts:
        before = _ending(text, *joined[-1]) if joined else ""
        if joined and (not text[start - 1].isspace() or _runs_on(before, text[start:end].lstrip())):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _ending(text: str, start: int, end: int) -> str:
    """The last words of a stretch: all that decides whether it ends there."""
    return text[max(start, end - _LOOK_BACK) : end].rstrip()


def _runs_on(before: str, after: str) -> bool:
    if _NEVER_ENDS.search(before) or _LIST_NUMBER.search(before):
        return True
    return before[-1:] not in "!?:" and after[:1].islower() and not before.endswith(".")


def _split_missed(text: str, start: int, end: int) -> list[Bounds]:
    """Cut where a short word or a unit, taken for an abbreviation, ended a sentence."""
    bounds = []
    for gap in _MISSED.finditer(text, start, end):
        if _AFTER_SHORT.search(text, start, gap.start()) and not _NEVER_ENDS.search(
            text[start : gap.start()]
        ):
            bounds.append((start, gap.start()))
            start = gap.end()
    return [b for b in [*bounds, (start, end)] if b[0] < b[1]]


def _trim(text: str, start: int, end: int) -> Bounds:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())
