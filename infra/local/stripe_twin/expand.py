"""Ids that the caller wants to see as the objects they stand for."""

from collections.abc import Sequence
from typing import Any

from infra.local.stripe_twin.account import Account
from infra.local.stripe_twin.errors import Refusal
from infra.local.stripe_twin.versions import rendered

_DEEPEST = 4


def expanded(account: Account, answer: Any, paths: Sequence[str], version: str) -> Any:
    names = frozenset(path.rpartition(".")[2] for path in paths)
    shown = rendered(account, answer, version, names)
    for path in paths:
        steps = path.split(".")
        if len(steps) > _DEEPEST:
            raise Refusal("You cannot expand more than 4 levels of a property.", param="expand")
        _expand(account, shown, steps, version)
    return shown


def _expand(account: Account, value: Any, steps: Sequence[str], version: str) -> None:
    if isinstance(value, list):
        for each in value:
            _expand(account, each, steps, version)
        return
    if not isinstance(value, dict):
        return
    name, rest = steps[0], steps[1:]
    if name not in value:
        raise Refusal(f"This property cannot be expanded ({name}).", param="expand")
    found = value[name]
    if isinstance(found, str) and found in account.things:
        value[name] = rendered(account, account.things[found], version)
    if rest:
        _expand(account, value[name], rest, version)
