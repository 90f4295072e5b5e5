"""Lists as they are put together from their items."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from nyqst_documents.extract.characters import one_line
from nyqst_documents.extract.draft import Block, Kind, paragraph, rows

_LONG_ITEM = 400
"""Characters. Longer items of a list are paragraphs with a mark before them."""


def item(mark: str, text: str) -> Block:
    line = one_line(f"{mark} {text}")
    return paragraph(line) if len(line) > _LONG_ITEM else rows(line)


def joined_rows(blocks: Iterable[Block]) -> Iterator[Block]:
    """Neighbouring rows as one block, neighbouring lines of code too."""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind in (Kind.ROWS, Kind.CODE):
            yield Block(kind, "\n".join(block.text for block in group))
        else:
            yield from group
