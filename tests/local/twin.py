"""The twin of Stripe beside the local stack, as a browser and as its seller see it."""

import re
from typing import Any

import httpx

from infra.local import billing

_SELLER = {"Authorization": "Bearer sk_test_local"}
_EVERY = 100


def submitted(url: str, **chosen: str) -> httpx.Response:
    """The page's form with what it has in it and what was chosen, and where it leads to."""
    page = httpx.get(url).text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    for name, value in chosen.items():
        assert f'name="{name}"' in page
        assert f'value="{value}"' in page
    return httpx.post(url, data={**fields, **chosen}, follow_redirects=True)


def events_about(customer_id: str) -> dict[str, str]:
    """Ids and types of all that has happened to a customer."""
    asked = {"limit": _EVERY}
    found: dict[str, str] = {}
    more = True
    while more:
        page = httpx.get(f"{billing.address()}/v1/events", params=asked, headers=_SELLER).json()
        found |= {each["id"]: each["type"] for each in page["data"] if _is_about(each, customer_id)}
        more, asked = page["has_more"], {**asked, "starting_after": page["data"][-1]["id"]}
    return found


def _is_about(event: dict[str, Any], customer_id: str) -> bool:
    about = event["data"]["object"]
    return customer_id in (about["id"], about.get("customer"))
