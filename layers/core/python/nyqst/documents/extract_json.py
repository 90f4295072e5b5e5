"""An extract as JSON and back."""

import json
from datetime import date

from nyqst.artifacts.model import canonical_json
from nyqst.documents.model import Chunk, Extract, ExtractedText, Heading

EXTRACT_MEDIA_TYPE = "application/vnd.nyqst.extract+json"


def to_json(extract: Extract) -> bytes:
    text = extract.text
    return canonical_json(
        {
            "name": extract.name,
            "original_sha256": extract.original_sha256,
            "text": text.text,
            "title": text.title,
            "media_type": text.media_type,
            "dated": text.dated.isoformat() if text.dated else None,
            "language": text.language,
            "headings": [
                [heading.start, heading.level, heading.title] for heading in text.headings
            ],
            "chunks": [[chunk.start, chunk.end, chunk.heading] for chunk in extract.chunks],
        }
    )


def from_json(content: bytes) -> Extract:
    row = json.loads(content)
    return Extract(
        name=row["name"],
        original_sha256=row["original_sha256"],
        text=ExtractedText(
            text=row["text"],
            title=row["title"],
            media_type=row["media_type"],
            headings=tuple(Heading(*heading) for heading in row["headings"]),
            dated=date.fromisoformat(row["dated"]) if row["dated"] else None,
            language=row["language"],
        ),
        chunks=tuple(Chunk(*chunk) for chunk in row["chunks"]),
    )
