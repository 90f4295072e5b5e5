"""Whether a line goes on with the lines above it, or begins something new."""

import re
from dataclasses import dataclass, field

from nyqst_documents.extract.pdf.model import Line
from nyqst_documents.extract.pdf.typography import Typography
from nyqst_documents.extract.wrapping import is_field

ITEM = re.compile(
    r"([•‣◦▪▫●○■□–—*·-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|\([ivx]+\))\s+(?=\S)|[•‣◦▪●■](?=\w)"
)
"""The mark before an item of a list."""
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]*$")
SAME_SIZE = 0.6
"""Points that sizes may differ by."""
_INDENT = 0.8
"""Of the font size: what begins this much further to the right begins a paragraph."""
_ALIGNED = 4.0
"""Points."""
_FURTHER = 1.3
"""Of the leading."""
_SHORT = 0.5
"""Of the column: a line that ends before this was ended on purpose."""


@dataclass(slots=True)
class Stretch:
    """Lines that belong together."""

    lines: list[Line]
    is_item: bool = False
    table: list[str] = field(default_factory=list)


def goes_on(stretch: Stretch, line: Line, typography: Typography) -> bool:
    last = stretch.lines[-1]
    if abs(last.size - line.size) > 0.6 or last.fixed != line.fixed:
        return False
    gap = last.y - line.y
    if gap <= 0 or line.left != last.left:
        return not line.fixed and goes_on_elsewhere(last, line)
    if is_field(line.text):
        return False
    if gap > _FURTHER * typography.leading(line.size):
        return False
    if line.fixed or typography.is_larger(line):
        return line.bold == last.bold
    if last.bold != line.bold and _is_short(last if last.bold else line, typography):
        return False
    if ITEM.match(line.text) and not _is_wrapped_number(stretch, line):
        return False
    return _fits_below(stretch, line, typography)


def _fits_below(stretch: Stretch, line: Line, typography: Typography) -> bool:
    """In line with what stands above it, or indented in the middle of a sentence."""
    last = stretch.lines[-1]
    if _is_aligned(stretch, line):
        return _was_broken(last, line, typography)
    return goes_on_elsewhere(last, line) and _is_full(last, line, typography)


def goes_on_elsewhere(last: Line, line: Line) -> bool:
    """Across columns and pages a sentence goes on if it had not ended and starts small."""
    return not _ENDS_SENTENCE.search(last.text) and line.text[:1].islower()


def _is_wrapped_number(stretch: Stretch, line: Line) -> bool:
    """A line of prose may begin with "12. " or "- " where it was broken."""
    return (
        not stretch.is_item
        and not _ENDS_SENTENCE.search(stretch.lines[-1].text)
        and (
            abs(line.x0 - stretch.lines[-1].x0) < 1
            and line.text[0].isdigit()
            and len(stretch.lines) > 1
        )
    )


def _is_aligned(stretch: Stretch, line: Line) -> bool:
    first, last = stretch.lines[0], stretch.lines[-1]
    indent = _INDENT * line.size
    if stretch.is_item:
        return line.x0 > first.x0 - 1
    if hangs_from(first, line):
        return True
    if line.x0 > last.x0 + indent:
        return False
    return line.x0 > last.x0 - indent or last is first


def hangs_from(first: Line, line: Line) -> bool:
    """Under the second of two stretches, the first of which is a label in the margin."""
    return len(first.cells) == 2 and abs(line.x0 - first.cells[1].x0) < _ALIGNED


def _was_broken(last: Line, line: Line, typography: Typography) -> bool:
    """The next word did not fit, or nothing says that the line was ended on purpose."""
    if hangs_from(last, line) or _is_full(last, line, typography):
        return True
    if line.text[0].islower():
        return not last.text.endswith((".", "!", "?"))
    return not _is_short(last, typography) and not _ENDS_SENTENCE.search(last.text)


def _is_full(last: Line, line: Line, typography: Typography) -> bool:
    """There was no room for the next word."""
    room = typography.right(last) - last.x1
    character = (last.x1 - last.x0) / max(len(last.text), 1)
    word = line.text.split(maxsplit=1)[0]
    return room <= (len(word) + 1) * character + 0.5 * line.size


def _is_short(line: Line, typography: Typography) -> bool:
    return line.x1 - line.left < _SHORT * (typography.right(line) - line.left)
