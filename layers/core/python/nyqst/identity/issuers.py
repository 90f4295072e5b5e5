"""The issuers that a stage trusts, as its settings name them."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from nyqst.identity.model.token import Issuer


def read_issuers(setting: str) -> Mapping[str, Issuer]:
    """By what their tokens say in `iss`."""
    if not setting:
        return {}
    listed = TypeAdapter(list[Issuer]).validate_json(setting)
    return {issuer.issuer: issuer for issuer in listed}
