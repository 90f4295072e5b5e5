"""Names of WordprocessingML elements."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def local(element: "_Element") -> str:
    """The name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: "_Element | None", *path: str) -> "_Element | None":
    for name in path:
        if element is None:
            return None
        element = next((below for below in element if local(below) == name), None)
    return element


def value(element: "_Element | None", name: str = "val") -> str | None:
    if element is None:
        return None
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}")


def is_on(element: "_Element | None") -> bool:
    """A property that is present is on unless it says otherwise."""
    return element is not None and (value(element) or "1").lower() not in (
        "0",
        "false",
        "off",
        "none",
    )
