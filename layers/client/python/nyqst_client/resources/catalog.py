"""What is sold and under which rules; for who runs the platform."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nyqst_client.decode import decode
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.catalog import CatalogChange, CatalogVersion
from nyqst_client.model.page import Page, all_of
from nyqst_client.resources.pages import page_from


@dataclass(frozen=True, slots=True)
class Catalogs:
    connection: Connection

    def get(self, version: int | None = None) -> dict[str, Any]:
        """The document in force, or an earlier one."""
        names = ("catalog",) if version is None else ("catalog", "versions", str(version))
        document: dict[str, Any] = self.connection.call("GET", path_of(*names))
        return document

    def versions(self) -> Iterator[CatalogVersion]:
        """Newest first."""
        path = path_of("catalog", "versions")

        def page(cursor: str | None) -> Page[CatalogVersion]:
            params = {"limit": 100, "cursor": cursor}
            return page_from(CatalogVersion, self.connection.call("GET", path, params=params))

        return all_of(page)

    def plan(self, document: Mapping[str, Any]) -> CatalogChange:
        """What putting it in force would do. Nothing is stored."""
        return self._put(document, {"dry_run": "true"})

    def apply(self, document: Mapping[str, Any]) -> CatalogChange:
        """Refused if the version that it was made from, `version`, is not in force any more."""
        return self._put(document, {})

    def _put(self, document: Mapping[str, Any], params: Mapping[str, str]) -> CatalogChange:
        answer = self.connection.call(
            "PUT",
            path_of("catalog"),
            body=document,
            params=params,
            replaces=str(document.get("version", "")),
        )
        return decode(CatalogChange, answer)
