"""Usage that is reported, summed up and billed."""

from typing import Any

import pytest
import stripe

from infra.local.stripe_twin import usage
from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.shop import Shop

DAY = 86_400


def test_usage_is_billed_when_the_period_ends(shop: Shop, clock: FixedClock) -> None:
    customer = _metered(shop)
    shop.use(customer, "run_1")
    shop.use(customer, "run_2", 3)
    clock.move(days=30, hours=2)
    assert shop.invoices(customer)[-1].total == 2_900 + 4 * 50


def test_usage_that_comes_while_the_invoice_is_a_draft_counts(
    shop: Shop, clock: FixedClock
) -> None:
    customer = _metered(shop)
    clock.move(days=30, minutes=30)
    assert shop.invoices(customer)[-1].status == "draft"
    earlier = int(clock.now().timestamp()) - 3_600
    shop.use(customer, "run_1", timestamp=earlier)
    clock.move(hours=1)
    assert shop.invoices(customer)[-1].total == 2_900 + 50


def test_usage_of_the_new_period_is_not_billed_with_the_old(shop: Shop, clock: FixedClock) -> None:
    customer = _metered(shop)
    clock.move(days=30, minutes=30)
    shop.use(customer, "run_1")
    clock.move(hours=1)
    assert shop.invoices(customer)[-1].total == 2_900


def test_an_identifier_counts_once(shop: Shop) -> None:
    customer = _metered(shop)
    shop.use(customer, "run_1")
    with pytest.raises(stripe.InvalidRequestError, match="already exists") as refused:
        shop.use(customer, "run_1")
    assert (refused.value.headers or {})["stripe-should-retry"] == "false"
    assert _sum(shop, customer) == 1


def test_an_identifier_is_forgotten_after_a_day(shop: Shop, clock: FixedClock) -> None:
    customer = _metered(shop)
    shop.use(customer, "run_1")
    clock.move(hours=25)
    shop.use(customer, "run_1")
    assert _sum(shop, customer) == 2


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(-35 * DAY - 1, "timestamp_too_far_in_past"), (301, "timestamp_in_future")],
)
def test_usage_of_another_time_is_refused(
    shop: Shop, clock: FixedClock, seconds: int, code: str
) -> None:
    customer = _metered(shop)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.use(customer, "run_1", timestamp=int(clock.now().timestamp()) + seconds)
    assert refused.value.code == code


def test_usage_of_35_days_ago_is_taken(shop: Shop, clock: FixedClock) -> None:
    customer = _metered(shop)
    shop.use(customer, "run_1", timestamp=int(clock.now().timestamp()) - 35 * DAY)
    assert _sum(shop, customer) == 1


def test_sums_are_grouped_by_day(shop: Shop, clock: FixedClock) -> None:
    customer = _metered(shop)
    shop.use(customer, "run_1", 2)
    clock.move(days=1)
    shop.use(customer, "run_2", 5)
    assert _values(shop, customer, value_grouping_window="day") == [5, 2]


def test_a_span_of_sums_begins_with_a_minute(shop: Shop) -> None:
    span: Any = {"customer": _metered(shop), "start_time": 61, "end_time": 120}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.client.v1.billing.meters.event_summaries.list(shop.meter, span)
    assert refused.value.param == "start_time"


def test_a_lost_meter_event_is_missing_from_sum_and_invoice(
    shop: Shop, twin: Twin, clock: FixedClock
) -> None:
    customer = _metered(shop)
    shop.use(customer, "run_1")
    shop.use(customer, "run_2")
    usage.lose(twin.account, "run_2")
    assert _sum(shop, customer) == 1
    clock.move(days=30, hours=2)
    assert shop.invoices(customer)[-1].total == 2_900 + 50


def test_sums_lag_behind_as_is_set(shop: Shop, twin: Twin, clock: FixedClock) -> None:
    twin.settings.meter_lag_s = 60
    customer = _metered(shop)
    shop.use(customer, "run_1")
    assert _sum(shop, customer) == 0
    clock.move(minutes=1)
    assert _sum(shop, customer) == 1


