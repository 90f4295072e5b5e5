"""What the keys of rows begin with that stand for no tenant yet."""

INBOX = "STRIPE#INBOX#"
"""An event of Stripe's; whose it is, is known when it has been dealt with."""
