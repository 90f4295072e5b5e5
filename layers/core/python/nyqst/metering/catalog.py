"""The catalog, read from the file that sells it. Nothing in it is believed before it is checked."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from nyqst.identity.plan import PlanCode
from nyqst.metering.model.catalog import Catalog, Feature, Plan, Quota
from nyqst.metering.model.period import Cycle

_FILE = Path(__file__).with_name("catalog.toml")


class CatalogError(ValueError):
    """The file says something that cannot be sold."""


@cache
def builtin_catalog() -> Catalog:
    return read_catalog(_FILE.read_text())


def read_catalog(text: str) -> Catalog:
    """Raises `CatalogError`, which names what is wrong and where."""
    try:
        given = tomllib.loads(text)
        plans = {PlanCode(code): _plan(code, plan) for code, plan in given["plans"].items()}
        catalog = Catalog(given["version"], plans)
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogError(f"The catalog is not one: {error}") from error
    missing = set(PlanCode) - set(catalog.plans)
    if missing:
        raise CatalogError(f"The catalog lacks {', '.join(sorted(missing))}")
    return catalog


def _plan(code: str, given: dict[str, Any]) -> Plan:
    features = {
        Feature(feature): _quota(quota) if quota else None
        for feature, quota in given["features"].items()
    }
    plan = Plan(PlanCode(code), **{**given, "features": features})
    counts = (plan.run_budget_micros, plan.concurrent_runs, plan.concurrent_runs_each)
    if any(not isinstance(count, int) or count < 1 for count in counts):
        raise CatalogError(f"{code} has a budget or a number of runs that is none")
    return plan


def _quota(given: dict[str, Any]) -> Quota:
    quota = Quota(**{**given, "cycle": Cycle(given["cycle"])})
    if quota.included < 0 or (quota.at_most is not None and quota.at_most < quota.included):
        raise CatalogError(f"{given} limits to less than it includes")
    if quota.at_most is not None and quota.overage_cents is None:
        raise CatalogError(f"{given} goes beyond what is included and has no price for it")
    _ = quota.cut  # refuses what cannot be cut
    return quota
