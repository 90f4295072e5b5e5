"""What a file is. Its bytes decide first, the announced type after them, the name last.

Where they disagree nothing is guessed: bytes that carry the mark of a format are that format or
refused, and text that was announced as PDF or docx is a damaged one.
"""

import json
import re
from pathlib import PurePath

from nyqst_documents.extract.archive import opened
from nyqst_documents.extract.reasons import Reason, unreadable

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
CSV = "text/csv"
TSV = "text/tab-separated-values"
JSON = "application/json"
JSON_LINES = "application/jsonl"
TEXT = "text/plain"

_ANNOUNCED = {
    PDF: PDF,
    "application/x-pdf": PDF,
    DOCX: DOCX,
    HTML: HTML,
    "application/xhtml+xml": HTML,
    MARKDOWN: MARKDOWN,
    "text/x-markdown": MARKDOWN,
    CSV: CSV,
    "application/csv": CSV,
    TSV: TSV,
    JSON: JSON,
    "text/json": JSON,
    JSON_LINES: JSON_LINES,
    "application/x-ndjson": JSON_LINES,
    "application/x-jsonlines": JSON_LINES,
}
_UNSPECIFIC = re.compile(r"|text/.*|application/(?:octet-stream|vnd\.ms-excel|x-.*)|binary/.*")
"""Types that senders give for want of a better one: the name may know more."""

_EXTENSIONS = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".csv": CSV,
    ".tsv": TSV,
    ".tab": TSV,
    ".json": JSON,
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
}
_OTHER_EXTENSIONS = frozenset(
    """
    .doc .dot .rtf .odt .ods .odp .xls .xlsx .xlsm .ppt .pptx .key .pages .numbers .epub .mobi
    .png .jpg .jpeg .gif .bmp .tif .tiff .webp .svg .heic .mp3 .mp4 .wav .avi .mov .mkv .ogg
    .zip .gz .bz2 .xz .7z .rar .tar .exe .dll .so .bin .iso .msg .pst .psd .ai .eps
    .ps .xml .js .css
    """.split()
)
"""Known, and not read."""

_MAGIC_ELSEWHERE = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF", b"ID3", b"OggS"),
    *(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ", b"SQLite"),
    *(b"{\\rtf", b"%!PS"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PDF_HEAD = 1024
_HTML_HEAD = re.compile(
    rb"\s*+(?:<\?xml[^>]*>\s*+)?+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_HEAD = re.compile(rb"\s*<\?xml\b")
_TEXT_HEAD = 4096


def media_type_of(content: bytes, name: str, announced: str) -> str:
    """One of the types above; raises `Unreadable` (unsupported_type, encrypted or damaged)."""
    marked = _by_mark(content)
    if marked is not None:
        return marked
    wanted = _wanted(name, announced)
    if wanted in (PDF, DOCX):
        raise unreadable(Reason.DAMAGED, "The file was announced as one of a kind that it is not")
    return _by_text(content, wanted)


def _by_mark(content: bytes) -> str | None:
    if b"%PDF-" in content[:_PDF_HEAD]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _by_members(content)
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            raise unreadable(Reason.ENCRYPTED, "The document is protected by a password")
        raise _unsupported("Files of Office before 2007 are not read; save it as docx or PDF")
    if content.startswith(_MAGIC_ELSEWHERE) and not _looks_like_text(content):
        raise _unsupported("This kind of file is not read")
    return None


def _by_members(content: bytes) -> str:
    names = set(opened(content).namelist())
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return DOCX
    raise _unsupported("Of archives and Office files only docx is read")


def _looks_like_text(content: bytes) -> bool:
    head = content[:_TEXT_HEAD]
    return (
        not head.startswith((b"{\\rtf", b"%!PS"))
        and all(byte >= 9 for byte in head)
        and head.isascii()
    )


def _wanted(name: str, announced: str) -> str:
    """What the sender says it is; plain text if that is nothing or nothing known."""
    stated = announced.split(";")[0].strip().lower()
    extension = PurePath(name.replace("\\", "/")).suffix.lower()
    if stated in _ANNOUNCED:
        return _ANNOUNCED[stated]
    if not _UNSPECIFIC.fullmatch(stated) or extension in _OTHER_EXTENSIONS:
        raise _unsupported("This kind of file is not read")
    return _EXTENSIONS.get(extension, TEXT)


def _by_text(content: bytes, wanted: str) -> str:
    if _HTML_HEAD.match(content[:_TEXT_HEAD]):
        return HTML
    if wanted == TEXT and _XML_HEAD.match(content[:_TEXT_HEAD]):
        raise _unsupported("XML is not read")
    if wanted == TEXT and _is_json(content):
        return JSON
    return wanted


def _is_json(content: bytes) -> bool:
    if content.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _unsupported(message: str) -> Exception:
    return unreadable(Reason.UNSUPPORTED_TYPE, message)
