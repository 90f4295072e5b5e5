"""The size of an item as DynamoDB bills it: names and values in UTF-8, a little for structure."""

from collections.abc import Mapping
from typing import Any


def size_of(item: Mapping[str, Any]) -> int:
    """Of attributes with types, as they are sent."""
    return sum(len(name.encode()) + _value(value) for name, value in item.items())


def _value(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    if kind == "M":
        return 3 + size_of(content) + len(content)
    if kind == "N":
        return 1 + -(-len(content) // 2)
    return len(content.encode())
