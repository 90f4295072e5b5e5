"""What the steps of a run have used, all together."""

from collections.abc import Mapping
from typing import Any

from nyqst.research.model.usage import Usage


def used_by(results: Mapping[str, Mapping[str, Any]]) -> Usage:
    """Of the steps that are done, by what each says of itself under `usage`."""
    used = (Usage(*result["usage"]) for result in results.values() if "usage" in result)
    return sum(used, Usage())
