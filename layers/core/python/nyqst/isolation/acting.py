"""For which tenant the work at hand is done: the function's credentials reach its rows alone.

At first for nobody. Then they reach what belongs to no tenant: credentials and addresses, by which
strangers say who they are. Whoever finds that out acts for the tenant from then on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Tenants = frozenset[str]

_ACTING: ContextVar[Tenants] = ContextVar("acting", default=frozenset())


def acting() -> Tenants:
    return _ACTING.get()


def act_for(tenant_id: str) -> None:
    """For the rest of the request."""
    _ACTING.set(frozenset({tenant_id}))


@contextmanager
def acting_for(*tenant_ids: str) -> Iterator[None]:
    """For several only where rows of theirs change together, as when one invites another."""
    before = _ACTING.set(frozenset(tenant_ids))
    try:
        yield
    finally:
        _ACTING.reset(before)
