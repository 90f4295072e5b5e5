"""A twin written down, so that it can be stopped and goes on where it was."""

import json
from dataclasses import asdict
from typing import Any

from infra.local.stripe_twin.account import Due, Recorded
from infra.local.stripe_twin.twin import Twin

_PLAIN = ("things", "kinds", "declining", "usage", "identifiers")


def written(twin: Twin) -> str:
    """Without what is on its way: the sweep of who waits finds that."""
    account = twin.account
    kept: dict[str, Any] = {name: getattr(account, name) for name in _PLAIN}
    kept["events"] = [asdict(each) for each in account.events]
    kept["due"] = [asdict(each) for each in account.due]
    kept["count"], kept["drawn"] = account.count, account.drawn()
    kept["ahead"] = twin.ahead
    return json.dumps(kept)


def restore(twin: Twin, text: str) -> None:
    kept = json.loads(text)
    account = twin.account
    for name in _PLAIN:
        setattr(account, name, kept[name])
    account.events[:] = [Recorded(**each) for each in kept["events"]]
    account.due[:] = [Due(**each) for each in kept["due"]]
    account.count = kept["count"]
    account.draw_on(kept["drawn"])
    twin.ahead = kept["ahead"]
    twin.courier.skip()
