"""What happens by itself when its time has come."""

from collections.abc import Callable, Mapping

from infra.local.stripe_twin import checkout
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.subscriptions import renew

HAPPENINGS: Mapping[str, Callable[[Account, Thing], None]] = {
    "cancel_at": renew.cancel_at,
    "checkout_expiry": checkout.lapse,
    "finalize": renew.finalize,
    "incomplete_expiry": renew.incomplete_expiry,
    "period_end": renew.period_end,
    "retry": renew.retry,
    "trial_will_end": renew.trial_will_end,
    "upcoming": renew.upcoming,
}
