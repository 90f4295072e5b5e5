"""Documents made for tests of the index."""

from datetime import date
from hashlib import sha256

from nyqst.documents.chunking import chunk
from nyqst.documents.model import Extract, ExtractedText, Heading


def document(
    name: str,
    text: str,
    *,
    title: str = "",
    dated: date | None = None,
    language: str = "en",
    media_type: str = "text/plain",
    headings: tuple[str, ...] = (),
) -> Extract:
    found = tuple(Heading(text.index(heading), 1, heading) for heading in headings)
    content = ExtractedText(text, title or name, media_type, found, dated, language)
    original = sha256(f"{name} {text}".encode()).hexdigest()
    return Extract(name, original, content, chunk(text, found))
