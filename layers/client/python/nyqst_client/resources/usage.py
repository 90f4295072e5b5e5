"""What the tenant has used of its plan."""

from dataclasses import dataclass

from nyqst_client.decode import decode
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.usage import Usage


@dataclass(frozen=True, slots=True)
class PlanUsage:
    connection: Connection

    def get(self) -> Usage:
        """In the current periods."""
        return decode(Usage, self.connection.call("GET", path_of("usage")))
