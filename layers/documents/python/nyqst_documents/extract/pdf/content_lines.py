"""The lines of a document that are content: no running headers, no tables of contents."""

import re
from collections.abc import Sequence

from nyqst_documents.extract.furniture import EdgeLine, kept_lines
from nyqst_documents.extract.pdf.model import Line

_LEADERS = re.compile(r"(?:[.…]\s?){4,}\s*[\divxlc]+$|(?:\s\.){4,}")
"""Dots that lead to a page number: a line of a table of contents."""
_ENDS_IN_NUMBER = re.compile(r"\D\s[\divxl]{1,4}$")
_CONTENTS = 0.4
"""Of the lines of a page have leaders: then those without, for chapters, are contents too."""
_PLACE = 4.0
"""Points: how exactly furniture keeps its place."""


def content_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    ordered = [sorted(page, key=lambda line: -line.y) for page in pages]
    edges = [[EdgeLine(line.text, _place(line)) for line in page] for page in ordered]
    dropped = {
        id(line)
        for page, flags in zip(ordered, kept_lines(edges), strict=True)
        for line, kept in zip(page, flags, strict=True)
        if not kept
    }
    return [_without_contents([line for line in page if id(line) not in dropped]) for page in pages]


def _place(line: Line) -> str:
    return f"{line.y // _PLACE:.0f} {line.size:.0f}"


def _without_contents(page: list[Line]) -> list[Line]:
    leading = sum(_LEADERS.search(line.text) is not None for line in page)
    if not leading:
        return page
    is_contents = leading >= _CONTENTS * len(page)
    return [
        line
        for line in page
        if not _LEADERS.search(line.text)
        and not (is_contents and _ENDS_IN_NUMBER.search(line.text))
    ]
