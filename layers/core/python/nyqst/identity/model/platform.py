"""What holds for all tenants at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Switches:
    """Those of this stage; as here until somebody turns one."""

    bypass_limits: bool = False
    """Lets everybody through whatever their limits; what they use is counted all the same."""
