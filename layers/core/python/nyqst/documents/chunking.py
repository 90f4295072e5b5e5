"""Cuts a text into the stretches that are searched and cited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nyqst.documents.model import Chunk, Heading
from nyqst.documents.sentences import sentence_spans

ENOUGH = 600
"""A chunk this long ends with its block: long enough to be understood alone."""
MOST = 1_000
"""No chunk is longer, single rows aside: BM25 ranks shorter passages more sharply."""
LONGEST_ROW = 4_000
"""A row longer than this is cut like prose: nobody can read it as a row."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays together: a paragraph, a row or, of a long paragraph, a sentence."""

    start: int
    end: int
    opens_block: bool


def chunk(text: str, headings: Sequence[Heading]) -> tuple[Chunk, ...]:
    """Chunks in order, without overlap, with no white space at their ends.

    Together they hold every character that is neither blank nor part of a heading's line.
    """
    return tuple(
        Chunk(start, end, path)
        for begin, finish, path in _sections(text, headings)
        for start, end in _pack(text, _pieces(text, begin, finish))
    )


def _sections(text: str, headings: Sequence[Heading]) -> Iterator[tuple[int, int, str]]:
    """The stretches between headings, each with the headings it stands under."""
    begin = 0
    path: list[Heading] = []
    for heading in sorted(headings, key=lambda heading: heading.start):
        yield begin, heading.start, _joined(path)
        path = [above for above in path if above.level < heading.level] + [heading]
        line_end = text.find("\n", heading.start)
        begin = len(text) if line_end < 0 else line_end
    yield begin, len(text), _joined(path)


def _joined(path: Sequence[Heading]) -> str:
    return " › ".join(heading.title for heading in path)


def _pieces(text: str, begin: int, end: int) -> Iterator[_Piece]:
    for block in _blocks(text, begin, end):
        opens = True
        for start, stop in block:
            keep = MOST if len(block) == 1 else LONGEST_ROW
            spans = [(start, stop)] if stop - start <= keep else _cut(text, start, stop)
            for piece_start, piece_end in spans:
                yield _Piece(piece_start, piece_end, opens)
                opens = False


def _blocks(text: str, begin: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Blocks as the spans of their lines, white space at the ends of lines left out."""
    lines: list[tuple[int, int]] = []
    position = begin
    for line in text[begin:end].split("\n"):
        bare = line.strip()
        if bare:
            start = position + line.index(bare)
            lines.append((start, start + len(bare)))
        elif lines:
            yield lines
            lines = []
        position += len(line) + 1
    if lines:
        yield lines


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Whole sentences in parts of about the same length, so that no scrap is left at the end."""
    parts = -(-(end - start) // MOST)
    even = (end - start) / parts
    begin, stop = start, start
    for first, last in _short_sentences(text, start, end):
        if stop > begin and (last - begin > MOST or stop - begin >= even):
            yield begin, stop
            begin = first
        stop = last
    yield begin, stop


def _short_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in sentence_spans(text, start, end):
        yield from _cut_at_words(text, first, last) if last - first > MOST else ((first, last),)


def _cut_at_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MOST:
        gap = text.rfind(" ", start + ENOUGH, start + MOST)
        stop = gap if gap > 0 else start + MOST
        yield start, stop
        start = stop + (gap > 0)
    yield start, end


def _pack(text: str, pieces: Iterator[_Piece]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for piece in pieces:
        if start >= 0 and (piece.end - start > MOST or _is_whole(text, start, end, piece)):
            yield start, end
            start = -1
        start, end = (piece.start if start < 0 else start), piece.end
    if start >= 0:
        yield start, end


def _is_whole(text: str, start: int, end: int, following: _Piece) -> bool:
    """A line that announces a list or a table ("…:") stays with it."""
    return following.opens_block and end - start >= ENOUGH and text[end - 1] != ":"
