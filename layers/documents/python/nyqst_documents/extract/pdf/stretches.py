"""Lines to stretches: those of one paragraph, heading, item, table or listing together."""

from collections.abc import Iterable, Iterator, Sequence

from nyqst_documents.extract.pdf.continuation import (
    ITEM,
    SAME_SIZE,
    Stretch,
    goes_on,
    goes_on_elsewhere,
)
from nyqst_documents.extract.pdf.grid import table_at
from nyqst_documents.extract.pdf.model import Line
from nyqst_documents.extract.pdf.typography import Typography
from nyqst_documents.extract.wrapping import Vocabulary

_MOST_FAILURES = 20_000
"""Lines with wide gaps that began no table. Ten a page in a long document; looking for a table at
each of a million would take longer than the document is worth."""


def stretches_of(
    lines: Sequence[Line], typography: Typography, words: Vocabulary
) -> Iterator[Stretch]:
    return _footnotes_after(_stretches(lines, typography, words))


def _stretches(
    lines: Sequence[Line], typography: Typography, words: Vocabulary
) -> Iterator[Stretch]:
    current: Stretch | None = None
    at = failures = 0
    while at < len(lines):
        found = table_at(lines, at, words) if failures < _MOST_FAILURES else None
        failures += found is None and len(lines[at].cells) > 1
        if found is not None:
            if current:
                yield current
            yield Stretch(list(lines[at : at + found.lines]), table=found.rows)
            current = None
            at += found.lines
            continue
        line = lines[at]
        if current and goes_on(current, line, typography):
            current.lines.append(line)
        else:
            if current:
                yield current
            current = Stretch([line], is_item=ITEM.match(line.text) is not None)
        at += 1
    if current:
        yield current


def _footnotes_after(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """What a footnote interrupts at the end of a page is put together, the note after it."""
    notes: list[Stretch] = []
    open_: Stretch | None = None
    for stretch in stretches:
        if open_ and not stretch.table and _is_smaller(stretch, open_):
            notes.append(stretch)
            continue
        if open_ and notes and _resumes(open_, stretch):
            open_.lines += stretch.lines
            continue
        yield from [open_, *notes] if open_ else []
        open_, notes = stretch, []
    yield from [open_, *notes] if open_ else []


def _is_smaller(stretch: Stretch, other: Stretch) -> bool:
    return stretch.lines[0].size < other.lines[0].size - SAME_SIZE


def _resumes(open_: Stretch, stretch: Stretch) -> bool:
    last, line = open_.lines[-1], stretch.lines[0]
    return (
        not open_.table
        and not stretch.table
        and abs(last.size - line.size) < SAME_SIZE
        and line.y > last.y
        and goes_on_elsewhere(last, line)
    )
