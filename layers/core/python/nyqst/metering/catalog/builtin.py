"""The catalog that is in force until another one is stored."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from nyqst.metering.catalog.document import CatalogDocument
from nyqst.metering.model.catalog import Catalog
from nyqst.metering.model.faults import faults_of

FILE = Path(__file__).with_name("catalog.toml")


class CatalogError(ValueError):
    """The file says something that cannot be sold."""


@cache
def builtin_catalog() -> Catalog:
    return read_catalog(FILE.read_text())


def builtin_document() -> CatalogDocument:
    return read_document(FILE.read_text())


def read_catalog(text: str) -> Catalog:
    """Raises `CatalogError`, which names everything that is wrong and where."""
    catalog = read_document(text).to_catalog()
    faults = faults_of(catalog)
    if faults:
        raise CatalogError("; ".join(f"{fault.path} {fault.message}" for fault in faults))
    return catalog


def read_document(text: str) -> CatalogDocument:
    try:
        return CatalogDocument.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise CatalogError(str(error)) from error
    except ValueError as error:
        raise CatalogError(f"The catalog is not one: {error}") from error
