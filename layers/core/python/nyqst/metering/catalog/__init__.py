"""What is sold and under which rules: the file, the stored versions, and the one in force."""

from nyqst.metering.catalog.builtin import CatalogError, builtin_catalog, read_catalog

__all__ = ["CatalogError", "builtin_catalog", "read_catalog"]
