"""What a document is called."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from nyqst.documents.model import Heading
from nyqst_documents.extract.characters import clean, one_line

LONGEST = 200
_OPENING = 400
"""Characters: a heading further down is that of a section."""
_SECTION = re.compile(
    r"(?:\d+[.)]|[IVX]+\.|[A-Z][.)])\s|(?:abstract|introduction|(?:executive )?summary|contents"
    r"|overview|preface|foreword|name|notes?|appendix|chapter|part|section)\b.{0,3}$",
    re.IGNORECASE,
)

_ROLE = re.compile(r":[a-z:+-]+:`!?([^`<]+?)(?:\s?<[^>`]*>)?`")
_OPENING_MARK = re.compile(r"^=+\s+(?=\w)")

_NO_TITLE = re.compile(
    r"""
    \W* (?: untitled .* | anonymous | document \W* \d* | slide \W* \d* | title
          | microsoft\ word .* | powerpoint\ presentation | no\ title
          | index | readme | home | \W* ) \W*
    | .* \. (?: docx? | pdf | te?xt? | indd | odt | rtf | html? | md | pptx? | xlsx? | dvi | ps )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What programs write into a title field when nobody has filled it in."""


def title_of(given: str | None, headings: Sequence[Heading], name: str) -> str:
    """The title in the metadata if it is one, a heading that opens the text, or the file's name."""
    opening = [h.title for h in headings[:1] if h.start <= _OPENING and not opens_section(h.title)]
    for candidate in (given, *opening):
        line = _without_markup(one_line(clean(candidate or "")))
        if is_title(line):
            return _shortened(line)
    return _shortened(readable_name(name)) or "Untitled document"


def _without_markup(line: str) -> str:
    """Headings of texts for a typesetter: "= Manual", ":mod:`pickle` --- Serialization"."""
    return _ROLE.sub(r"\1", _OPENING_MARK.sub("", line))


def opens_section(heading: str) -> bool:
    """It gives the number or the kind of a section, so it is not what a document is called."""
    return _SECTION.match(heading) is not None


def is_title(line: str) -> bool:
    return bool(line.strip()) and not _NO_TITLE.fullmatch(line[:LONGEST])


def readable_name(name: str) -> str:
    """`board_memo-2025.txt` as "Board memo 2025"."""
    path = PurePath(one_line(clean(name)).replace("\\", "/"))
    words = re.sub(r"[_+]+|(?<=\D)[-.]+|[-.]+(?=\D)", " ", path.stem or path.name)
    line = one_line(words)
    return line[:1].upper() + line[1:]


def _shortened(line: str) -> str:
    if len(line) <= LONGEST:
        return line
    return line[: line.rfind(" ", LONGEST // 2, LONGEST)].rstrip() + "…"
