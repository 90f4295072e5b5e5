"""Lists: filtered, newest first, a page at a time."""

from collections.abc import Iterable, Mapping
from typing import Any

from infra.local.stripe_twin.account import Thing, listed
from infra.local.stripe_twin.errors import Refusal, no_such
from infra.local.stripe_twin.forms import Params, integer

_COMPARED = {
    "gt": lambda value, bound: value > bound,
    "gte": lambda value, bound: value >= bound,
    "lt": lambda value, bound: value < bound,
    "lte": lambda value, bound: value <= bound,
}


def page(url: str, things: Iterable[Thing], params: Params) -> Thing:
    limit = integer(params, "limit", 10)
    if not 1 <= limit <= 100:
        raise Refusal("Limit must be between 1 and 100.", param="limit")
    found = [thing for thing in things if in_span(thing["created"], params.get("created"))]
    ids = [thing["id"] for thing in found]
    if "ending_before" in params:
        stop = _place(ids, params["ending_before"], "ending_before")
        start = max(stop - limit, 0)
        return listed(url, found[start:stop], has_more=start > 0)
    after = params.get("starting_after")
    start = _place(ids, after, "starting_after") + 1 if after else 0
    return listed(url, found[start : start + limit], has_more=len(found) > start + limit)


def in_span(created: int, asked: Any) -> bool:
    """`created` is asked for exactly or between bounds."""
    if asked is None:
        return True
    if not isinstance(asked, Mapping):
        return created == int(asked)
    return all(_COMPARED[name](created, int(bound)) for name, bound in asked.items())


def _place(ids: list[str], id_: str, param: str) -> int:
    if id_ not in ids:
        raise no_such("object", id_, param)
    return ids.index(id_)
