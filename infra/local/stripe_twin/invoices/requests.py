"""What can be asked of invoices."""

from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal
from infra.local.stripe_twin.forms import Params
from infra.local.stripe_twin.invoices import collect


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("invoice", id_)


def finalize(account: Account, id_: str, _: Params) -> Thing:
    invoice = _in(account, id_, ("draft",), "finalize")
    collect.finalize(account, invoice)
    return invoice


def void(account: Account, id_: str, _: Params) -> Thing:
    invoice = _in(account, id_, ("open", "uncollectible"), "void")
    collect.void(account, invoice)
    return invoice


def mark_uncollectible(account: Account, id_: str, _: Params) -> Thing:
    invoice = _in(account, id_, ("open",), "mark as uncollectible")
    invoice.update(status="uncollectible", auto_advance=False, next_payment_attempt=None)
    invoice["status_transitions"]["marked_uncollectible_at"] = account.now
    account.emit("invoice.marked_uncollectible", invoice)
    return invoice


def lines_of(account: Account, id_: str) -> list[Thing]:
    rows: list[Thing] = account.get("invoice", id_)["lines"]["data"]
    return rows


def _in(account: Account, id_: str, statuses: tuple[str, ...], verb: str) -> Thing:
    invoice = account.get("invoice", id_)
    if invoice["status"] not in statuses:
        raise Refusal(f"You cannot {verb} an invoice that is {invoice['status']}.")
    return invoice
