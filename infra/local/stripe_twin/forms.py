"""Form-encoded parameters with brackets, as the SDK sends them, and what is read out of them."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from infra.local.stripe_twin.errors import missing, not_integer

Params = dict[str, Any]


def decode(text: str) -> Params:
    root: Params = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        _put(root, _steps(name), value)
    return {name: _lists(value) for name, value in root.items()}


def decode_json(text: str) -> Params:
    read: Params = json.loads(text or "{}")
    return read


def text(params: Mapping[str, Any], name: str) -> str:
    value = params.get(name)
    if not isinstance(value, str) or not value:
        raise missing(name)
    return value


def integer(params: Mapping[str, Any], name: str, default: int | None = None) -> int:
    value = params.get(name, default)
    if value is None:
        raise missing(name)
    try:
        return int(value)
    except (TypeError, ValueError):
        raise not_integer(name, value) from None


def flag(params: Mapping[str, Any], name: str, *, default: bool = False) -> bool:
    value = params.get(name, default)
    return value is True or value == "true"


def cleared(params: Mapping[str, Any], name: str) -> Any:
    """An empty text unsets."""
    return params[name] or None


def merged(old: Mapping[str, str], new: object) -> dict[str, str]:
    """Metadata: empty values take a key away, an empty whole takes all."""
    if not isinstance(new, Mapping):
        return {}
    both = {**old, **{key: str(value) for key, value in new.items()}}
    return {key: value for key, value in both.items() if value != ""}


def _steps(name: str) -> list[str]:
    head, *rest = name.split("[")
    return [head, *(step.rstrip("]") for step in rest)]


def _put(root: Params, steps: list[str], value: str) -> None:
    inner = root
    for step in steps[:-1]:
        inner = inner.setdefault(step or str(len(inner)), {})
    inner[steps[-1] or str(len(inner))] = value


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _lists(each) for name, each in value.items()}
    if inner and all(name.isdigit() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner
