"""A tenant's everything: handed over, or erased. For its owner, and for who runs the platform."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nyqst_client.decode import decode
from nyqst_client.errors import NotDelivered, Throttled
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.http.transfers import Transfers
from nyqst_client.model.tenant import Erasure, Export, Tenant
from nyqst_client.whole_file import whole_file

STALLED_S = 600
"""How long nothing may happen before an export is not waited for any more."""
_PAUSE_S = 3


@dataclass(frozen=True, slots=True)
class Tenants:
    connection: Connection
    transfers: Transfers

    def own(self) -> Tenant:
        return decode(Tenant, self.connection.call("GET", path_of("tenant")))

    def begin_export(self, tenant_id: str) -> Export:
        """The service makes one a day: within a day it is the one before."""
        path = path_of("tenants", tenant_id, "export")
        try:
            return decode(Export, self.connection.call("POST", path))
        except Throttled as refusal:
            if refusal.code != "export_too_soon":
                raise
        return self.exports(tenant_id)[0]

    def exports(self, tenant_id: str) -> tuple[Export, ...]:
        """Newest first."""
        answer = self.connection.call("GET", path_of("tenants", tenant_id, "exports"))
        return tuple(decode(Export, item) for item in answer["items"])

    def export(self, tenant_id: str, export_id: str) -> Export:
        path = path_of("tenants", tenant_id, "exports", export_id)
        return decode(Export, self.connection.call("GET", path))

    def wait_for_export(self, tenant_id: str, export_id: str) -> Export:
        """Raises `NotDelivered` where nothing comes of it; the service goes on with it."""
        before: Export | None = None
        idle = 0
        while idle < STALLED_S:
            export = self.export(tenant_id, export_id)
            if export.state != "working":
                return export
            idle = idle + _PAUSE_S if export == before else 0
            before = export
            self.connection.sleep(_PAUSE_S)
        raise NotDelivered(f"{export_id} is still being made; ask for it again later")

    def save_export(self, tenant_id: str, export_id: str, folder: Path) -> Iterator[Path]:
        """Each zip file when all of it has come. Raises `NotDelivered`."""
        number, files = 0, 1
        while number < files:
            # Asked for anew each time: what is signed is good for some minutes only.
            export = self.export(tenant_id, export_id)
            if export.state != "ready":
                raise NotDelivered(f"{export_id} is {export.state}")
            files = len(export.downloads)
            path = folder / f"{export.id}-{number + 1:04}.zip"
            with whole_file(path) as file:
                self.transfers.fetch(export.downloads[number], lambda chunks: _write(file, chunks))
            yield path
            number += 1

    def erase(self, tenant_id: str, name: str) -> Erasure:
        """`name` is the tenant's, to say that it is this one that is meant."""
        path = path_of("tenants", tenant_id, "erase")
        return decode(Erasure, self.connection.call("POST", path, body={"name": name}))


def _write(file: BinaryIO, chunks: Iterator[bytes]) -> None:
    file.seek(0)
    file.truncate()
    file.writelines(chunks)
