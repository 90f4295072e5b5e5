"""PDF to a draft: pages, lines, then blocks that go on from page to page."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from nyqst.errors import Unreadable
from nyqst_documents.extract.draft import Block, Draft, Kind
from nyqst_documents.extract.limits import MAX_PAGES, MAX_PDF_STREAM_BYTES
from nyqst_documents.extract.listing import joined_rows
from nyqst_documents.extract.pdf.blocks import blocks_of, chapters_joined
from nyqst_documents.extract.pdf.content_lines import content_lines
from nyqst_documents.extract.pdf.interpret import Budget
from nyqst_documents.extract.pdf.lines import lines_of
from nyqst_documents.extract.pdf.model import Line, Page
from nyqst_documents.extract.pdf.pages import read_page
from nyqst_documents.extract.pdf.printout import is_printout, printed_lines
from nyqst_documents.extract.pdf.resources import Store, layers_off
from nyqst_documents.extract.pdf.typography import measure
from nyqst_documents.extract.plain_text.blocks import blocks_of as plain_blocks_of
from nyqst_documents.extract.reasons import Reason, unreadable
from nyqst_documents.extract.titles import is_title, opens_section
from nyqst_documents.extract.wrapping import Vocabulary

if TYPE_CHECKING:
    from pypdf import PdfReader

_STREAM_LIMITS = (
    "maximum_declared_stream_length",
    "array_based_stream_maximum_output_length",
    "lzw_maximum_output_length",
    "run_length_maximum_output_length",
    "zlib_maximum_output_length",
    "brotli_maximum_output_length",
)


@dataclass(frozen=True, slots=True)
class _Scan:
    """What pypdf brings to light; all that follows is this package's own."""

    pages: list[Page]
    title: str | None
    created: date | None


def read_pdf(content: bytes) -> Draft:
    scan = _scanned(content)
    lines = content_lines([list(lines_of(page)) for page in scan.pages])
    if not any(lines):
        raise unreadable(Reason.NO_TEXT, "The pages hold pictures only; the PDF needs its text")
    blocks = tuple(_blocks(lines))
    return Draft(blocks, title=scan.title or _heading(lines, blocks), created=scan.created)


def _scanned(content: bytes) -> _Scan:
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    # Remarks on faults in other people's files would fill the log, with their content.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    limits: dict[str, Any] = dict.fromkeys(_STREAM_LIMITS, MAX_PDF_STREAM_BYTES)
    try:
        with apply_configuration(page_tree_maximum_entries=2 * MAX_PAGES, **limits):
            return _scan(content)
    except Unreadable:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise _encrypted() from error
    except LimitReachedError as error:
        raise unreadable(Reason.TOO_LARGE_UNPACKED, "Unpacked, the PDF is too large") from error
    except Exception as error:  # by pypdf's documentation broken files may cause any
        raise unreadable(Reason.DAMAGED, "The PDF is cut off or damaged") from error


def _scan(content: bytes) -> _Scan:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise _encrypted()
    if len(reader.pages) > MAX_PAGES:
        raise unreadable(Reason.TOO_LARGE_UNPACKED, f"PDFs are read up to {MAX_PAGES:,} pages")
    store, budget = Store(reader, layers_off(reader)), Budget()
    pages = [read_page(page, store, budget) for page in reader.pages]
    return _Scan(pages, _given_title(reader), _created(reader))


def _blocks(pages: Sequence[Sequence[Line]]) -> Iterator[Block]:
    if is_printout(pages):
        return plain_blocks_of([text for page in pages for text in printed_lines(page)])
    lines = [line for page in pages for line in page]
    words = Vocabulary.of("\n".join(line.text for line in lines), solid_by_default=True)
    return joined_rows(chapters_joined(blocks_of(lines, measure(pages), words)))


def _encrypted() -> Unreadable:
    return unreadable(Reason.ENCRYPTED, "The PDF is protected by a password")


def _heading(pages: Sequence[Sequence[Line]], blocks: Sequence[Block]) -> str | None:
    """The largest heading that begins on the first page, unless it is a section's."""
    first = "".join(line.text for page in pages[:1] for line in page).replace(" ", "")
    headings = [
        block
        for block in blocks
        if block.kind is Kind.HEADING and block.text[:20].replace(" ", "") in first
    ]
    largest = min(headings, key=lambda block: block.level, default=None)
    return largest.text if largest and not opens_section(largest.text) else None


def _given_title(reader: "PdfReader") -> str | None:
    title = reader.metadata.title if reader.metadata else None
    return title if isinstance(title, str) and is_title(title) else None


def _created(reader: "PdfReader") -> date | None:
    try:
        noted = reader.metadata and (
            reader.metadata.modification_date or reader.metadata.creation_date
        )
    except ValueError:
        return None
    return noted.date() if isinstance(noted, datetime) else None
