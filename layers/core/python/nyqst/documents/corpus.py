"""The corpus of a run: which documents it may read, and the index that searches them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass

from nyqst.artifacts.model import canonical_json, sha256_of
from nyqst.artifacts.store import Artifacts
from nyqst.documents.extract_json import from_json
from nyqst.documents.model import Document, DocumentStatus
from nyqst.documents.ports import CorpusIndexer, CorpusStore, DocumentStore
from nyqst.errors import Conflict

INDEX_MEDIA_TYPE = "application/vnd.sqlite3"
_READERS = 8
_DONE = frozenset({DocumentStatus.READY, DocumentStatus.FAILED})
_FORMAT = 3
"""Counts up when indexes are built in another way, so that no old one is taken for a new one."""


@dataclass(frozen=True, slots=True)
class Corpus:
    index_sha256: str
    unreadable: tuple[Document, ...]
    """Documents it would hold if they could be read, by name."""


@dataclass(frozen=True, slots=True)
class Corpora:
    store: CorpusStore
    documents: DocumentStore
    artifacts: Artifacts
    index: CorpusIndexer

    def corpus_of(self, document_ids: Sequence[str] | None, pages: Sequence[str] = ()) -> Corpus:
        """Over these documents, or over all that have been read, and pages by their extracts.

        Its index is built once: the same texts under the same names are the same corpus.
        """
        documents = self._choose(document_ids)
        unreadable = [d for d in documents if d.status is DocumentStatus.FAILED]
        unreadable.sort(key=lambda document: (document.name, document.id))
        ready = [d for d in documents if d.status is DocumentStatus.READY]
        extracts = [document.extract_sha256 or "" for document in ready]
        return Corpus(self._index_of([*extracts, *pages]), tuple(unreadable))

    def _index_of(self, extract_shas: Sequence[str]) -> str:
        corpus_id = sha256_of(canonical_json([_FORMAT, sorted(extract_shas)]))
        known = self.store.find(self.artifacts.tenant_id, corpus_id)
        if known is not None:
            return known
        shas = sorted({sha for sha in extract_shas if sha})
        with ThreadPoolExecutor(_READERS) as pool:
            # Each for the tenant that this thread acts for.
            reads = [pool.submit(copy_context().run, self.artifacts.read, sha) for sha in shas]
            extracts = [from_json(read.result()) for read in reads]
        built = self.artifacts.store(self.index(extracts), INDEX_MEDIA_TYPE)
        self.store.add(self.artifacts.tenant_id, corpus_id, built.sha256)
        return built.sha256

    def _choose(self, document_ids: Sequence[str] | None) -> list[Document]:
        if document_ids is None:
            documents = self.documents.all(self.artifacts.tenant_id)
            return [d for d in documents if d.status in _DONE]
        chosen = [self.documents.get(self.artifacts.tenant_id, name) for name in document_ids]
        for document in chosen:
            if document.status not in _DONE:
                raise Conflict(
                    f"{document.name} is not ready to be read", code="document_not_ready"
                )
        return chosen
