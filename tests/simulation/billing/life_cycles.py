"""Six ways that a subscription may go at Stripe, step by step."""

from collections.abc import Callable, Mapping, Sequence

from nyqst.billing.manage import Offered
from nyqst.billing.model.processor import ProcessorSubscription
from nyqst.billing.ports import Alteration, Order
from nyqst.identity.plan import PlanCode
from tests.till import BACK, Till

Step = Callable[[Till], None]


def _checkout(plan: PlanCode) -> Step:
    def step(till: Till) -> None:
        customer = till.customers.get_or_create().customer_id
        price = till.prices.price_of(plan, Offered(plan).interval)
        order = Order("ten_a", customer, price, trial_days=till.trial_days)
        session = till.gateway.checkout(order, BACK, BACK, f"{plan}:{till.clock.now()}")
        till.twin.complete_checkout(session.id)

    return step


def _trial(till: Till) -> None:
    till.trial_days = 14
    _checkout(PlanCode.PROFESSIONAL)(till)


def _upgrade(till: Till) -> None:
    held = _held(till)
    till.gateway.alter(held.id, Alteration(held.item_id, price_id="price_team"), "up")


def _end_later(till: Till) -> None:
    held = _held(till)
    change = Alteration(held.item_id, cancel_at_period_end=True)
    till.gateway.alter(held.id, change, "end")


def _declined(till: Till) -> None:
    till.twin.decline(till.customers.payment_methods()[0].id)


def _accepted(till: Till) -> None:
    till.twin.accept(till.customers.payment_methods()[0].id)


def _later(**span: float) -> Step:
    def step(till: Till) -> None:
        till.clock.move(**span)

    return step


def _held(till: Till) -> ProcessorSubscription:
    (held,) = till.gateway.subscriptions_of(till.customers.get().customer_id)
    return held


_BOUGHT = _checkout(PlanCode.PROFESSIONAL)
_MONTH, _DAYS = [_later(days=18), _later(days=12, hours=2)], _later(days=4)

LIFE_CYCLES: Mapping[str, Sequence[Step]] = {
    "trial to paid": [_trial, _later(days=15)],
    "upgrade": [_BOUGHT, _later(days=10), _upgrade, *_MONTH],
    "end at the period's end": [_BOUGHT, _later(days=10), _end_later, *_MONTH],
    "failed payment to recovery": [_BOUGHT, _declined, *_MONTH, _accepted, _DAYS],
    "failed payment to cancellation": [_BOUGHT, _declined, *_MONTH, _DAYS, _later(days=20)],
    "checkout twice": [_BOUGHT, _later(minutes=1), _checkout(PlanCode.TEAM), _DAYS],
}