def test_the_second_version_of_the_api_takes_usage_too(shop: Shop) -> None:
    customer = _metered(shop)
    event: Any = {
        "event_name": "runs",
        "identifier": "run_1",
        "payload": {"stripe_customer_id": customer, "value": "7"},
    }
    shop.client.v2.billing.meter_events.create(event)
    assert _sum(shop, customer) == 7


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"stripe_customer_id": "cus_unknown", "value": "1"}, "meter_event_customer_not_found"),
        ({"value": "1"}, "meter_event_no_customer_defined"),
        ({"stripe_customer_id": "", "value": "1.5"}, "meter_event_no_customer_defined"),
    ],
)
def test_usage_of_nobody_is_taken_and_told_of_afterwards(
    shop: Shop, payload: dict[str, str], code: str
) -> None:
    shop.use("", "run_1", payload=payload)
    [told] = _error_reports(shop)
    assert told.related_object.id == shop.meter
    assert [each.code for each in told.data.reason.error_types] == [code]
    [sample] = told.data.reason.error_types[0].sample_errors
    assert sample.request.identifier == "run_1"


def test_usage_that_is_no_whole_number_is_taken_and_told_of_afterwards(shop: Shop) -> None:
    customer = _metered(shop)
    shop.use(customer, "run_1", payload={"stripe_customer_id": customer, "value": "1.5"})
    assert _sum(shop, customer) == 0
    [told] = _error_reports(shop)
    assert told.data.reason.error_types[0].code == "meter_event_invalid_value"


def test_an_error_report_has_no_snapshot(shop: Shop) -> None:
    shop.use("cus_unknown", "run_1")
    assert not shop.client.v1.events.list({"type": "billing.meter.error_report_triggered"}).data


def test_the_second_version_of_the_api_refuses_at_once(shop: Shop) -> None:
    event: Any = {
        "event_name": "runs",
        "payload": {"stripe_customer_id": "cus_unknown", "value": "7"},
    }
    with pytest.raises(stripe.StripeError) as refused:
        shop.client.v2.billing.meter_events.create(event)
    assert refused.value.code == "meter_event_customer_not_found"


def test_tiers_include_the_first_runs(shop: Shop, clock: FixedClock) -> None:
    price: Any = {
        "currency": "usd",
        "product": shop.client.v1.products.create({"name": "Runs"}).id,
        "billing_scheme": "tiered",
        "tiers_mode": "graduated",
        "tiers": [{"up_to": 10, "unit_amount": 0}, {"up_to": "inf", "unit_amount": 50}],
        "recurring": {"interval": "month", "usage_type": "metered", "meter": shop.meter},
    }
    tiered = shop.client.v1.prices.create(price)
    customer = shop.customer()
    shop.subscribe(customer, items=[{"price": shop.small}, {"price": tiered.id}])
    shop.use(customer, "run_1", 12)
    clock.move(days=30, hours=2)
    assert shop.invoices(customer)[-1].total == 2_900 + 2 * 50


def test_usage_is_billed_when_a_subscription_ends(shop: Shop, clock: FixedClock) -> None:
    customer = shop.customer()
    items = [{"price": shop.small}, {"price": shop.overage}]
    shop.subscribe(customer, items=items, cancel_at_period_end=True)
    shop.use(customer, "run_1", 3)
    clock.move(days=30, hours=2)
    assert [invoice.total for invoice in shop.invoices(customer)] == [2_900, 150]


def _metered(shop: Shop) -> str:
    customer = shop.customer()
    shop.subscribe(customer, items=[{"price": shop.small}, {"price": shop.overage}])
    return customer


def _error_reports(shop: Shop) -> list[Any]:
    """As they are fetched by who was notified."""
    found = shop.client.v2.core.events.list({"object_id": shop.meter}).data
    return [shop.client.v2.core.events.retrieve(each.id) for each in found]


def _sum(shop: Shop, customer: str) -> float:
    [value] = _values(shop, customer)
    return value


def _values(shop: Shop, customer: str, **params: Any) -> list[float]:
    params |= {"customer": customer, "start_time": 20_300 * DAY, "end_time": 21_000 * DAY}
    span: Any = params
    found = shop.client.v1.billing.meters.event_summaries.list(shop.meter, span)
    return [each.aggregated_value for each in found.data]
