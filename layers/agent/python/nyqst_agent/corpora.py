"""Corpora on this worker's disk, fetched once and kept for the tasks to come."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nyqst.artifacts.store import Artifacts
from nyqst.research.search import Search
from nyqst_agent.index.search import CorpusIndex


@dataclass(frozen=True, slots=True)
class CachedCorpora:
    """`nyqst.research.ports.CorpusOpener`."""

    folder: Path

    def __call__(self, artifacts: Artifacts, index_sha256: str) -> Search:
        path = self.folder / f"nyqst-corpus-{index_sha256}.sqlite"
        if not path.exists():
            self._fetch(artifacts, index_sha256, path)
        return CorpusIndex(path)

    def _fetch(self, artifacts: Artifacts, index_sha256: str, path: Path) -> None:
        """Complete or not at all, whoever else fetches it at the same time."""
        content = artifacts.read(index_sha256)
        handle, unfinished = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(unfinished).replace(path)
