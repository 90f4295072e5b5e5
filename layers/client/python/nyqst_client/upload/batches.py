"""Files in batches that one announcement may hold."""

from collections.abc import Iterable, Iterator

from nyqst_client.upload.local_files import LocalFile

MOST_FILES = 50
"""The service's limit."""
MOST_BYTES = 64 * 1024 * 1024
"""So that what the service signs for one batch does not expire before it is sent."""


def batches(files: Iterable[LocalFile]) -> Iterator[list[LocalFile]]:
    """In order. A file that is too large for any batch gets one of its own."""
    batch: list[LocalFile] = []
    size = 0
    for file in files:
        if batch and (len(batch) == MOST_FILES or size + file.size_bytes > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size_bytes
    if batch:
        yield batch
