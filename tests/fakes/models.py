"""Which model a runner is given."""

from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.choose_model import ModelTerms

PRICES = builtin_catalog().prices


def terms_for(model_id: str) -> ModelTerms:
    return ModelTerms(model_id, PRICES, context_tokens=200_000, max_output_tokens=16_000)


def no_model() -> ModelTerms:
    """Misconfigured for a runner that needs one, and never asked for by one that does not."""
    return terms_for("")
