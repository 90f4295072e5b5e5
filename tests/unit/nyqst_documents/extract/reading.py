"""Extraction as the tests of the formats ask for it."""

from nyqst.documents.model import ExtractedText
from nyqst_documents.extract import extract


def read(content: str | bytes, name: str) -> ExtractedText:
    return extract(content.encode() if isinstance(content, str) else content, name, "")


def blocks(content: str | bytes, name: str) -> list[str]:
    return read(content, name).text.split("\n\n")


def outline(content: str | bytes, name: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.title) for heading in read(content, name).headings]
