"""What is sold and under which rules, for who runs the platform."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Response

from functions.api.schemas.catalog import ChangeView, Restore, VersionView
from functions.api.schemas.page import Page, page_of
from nyqst.errors import InvalidInput
from nyqst.http.dependencies import Cursor, Limit, PlatformDep
from nyqst.http.permission import Operator
from nyqst.metering.catalog.document import CatalogDocument
from nyqst.metering.catalog.manage import ManageCatalog
from nyqst.metering.catalog.store import read_stored

router = APIRouter(prefix="/catalog", tags=["operator"])
_MOST_DIGITS = 10


def _manage(services: PlatformDep, caller: Operator) -> ManageCatalog:
    return services.metering.manage_catalog(caller)


def _base(if_match: Annotated[str | None, Header()] = None) -> int:
    """The version that was looked at."""
    digits = (if_match or "").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        raise InvalidInput(
            "Say as If-Match which version this is to replace, as ETag told it",
            code="if_match_missing",
        )
    return int(digits)


ManageDep = Annotated[ManageCatalog, Depends(_manage)]
BaseDep = Annotated[int, Depends(_base)]
Version = Annotated[int, Path(ge=1, lt=10**_MOST_DIGITS)]


@router.get("")
def get_catalog(manage: ManageDep, response: Response) -> CatalogDocument:
    """The one in force; its version is its ETag."""
    document = read_stored(manage.current())
    response.headers["ETag"] = f'"{document.version}"'
    return document


@router.put("")
def replace_catalog(
    manage: ManageDep,
    base: BaseDep,
    response: Response,
    body: CatalogDocument,
    dry_run: Annotated[bool, Query()] = False,  # noqa: FBT002
) -> ChangeView:
    """Puts a whole catalog in the place of the one in force, all of it or nothing.

    `version` in the body is the one that it was made from, the same as in If-Match or an earlier
    one. A dry run stores nothing, and says whom the change would touch.
    """
    if dry_run:
        return ChangeView.of(manage.preview(body, base), stored=False)
    replaced = manage.replace(body, base)
    response.headers["ETag"] = f'"{replaced.version}"'
    return ChangeView.of(replaced, stored=True)


@router.post("/restore")
def restore_catalog(
    manage: ManageDep, base: BaseDep, response: Response, body: Restore
) -> ChangeView:
    """What an earlier version said, as a new version."""
    restored = manage.restore(body.version, base)
    response.headers["ETag"] = f'"{restored.version}"'
    return ChangeView.of(restored, stored=True)


@router.get("/versions")
def list_catalog_versions(
    manage: ManageDep, limit: Limit = 20, cursor: Cursor = None
) -> Page[VersionView]:
    """Newest first."""
    return page_of(manage.store.list(limit, cursor), VersionView.of)


@router.get("/versions/{version}")
def get_catalog_version(manage: ManageDep, version: Version) -> CatalogDocument:
    return read_stored(manage.store.get(version))
