"""Waiting until documents are ready or have failed."""

from collections.abc import Callable, Sequence

from nyqst_client.http.connection import Sleep
from nyqst_client.model.document import Document
from nyqst_client.upload.side_by_side import workers

STALLED_S = 300
"""How long nothing may happen before what is still unread is given up."""
_LOOKED_AT = 8
"""Documents asked about in one round: they are read about in the order they were sent."""
_PAUSES = (0.2, 0.3, 0.5, 0.8, 1.2, 2.0)

Get = Callable[[str], Document]


def wait_until_read(
    get: Get, document_ids: Sequence[str], sleep: Sleep, tell: Callable[[int], None]
) -> dict[str, Document]:
    """Those that are ready or failed, by id. `tell` is told how many are not yet."""
    unread = list(document_ids)
    settled: dict[str, Document] = {}
    waited, idle = 0.0, 0
    while unread and waited < STALLED_S:
        tell(len(unread))
        # Some that never come to an end may stand before others that do.
        found = _settled(get, unread[: _LOOKED_AT * (idle + 1)])
        settled |= found
        unread = [document_id for document_id in unread if document_id not in found]
        waited, idle = (0.0, 0) if found else (waited, idle + 1)
        if len(found) < _LOOKED_AT and unread:
            pause = _PAUSES[min(idle, len(_PAUSES) - 1)]
            sleep(pause)
            waited += pause
    return settled


def _settled(get: Get, document_ids: list[str]) -> dict[str, Document]:
    with workers() as pool:
        found = pool.map(get, document_ids)
        return {document.id: document for document in found if document.settled}
