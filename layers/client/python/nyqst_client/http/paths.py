"""Addresses under the API's own."""

from urllib.parse import quote

from nyqst_client.errors import NotFound


def path_of(*names: str) -> str:
    """`/v1/` and the names, none of which can lead anywhere else. Raises `NotFound`."""
    return "/v1/" + "/".join(map(_segment, names))


def tree_path_of(*names: str, below: str) -> str:
    """The same with a last name that may have slashes in it."""
    return f"{path_of(*names)}/{'/'.join(map(_segment, below.split('/')))}"


def _segment(name: str) -> str:
    if name in ("", ".", ".."):
        raise NotFound(404, "not_found", f"Nothing is called {name!r}")
    return quote(name, safe="")
