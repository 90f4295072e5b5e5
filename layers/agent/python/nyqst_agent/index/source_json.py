"""A source as it is kept in the index."""

import json
from datetime import date

from nyqst.research.model.evidence import Source, Standing


def to_json(source: Source) -> str:
    facts = {
        "sha256": source.sha256,
        "original_sha256": source.original_sha256,
        "name": source.name,
        "title": source.title,
        "media_type": source.media_type,
        "characters": source.characters,
        "language": source.language,
        "dated": source.dated.isoformat() if source.dated else None,
        "duplicates": list(source.duplicates),
        "standing": source.standing.value,
        "replaced_by": source.replaced_by,
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Source:
    facts = json.loads(text)
    facts["dated"] = date.fromisoformat(facts["dated"]) if facts["dated"] else None
    facts["duplicates"] = tuple(facts["duplicates"])
    facts["standing"] = Standing(facts["standing"])
    return Source(**facts)
