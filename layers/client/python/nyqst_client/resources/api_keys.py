"""API keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nyqst_client.decode import decode
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.api_key import ApiKey
from nyqst_client.model.page import Page, all_of
from nyqst_client.resources.pages import page_from


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """What makes a key is not sent again once the service may have seen it: the key itself is in
    the first answer alone."""

    connection: Connection

    def create(
        self, name: str, scopes: Sequence[str], *, expires_in_days: int | None = None
    ) -> ApiKey:
        body = {"name": name, "scopes": list(scopes), "expires_in_days": expires_in_days}
        return decode(ApiKey, self.connection.call("POST", path_of("api-keys"), body=body))

    def list(self, limit: int | None = None, cursor: str | None = None) -> Page[ApiKey]:
        """Newest first; an admin's list has those of all users."""
        params = {"limit": limit, "cursor": cursor}
        return page_from(ApiKey, self.connection.call("GET", path_of("api-keys"), params=params))

    def all(self) -> Iterator[ApiKey]:
        return all_of(lambda cursor: self.list(100, cursor))

    def rotate(self, key_id: str) -> ApiKey:
        """The key that takes its place. The old one works for another 24 hours at most."""
        return decode(ApiKey, self.connection.call("POST", path_of("api-keys", key_id, "rotate")))

    def revoke(self, key_id: str) -> None:
        self.connection.call("DELETE", path_of("api-keys", key_id))
