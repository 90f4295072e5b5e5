"""The documents of a corpus as one searches them: duplicates merged, versions in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nyqst.artifacts.model import sha256_of
from nyqst.documents.model import Extract
from nyqst.research.model.evidence import Source
from nyqst_agent.index.duplicates import duplicate_groups
from nyqst_agent.index.fingerprints import sketch
from nyqst_agent.index.versions import Candidate, with_standing

_BEST_FORMATS = ("wordprocessingml", "html", "markdown", "text/plain", "pdf")
_COPY = re.compile(
    r"\bcop(?:y|ies)\b|\(\d+\)|\bfwd?\b|\bduplicate\b|\bscan(?:ned)?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    source: Source
    extract: Extract


def merged_corpus(extracts: Sequence[Extract]) -> tuple[IndexedDocument, ...]:
    """Ordered by the sha256 of the text."""
    ordered = sorted(extracts, key=_preference)
    texts = [extract.text.text for extract in ordered]
    sketches = [sketch(text) for text in texts]
    groups = duplicate_groups(texts, sketches)
    candidates = [
        Candidate(_source([ordered[p] for p in group]), texts[group[0]], sketches[group[0]])
        for group in groups
    ]
    documents = [
        IndexedDocument(source, ordered[group[0]])
        for source, group in zip(with_standing(candidates), groups, strict=True)
    ]
    return tuple(sorted(documents, key=lambda document: document.source.sha256))


def _preference(extract: Extract) -> tuple[int, int, int, str, str]:
    """What stands for its duplicates: the original rather than a copy, structure before layout."""
    media_type = extract.text.media_type
    rank = next((n for n, f in enumerate(_BEST_FORMATS) if f in media_type), len(_BEST_FORMATS))
    is_copy = int(_COPY.search(extract.name.replace("_", " ").replace("-", " ")) is not None)
    return is_copy, rank, len(extract.name), extract.name, extract.original_sha256


def _source(group: Sequence[Extract]) -> Source:
    first = group[0]
    text = first.text
    dated = text.dated or next((e.text.dated for e in group if e.text.dated), None)
    return Source(
        sha256=sha256_of(text.text.encode()),
        original_sha256=first.original_sha256,
        name=first.name,
        title=text.title,
        media_type=text.media_type,
        characters=len(text.text),
        language=text.language,
        dated=dated,
        duplicates=tuple(sorted({e.name for e in group[1:]} - {first.name})),
    )
