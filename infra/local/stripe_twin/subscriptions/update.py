"""Changes to a subscription: items, trial, renewal, whom to charge."""

from infra.local.stripe_twin import cards, periods
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, declined
from infra.local.stripe_twin.forms import Params, cleared, flag, integer, merged
from infra.local.stripe_twin.invoices import collect, draft, lines, pending, proration
from infra.local.stripe_twin.settings import DAY
from infra.local.stripe_twin.subscriptions import items
from infra.local.stripe_twin.subscriptions.state import (
    OVER,
    interval,
    is_metered,
    period,
    set_period,
)

_UPDATED = "customer.subscription.updated"
_NOT_COVERED = ("discounts", "add_invoice_items", "pause_collection")


def update(account: Account, id_: str, params: Params) -> Thing:
    subscription = account.get("subscription", id_)
    _check(subscription, params)
    card = _card(account, subscription, params)
    wanted = items.revised(account, subscription, params.get("items", []))
    owed = _owed(account, subscription, wanted, params)
    starts_anew = _starts_anew(subscription, wanted, params)
    if params.get("payment_behavior") == "error_if_incomplete" and (starts_anew or owed):
        _check_card(account, subscription, card)
    used = _used(account, subscription) if starts_anew else []
    with account.changing(subscription, _UPDATED):
        subscription["items"]["data"] = wanted
        if card:
            subscription["default_payment_method"] = card
        _describe(subscription, params)
        _end_later(account, subscription, params)
        if starts_anew:
            _start_anew(account, subscription)
        elif "trial_end" in params:
            _extend_trial(account, subscription, integer(params, "trial_end"))
        for each in owed:
            pending.wait(account, each)
        at_once = params.get("proration_behavior") == "always_invoice"
        invoice = None
        if starts_anew or (at_once and owed):
            invoice = _bill(account, subscription, used, starts_anew=starts_anew)
    if invoice:
        account.emit("invoice.created", invoice)
        collect.settle_now(account, invoice)
    return subscription


def _check(subscription: Thing, params: Params) -> None:
    if subscription["status"] in OVER and set(params) - {"metadata", "cancellation_details"}:
        raise Refusal(
            "A canceled subscription can only update its cancellation_details and metadata."
        )
    for name in _NOT_COVERED:
        if params.get(name):
            raise Refusal(f"The twin does not do {name}.", param=name)
    if params.get("payment_behavior") == "pending_if_incomplete":
        raise Refusal("The twin does not do pending updates.", param="payment_behavior")
    anchor = params.get("billing_cycle_anchor")
    if anchor is not None and not isinstance(anchor, dict):
        raise Refusal("Invalid object", param="billing_cycle_anchor")
    if "proration_date" in params:
        start, end = period(subscription)
        if not start <= integer(params, "proration_date") < end:
            raise Refusal(
                "Cannot specify `proration_date` outside of the current period",
                param="proration_date",
            )


def _card(account: Account, subscription: Thing, params: Params) -> str | None:
    if not params.get("default_payment_method"):
        return None
    named = params["default_payment_method"]
    return str(cards.of_customer(account, named, subscription["customer"])["id"])


def _owed(
    account: Account, subscription: Thing, wanted: list[Thing], params: Params
) -> list[Thing]:
    """The proration, as invoice items that do not wait yet."""
    if params.get("proration_behavior") == "none":
        return []
    at = integer(params, "proration_date", account.now)
    if not _starts_anew(subscription, wanted, params):
        return proration.of_change(account, subscription, wanted, at)
    if subscription["status"] == "trialing":
        return []
    return proration.unused(account, subscription, at)


def _starts_anew(subscription: Thing, wanted: list[Thing], params: Params) -> bool:
    """A new interval, the end of a trial and the wish for it begin a new period at once."""
    if interval(wanted) != interval(subscription["items"]["data"]):
        return True
    if params.get("billing_cycle_anchor", {}).get("type") == "now":
        return True
    return params.get("trial_end") == "now" and subscription["status"] == "trialing"


def _start_anew(account: Account, subscription: Thing) -> None:
    end = periods.after(account.now, *interval(subscription["items"]["data"]))
    if subscription["status"] == "trialing":
        subscription.update(status="active", trial_end=account.now)
    subscription["billing_cycle_anchor"] = account.now
    set_period(subscription, account.now, end)
    plan_renewal(account, subscription, end)


def plan_renewal(account: Account, subscription: Thing, end: int) -> None:
    account.schedule(end, "period_end", subscription)
    account.schedule(end - account.settings.upcoming_days * DAY, "upcoming", subscription)


def _extend_trial(account: Account, subscription: Thing, end: int) -> None:
    if end <= account.now:
        raise Refusal("Invalid timestamp: must be in the future", param="trial_end")
    subscription.update(
        status="trialing",
        trial_start=subscription["trial_start"] or account.now,
        trial_end=end,
        billing_cycle_anchor=end,
    )
    set_period(subscription, period(subscription)[0], end)
    plan_renewal(account, subscription, end)
    account.schedule(max(end - 3 * DAY, account.now), "trial_will_end", subscription)


def _describe(subscription: Thing, params: Params) -> None:
    if "metadata" in params:
        subscription["metadata"] = merged(subscription["metadata"], params["metadata"])
    if "description" in params:
        subscription["description"] = cleared(params, "description")
    if params.get("trial_settings"):
        subscription["trial_settings"] = params["trial_settings"]
    if params.get("cancellation_details"):
        subscription["cancellation_details"].update(params["cancellation_details"])


def _end_later(account: Account, subscription: Thing, params: Params) -> None:
    if params.get("cancel_at"):
        at = integer(params, "cancel_at")
        _ends(account, subscription, at, at_period_end=False)
        account.schedule(at, "cancel_at", subscription)
    elif flag(params, "cancel_at_period_end"):
        _ends(account, subscription, period(subscription)[1], at_period_end=True)
    elif "cancel_at" in params or "cancel_at_period_end" in params:
        subscription.update(cancel_at=None, cancel_at_period_end=False, canceled_at=None)
        subscription["cancellation_details"]["reason"] = None


def _ends(account: Account, subscription: Thing, at: int, *, at_period_end: bool) -> None:
    subscription.update(cancel_at=at, cancel_at_period_end=at_period_end, canceled_at=account.now)
    subscription["cancellation_details"]["reason"] = "cancellation_requested"


def _check_card(account: Account, subscription: Thing, card: str | None) -> None:
    customer = account.get("customer", subscription["customer"])
    own = card or subscription["default_payment_method"]
    code = collect.would_decline(account, customer, own)
    if code:
        raise declined(code)


def _used(account: Account, subscription: Thing) -> list[Thing]:
    """In the period that ends early."""
    start, _ = period(subscription)
    return lines.of_period(account, subscription, (start, account.now), None)


def _bill(account: Account, subscription: Thing, used: list[Thing], *, starts_anew: bool) -> Thing:
    span = period(subscription)
    rows = [
        lines.licensed(account, item, span)
        for item in subscription["items"]["data"]
        if starts_anew and not is_metered(item)
    ]
    return draft.bill(account, subscription, [*used, *rows], "subscription_update", span)
