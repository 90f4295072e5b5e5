"""The page at which a customer pays."""

from http import HTTPStatus

from infra.local.stripe_twin import markup
from infra.local.stripe_twin.account import Thing
from infra.local.stripe_twin.errors import Refusal
from infra.local.stripe_twin.forms import decode
from infra.local.stripe_twin.markup import BACK, Page, sent_on
from infra.local.stripe_twin.twin import Twin

_CARDS = {
    "pm_card_visa": "Visa ending in 4242 (goes through)",
    "pm_card_mastercard": "Mastercard ending in 4444 (goes through)",
    "pm_card_chargeCustomerFail": "Visa ending in 0341 (is declined)",
}


def checkout(twin: Twin, _: str, id_: str) -> Page:
    return _checkout(twin.account.get("checkout.session", id_))


def pay(twin: Twin, body: str, id_: str) -> Page:
    """Completes it, and sends the customer on to where the session says."""
    given = decode(body)
    session = twin.account.get("checkout.session", id_)
    try:
        twin.complete_checkout(id_, given.get("card") or "pm_card_visa", given.get("email", ""))
    except Refusal as refusal:
        return _checkout(session, str(refusal), refusal.status)
    return sent_on(_after(session))


def _checkout(session: Thing, alert: str = "", status: int = int(HTTPStatus.OK)) -> Page:
    return markup.page(
        "Checkout",
        markup.table([*map(_row, session["line_items"]["data"]), _total(session)]),
        markup.paragraph(alert, "alert") if alert else "",
        _to_pay(session) if session["status"] == "open" else _over(session),
        status=status,
    )


def _to_pay(session: Thing) -> str:
    asked = [markup.choice("Card", "card", _CARDS)]
    if not session["customer"]:
        asked.insert(0, markup.entry("E-mail", "email", "email"))
    cancel = session["cancel_url"]
    return markup.form("Subscribe", *asked) + (markup.link(cancel, "Not now") if cancel else "")


def _over(session: Thing) -> str:
    told = markup.paragraph(f"This checkout is {session['status']}.")
    return told + (markup.link(_after(session), "Go on") if session["status"] == "complete" else "")


def _row(row: Thing) -> tuple[str, str]:
    recurring = row["price"]["recurring"]
    if row["quantity"] is None:
        return row["description"], f"by use, each {recurring['interval']}"
    seats = f" × {row['quantity']}" if row["quantity"] > 1 else ""
    amount = markup.money(row["amount_total"], row["currency"])
    return f"{row['description']}{seats}", f"{amount} each {recurring['interval']}"


def _total(session: Thing) -> tuple[str, str]:
    days = session["_asked"].get("trial_period_days")
    due = 0 if days else session["amount_total"] or 0
    title = f"Due today, with {days} days on trial" if days else "Due today"
    return title, markup.money(due, session["currency"] or "usd")


def _after(session: Thing) -> str:
    url = session["success_url"] or BACK
    return str(url).replace("{CHECKOUT_SESSION_ID}", session["id"])
