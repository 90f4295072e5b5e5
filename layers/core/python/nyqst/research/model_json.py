"""The research model as JSON artifacts and back. The same value gives the same bytes."""

from typing import Any, TypeVar

from pydantic import TypeAdapter

Model = TypeVar("Model")

_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}
"""Making one takes milliseconds, so each is made once."""


def dump(value: Any) -> bytes:
    return _adapter(type(value)).dump_json(value)


def load(kind: type[Model], content: bytes) -> Model:
    loaded: Model = _adapter(kind).validate_json(content)
    return loaded


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
