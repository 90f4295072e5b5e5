"""From an uploaded file to its text."""

from collections.abc import Callable

from nyqst.documents.model import ExtractedText
from nyqst_documents.extract import media_type as types
from nyqst_documents.extract.assemble import assemble
from nyqst_documents.extract.delimited import read_comma_separated, read_tab_separated
from nyqst_documents.extract.draft import Draft
from nyqst_documents.extract.html_page.reading import read_html
from nyqst_documents.extract.json_values import read_json, read_json_lines
from nyqst_documents.extract.limits import MAX_INPUT_BYTES
from nyqst_documents.extract.markdown import read_markdown
from nyqst_documents.extract.pdf.reading import read_pdf
from nyqst_documents.extract.plain_text.reading import read_plain
from nyqst_documents.extract.reasons import Reason, unreadable
from nyqst_documents.extract.word.reading import read_docx

_READERS: dict[str, Callable[[bytes], Draft]] = {
    types.TEXT: read_plain,
    types.MARKDOWN: read_markdown,
    types.HTML: read_html,
    types.PDF: read_pdf,
    types.DOCX: read_docx,
    types.CSV: read_comma_separated,
    types.TSV: read_tab_separated,
    types.JSON: read_json,
    types.JSON_LINES: read_json_lines,
}


def extract(content: bytes, name: str, media_type: str) -> ExtractedText:
    """The text of one file; raises `Unreadable` with a code of `reasons.Reason`.

    `name` and `media_type` are what the sender says; both may be wrong.
    """
    if len(content) > MAX_INPUT_BYTES:
        raise unreadable(Reason.TOO_LARGE, f"Files are read up to {MAX_INPUT_BYTES // 2**20} MB")
    if not content.strip(b" \t\r\n\0"):
        raise unreadable(Reason.EMPTY_DOCUMENT, "The file is empty")
    found = types.media_type_of(content, name, media_type)
    return assemble(_READERS[found](content), name, found)
