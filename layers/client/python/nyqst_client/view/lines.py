"""Lines of text that fit where they are put."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

BLANK = Text()


def clipped(line: Text, width: int) -> Text:
    """The line, or as much of it as there is room for."""
    line = line.copy()
    line.truncate(max(0, width), overflow="ellipsis")
    return line


def spread(left: Text, right: Text, width: int) -> Text:
    """`left` and `right` at the two ends of one line; `left` is cut where they do not fit."""
    left = clipped(left, width - right.cell_len - 2)
    return Text.assemble(left, " " * (width - left.cell_len - right.cell_len), right)


def wrapped(
    console: Console, text: Text, width: int, first: str = "", rest: str | None = None
) -> Iterator[Text]:
    """Lines of up to `width` cells: one behind `first`, the others behind `rest` or as far in."""
    behind = " " * len(first) if rest is None else rest
    indent = max(len(first), len(behind))
    for number, line in enumerate(text.wrap(console, max(1, width - indent))):
        line.rstrip()
        yield Text.assemble(behind if number else first, line)
