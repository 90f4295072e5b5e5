"""The switches of the platform on the wire."""

from pydantic import BaseModel, StrictBool

from nyqst.identity.model.platform import Switches


class SwitchesSet(BaseModel):
    bypass_limits: StrictBool
    """Lets everybody through whatever their limits; what they use is counted all the same."""


class SwitchesView(BaseModel):
    bypass_limits: StrictBool

    @classmethod
    def of(cls, switches: Switches) -> "SwitchesView":
        return cls(bypass_limits=switches.bypass_limits)
