"""Draft to text: every character cleaned, every block where its offsets will stay."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from textwrap import dedent

from nyqst.documents.model import ExtractedText, Heading
from nyqst_documents.extract.characters import clean, one_line
from nyqst_documents.extract.dating import date_of
from nyqst_documents.extract.draft import Block, Draft, Kind
from nyqst_documents.extract.language import language_of
from nyqst_documents.extract.limits import MAX_CHARACTERS
from nyqst_documents.extract.reasons import Reason, unreadable
from nyqst_documents.extract.titles import title_of

_LONGEST_HEADING = 200
"""A longer one is a paragraph in large type; headings cannot be quoted, so it must not be one."""
_TAB = 4


def assemble(draft: Draft, name: str, media_type: str) -> ExtractedText:
    """Raises `Unreadable` if no character is left or too many are."""
    parts: list[str] = []
    headings: list[Heading] = []
    length = 0
    for block in _cleaned(draft.blocks):
        if block.kind is Kind.HEADING:
            headings.append(Heading(length, max(block.level, 1), block.text))
        parts.append(block.text)
        length += len(block.text) + 2
        if length > MAX_CHARACTERS:
            raise unreadable(
                Reason.TOO_LARGE_UNPACKED, f"It holds more than {MAX_CHARACTERS:,} characters"
            )
    if not parts:
        raise unreadable(Reason.EMPTY_DOCUMENT, "There is no text in it")
    text = "\n\n".join(parts)
    return ExtractedText(
        text=text,
        title=title_of(draft.title, [] if draft.is_data else headings, name),
        media_type=media_type,
        headings=tuple(headings),
        dated=date_of(draft, text, name),
        language=language_of(text),
    )


def _cleaned(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        text = _CLEANERS[block.kind](clean(block.text))
        if text:
            long = block.kind is Kind.HEADING and len(text) > _LONGEST_HEADING
            yield Block(Kind.PARAGRAPH if long else block.kind, text, block.level)


def _heading(text: str) -> str:
    """Without the sign that offers a link to it."""
    return one_line(text).rstrip(" ¶")


def _rows(text: str) -> str:
    return "\n".join(filter(None, map(one_line, text.split("\n"))))


def _code(text: str) -> str:
    """Ends of lines and second blank lines are cut off, and what indents all lines alike."""
    lines = [line.expandtabs(_TAB).rstrip() for line in text.replace("\xa0", " ").split("\n")]
    kept = [line for above, line in pairwise(["", *lines]) if line or above]
    return dedent("\n".join(kept)).rstrip()


_CLEANERS = {
    Kind.HEADING: _heading,
    Kind.PARAGRAPH: one_line,
    Kind.ROWS: _rows,
    Kind.TABLE: _rows,
    Kind.CODE: _code,
}
