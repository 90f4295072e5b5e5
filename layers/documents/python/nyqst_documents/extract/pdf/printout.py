"""PDFs that are plain text in a typewriter's face: they are read as the text files they were."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from nyqst_documents.extract.pdf.model import Line

_MOST_OF_THE_TEXT = 0.8
_BLANK_LINE = 1.6
"""Of the distance between lines."""
_MOST_INDENT = 60


def is_printout(pages: Sequence[Sequence[Line]]) -> bool:
    sizes = [(len(line.text), line.fixed) for page in pages for line in page]
    fixed = sum(size for size, is_fixed in sizes if is_fixed)
    return fixed >= _MOST_OF_THE_TEXT * sum(size for size, _ in sizes)


def printed_lines(page: Sequence[Line]) -> Iterator[str]:
    """A blank line for every wide gap, spaces for the distance from the margin."""
    left = min((line.x0 for line in page), default=0.0)
    pitch = median([a.y - b.y for a, b in pairwise(page)]) if len(page) > 1 else 0.0
    for above, line in pairwise([None, *page]):
        if line is None:
            continue
        if above is not None and above.y - line.y > _BLANK_LINE * pitch:
            yield ""
        width = _character(line)
        text, end = "", left
        for cell in line.cells:
            spaces = round((cell.x0 - end) / width) if width else 0
            text += " " * min(max(spaces, 2 if text else 0), _MOST_INDENT) + cell.text
            end = cell.x1
        yield text


def _character(line: Line) -> float:
    cell = line.cells[0]
    return (cell.x1 - cell.x0) / len(cell.text)
