"""Keeping what was read of a document, so that it can be searched and cited."""

from dataclasses import dataclass

from nyqst.artifacts.store import Artifacts
from nyqst.documents.chunking import chunk
from nyqst.documents.extract_json import EXTRACT_MEDIA_TYPE, to_json
from nyqst.documents.model import Extract, ExtractedText
from nyqst.entity import EntityType


@dataclass(frozen=True, slots=True)
class Kept:
    """Hashes of artifacts."""

    text_sha256: str
    extract_sha256: str


def keep(artifacts: Artifacts, name: str, original_sha256: str, text: ExtractedText) -> Kept:
    extract = Extract(name, original_sha256, text, chunk(text.text, text.headings))
    stored_text = artifacts.store(
        text.text.encode(),
        "text/plain; charset=utf-8",
        entity_type=EntityType.KNOWLEDGE_BASE,
        filename=name,
        metadata={"title": text.title, "original_sha256": original_sha256},
    )
    stored_extract = artifacts.store(to_json(extract), EXTRACT_MEDIA_TYPE)
    return Kept(stored_text.sha256, stored_extract.sha256)
