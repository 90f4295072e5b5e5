"""Plain text to a draft: hard-wrapped paragraphs become whole, what is set in lines stays so."""

import re
from collections.abc import Sequence

from nyqst_documents.extract.characters import clean
from nyqst_documents.extract.draft import Draft
from nyqst_documents.extract.encoding import decode
from nyqst_documents.extract.furniture import EdgeLine, kept_lines
from nyqst_documents.extract.plain_text.blocks import blocks_of

_OVERSTRIKE = re.compile(".\b")
"""How printers' bold and underline are written: a character, a step back, a character."""
_TERMINAL_CODES = re.compile("\x1b\\[[0-9;]*[a-zA-Z]")
_TAB = 8

_QUOTED = re.compile(r"(?:> ?){1,6}(?!>)")
_FEWEST_QUOTED = 3
_MAIL_HEADER = re.compile(r"(?:from|to|date|sent|subject|betreff|von): ", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:subject|betreff): *(?:(?:re|fwd?|aw|wg): *)*(?P<subject>.+)", re.IGNORECASE
)
_MAIL_LINES = 12


def read_plain(content: bytes) -> Draft:
    text = _TERMINAL_CODES.sub("", _OVERSTRIKE.sub("", decode(content)))
    pages = [_lines(page) for page in text.split("\f")]
    lines = (
        _without_furniture(pages) if len(pages) > 2 else [line for page in pages for line in page]
    )
    return Draft(blocks_of(_unquoted(lines)), title=_subject(lines[:_MAIL_LINES]))


def _lines(page: str) -> list[str]:
    return [line.expandtabs(_TAB).rstrip() for line in clean(page).split("\n")]


def _without_furniture(pages: list[list[str]]) -> list[str]:
    written = [[line for line in page if line] for page in pages]
    kept = kept_lines([[EdgeLine(line.strip()) for line in page] for page in written])
    left = []
    for page, flags in zip(pages, kept, strict=True):
        remaining = iter(flags)
        left += [line for line in page if not line or next(remaining)]
    return left


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Without the marks that mail programs put before the lines of an earlier message."""
    quoted = sum(line.startswith((">", "> ")) for line in lines)
    if quoted < _FEWEST_QUOTED:
        return list(lines)
    return [_QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in lines]


def _subject(lines: Sequence[str]) -> str | None:
    """Of a text that opens like a message."""
    if sum(_MAIL_HEADER.match(line) is not None for line in lines) < 2:
        return None
    return next((match["subject"] for line in lines if (match := _SUBJECT.match(line))), None)
