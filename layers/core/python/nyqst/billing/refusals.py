"""What billing refuses in more than one place."""

from nyqst.errors import Unavailable


def not_configured() -> Unavailable:
    return Unavailable("Nobody has set up billing on this stage", code="billing_not_configured")
