"""What is no part of the API: what a browser sees, and what only a twin has.

That is its clock, its faults and its bank.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from infra.local.stripe_twin import checkout_page, portal_page
from infra.local.stripe_twin.courier import Endpoint
from infra.local.stripe_twin.errors import Refusal
from infra.local.stripe_twin.forms import decode_json
from infra.local.stripe_twin.markup import BACK, Page, returned
from infra.local.stripe_twin.twin import Asked, Twin


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


def _returned(_twin: Twin, _: str) -> Page:
    return returned()


def _told(value: Any, status: int = int(HTTPStatus.OK)) -> Page:
    return Page(json.dumps(value), status)


_PAGES: tuple[tuple[str, re.Pattern[str], Callable[..., Page]], ...] = (
    ("GET", re.compile("/c/pay/([^/]+)"), checkout_page.checkout),
    ("POST", re.compile("/c/pay/([^/]+)"), checkout_page.pay),
    ("GET", re.compile("/p/session/([^/]+)"), portal_page.portal),
    ("POST", re.compile("/p/session/([^/]+)"), portal_page.renew),
    ("GET", re.compile("/i/([^/]+)"), portal_page.invoice),
    ("GET", re.compile(BACK), _returned),
    ("POST", re.compile("/_twin/advance"), _advance),
    ("POST", re.compile("/_twin/faults"), _faults),
    ("POST", re.compile("/_twin/bank"), _bank),
    ("POST", re.compile("/_twin/endpoints"), _endpoints),
    ("GET", re.compile("/_twin/asked"), _asked),
)
