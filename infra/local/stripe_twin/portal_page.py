"""The pages at which a customer looks after what was bought, and at an invoice."""

from datetime import UTC, datetime

from infra.local.stripe_twin import markup
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.forms import decode
from infra.local.stripe_twin.markup import BACK, Page, sent_on
from infra.local.stripe_twin.subscriptions.state import OVER, period
from infra.local.stripe_twin.twin import Twin


def portal(twin: Twin, _: str, id_: str) -> Page:
    session = twin.account.get("billing_portal.session", id_)
    customer = session["customer"]
    bought = _of(twin.account, "subscription", customer)
    return markup.page(
        "Your subscription",
        *(_subscription(twin.account, each) for each in bought),
        _listed("Cards", [_card(each) for each in _of(twin.account, "payment_method", customer)]),
        _listed("Invoices", [_invoice(each) for each in _of(twin.account, "invoice", customer)]),
        markup.link(session["return_url"] or BACK, "Back to where you came from"),
    )


def renew(twin: Twin, body: str, id_: str) -> Page:
    """Or not: what a customer of the portal decides about the period's end."""
    session, given = twin.account.get("billing_portal.session", id_), decode(body)
    subscription = twin.account.get("subscription", given.get("subscription", ""))
    if subscription["customer"] == session["customer"]:
        twin.renew(subscription["id"], renews=given.get("renews") == "yes")
    return sent_on(f"/p/session/{id_}")


def invoice(twin: Twin, _: str, id_: str) -> Page:
    found = twin.account.get("invoice", id_)
    rows = [(each["description"] or "", each["amount"]) for each in found["lines"]["data"]]
    rows.append(("In all", found["total"]))
    return markup.page(
        f"Invoice {found['number'] or ''}".strip(),
        markup.table((text, markup.money(amount, found["currency"])) for text, amount in rows),
        markup.paragraph(f"{_day(found['created'])}, {found['status']}"),
    )


def _subscription(account: Account, subscription: Thing) -> str:
    """Of one that is over, there is nothing to decide."""
    rows = [_item(account, item) for item in subscription["items"]["data"]]
    renews = not subscription["cancel_at_period_end"]
    if subscription["status"] in OVER:
        return markup.table([*rows, ("Standing", subscription["status"])])
    rows.append(("Renews on" if renews else "Ends on", _day(period(subscription)[1])))
    decide = markup.form(
        "Cancel at the end of the period" if renews else "Keep it",
        markup.hidden("subscription", subscription["id"]),
        markup.hidden("renews", "no" if renews else "yes"),
        kind="plain" if renews else "",
    )
    return markup.table([*rows, ("Standing", subscription["status"])]) + decide


def _item(account: Account, item: Thing) -> tuple[str, str]:
    price = item["price"]
    name, quantity = account.get("product", price["product"])["name"], item.get("quantity")
    amount = price["unit_amount"]
    if quantity is None or amount is None:
        return name, f"by use, each {price['recurring']['interval']}"
    total = markup.money(amount * quantity, price["currency"])
    seats = f" × {quantity}" if quantity > 1 else ""
    return name + seats, f"{total} each {price['recurring']['interval']}"


def _card(method: Thing) -> tuple[str, str]:
    card = method["card"]
    return f"{card['brand'].title()} ending in {card['last4']}", (
        f"{card['exp_month']:02}/{card['exp_year']}"
    )


def _invoice(invoice: Thing) -> tuple[str, str]:
    amount = markup.money(invoice["total"], invoice["currency"])
    return f"{_day(invoice['created'])}, {invoice['status']}", amount


def _listed(title: str, rows: list[tuple[str, str]]) -> str:
    return markup.heading(title) + markup.table(rows) if rows else ""


def _of(account: Account, kind: str, customer: str) -> list[Thing]:
    return [each for each in account.all(kind) if each["customer"] == customer]


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%d %B %Y").lstrip("0")
