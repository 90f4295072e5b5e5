"""What a browser sees of it, and what only a twin has: its clock, its faults, its bank."""

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from infra.local.stripe_twin.account import Thing
from infra.local.stripe_twin.courier import Endpoint
from infra.local.stripe_twin.errors import Refusal
from infra.local.stripe_twin.forms import decode, decode_json
from infra.local.stripe_twin.twin import Asked, Twin

_HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Page:
    body: str
    status: int = int(HTTPStatus.OK)
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(twin: Twin, asked: Asked) -> Page | None:
    """None for what belongs to the API."""
    for method, pattern, page in _PAGES:
        match = pattern.fullmatch(asked.path)
        if match and method == asked.method:
            try:
                return page(twin, asked.body, *match.groups())
            except Refusal as refusal:
                return _told({"error": refusal.error}, refusal.status)
    return None


def _checkout(twin: Twin, _: str, id_: str) -> Page:
    session = twin.account.get("checkout.session", id_)
    rows = session["line_items"]["data"]
    wanted = "".join(f"<li>{html.escape(_row(row))}</li>" for row in rows)
    form = (
        '<form method="post"><label>Card <select name="card">'
        "<option>pm_card_visa</option><option>pm_card_chargeCustomerFail</option></select></label>"
        "<button>Subscribe</button></form>"
    )
    shown = form if session["status"] == "open" else f"<p>This session is {session['status']}.</p>"
    return _page("Checkout", f"<ul>{wanted}</ul>{shown}")


def _pay(twin: Twin, body: str, id_: str) -> Page:
    """Completes it, and sends the customer on to where the session says."""
    given = decode(body)
    twin.complete_checkout(id_, given.get("card") or "pm_card_visa", given.get("email", ""))
    after = twin.account.get("checkout.session", id_)["success_url"] or "/"
    location = after.replace("{CHECKOUT_SESSION_ID}", id_)
    return Page("", int(HTTPStatus.SEE_OTHER), {"Location": location})


def _portal(twin: Twin, _: str, id_: str) -> Page:
    session = twin.account.get("billing_portal.session", id_)
    back = html.escape(session["return_url"] or "/", quote=True)
    return _page("Customer portal", f'<p>{session["customer"]}</p><a href="{back}">Return</a>')


def _advance(twin: Twin, body: str) -> Page:
    given = decode_json(body)
    twin.advance(float(given.get("seconds", 0)), days=float(given.get("days", 0)))
    return _told({"now": twin.account.now})


def _faults(twin: Twin, body: str) -> Page:
    given = decode_json(body)
    twin.faults.enqueue(*given.get("next", []), path=given.get("path", "/"))
    twin.faults.rate = float(given.get("rate", twin.faults.rate))
    for name, value in given.get("deliveries", {}).items():
        setattr(twin.courier.faults, name, value)
    return _told({"rate": twin.faults.rate, "deliveries": asdict(twin.courier.faults)})


def _bank(twin: Twin, body: str) -> Page:
    given = decode_json(body)
    for card in given.get("decline", []):
        twin.decline(card)
    for card in given.get("accept", []):
        twin.accept(card)
    return _told({"declining": twin.account.declining})


def _endpoints(twin: Twin, body: str) -> Page:
    given = decode_json(body)
    lists: dict[str, Any] = {
        name: tuple(given[name]) for name in ("secrets", "types") if name in given
    }
    twin.courier.endpoints.append(Endpoint(**{**given, **lists}))
    return _told({"endpoints": [asdict(each) for each in twin.courier.endpoints]})


def _asked(twin: Twin, _: str) -> Page:
    return _told({"asked": [{"method": each.method, "path": each.path} for each in twin.asked]})


def _row(row: Thing) -> str:
    return f"{row['description']}: {row['amount_total'] / 100:.2f} {row['currency'].upper()}"


def _page(title: str, body: str) -> Page:
    whole = f"<!doctype html><title>{title}</title><h1>{title} (twin)</h1>{body}"
    return Page(whole, headers=_HTML)


def _told(value: Any, status: int = int(HTTPStatus.OK)) -> Page:
    return Page(json.dumps(value), status)


_PAGES: tuple[tuple[str, re.Pattern[str], Callable[..., Page]], ...] = (
    ("GET", re.compile("/c/pay/([^/]+)"), _checkout),
    ("POST", re.compile("/c/pay/([^/]+)"), _pay),
    ("GET", re.compile("/p/session/([^/]+)"), _portal),
    ("POST", re.compile("/_twin/advance"), _advance),
    ("POST", re.compile("/_twin/faults"), _faults),
    ("POST", re.compile("/_twin/bank"), _bank),
    ("POST", re.compile("/_twin/endpoints"), _endpoints),
    ("GET", re.compile("/_twin/asked"), _asked),
)
