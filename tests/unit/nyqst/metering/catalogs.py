"""Catalogs to try things on: the built-in one as a document, with changes."""

from copy import deepcopy
from typing import Any

from nyqst.metering.catalog.builtin import builtin_document
from nyqst.metering.catalog.document import CatalogDocument
from nyqst.metering.model.catalog import Catalog

Document = dict[str, Any]
_BUILTIN: Document = builtin_document().model_dump(mode="json")


def a_document(**changes: Any) -> Document:
    """`plans__team__name="T"` is the built-in catalog with another name for that plan."""
    document = deepcopy(_BUILTIN)
    for path, value in changes.items():
        *parents, name = path.split("__")
        place: Any = document
        for parent in parents:
            place = place[parent]
        place[name] = value
    return document


def without(*path: str) -> Document:
    document = deepcopy(_BUILTIN)
    place: Any = document
    for parent in path[:-1]:
        place = place[parent]
    del place[path[-1]]
    return document


def a_catalog(**changes: Any) -> Catalog:
    return CatalogDocument.model_validate(a_document(**changes)).to_catalog()


def a_rule(**changes: Any) -> Document:
    return {
        "id": "a_rule",
        "priority": 1,
        "when": {},
        "effect": {"kind": "deny", "reason": "not_now"},
        **changes,
    }
