"""JSON objects as dataclasses.

Fields that a class does not have are passed over, so that an older client reads a newer service.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from nyqst_client.errors import UnexpectedAnswer

Record = TypeVar("Record")
Reader = Callable[[Any], Any]


def decode(kind: type[Record], data: object) -> Record:
    """Raises `UnexpectedAnswer` where `data` does not have what `kind` needs."""
    try:
        record: Record = _record_reader(kind)(data)
    except (KeyError, TypeError, ValueError) as error:
        raise UnexpectedAnswer(f"This is not a {kind.__name__}: {error}") from error
    return record


def _record_reader(kind: Any) -> Reader:
    if kind not in _READERS:
        _READERS[kind] = _made_reader(kind)
    return _READERS[kind]


_READERS: dict[Any, Reader] = {}


def _made_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = [
        (field.name, _reader(hints[field.name]), _is_required(field)) for field in fields(kind)
    ]

    def read(data: Any) -> Any:
        _check(data, Mapping)
        known = {}
        for name, reader, required in readers:
            if name in data:
                known[name] = reader(data[name])
            elif required:
                raise KeyError(name)
        return kind(**known)

    return read


def _is_required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _reader(annotation: Any) -> Reader:
    if annotation is Any:
        return lambda value: value
    if is_dataclass(annotation):
        return _record_reader(annotation)
    if annotation in (date, datetime):
        return lambda value: annotation.fromisoformat(_check(value, str))
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (UnionType, Union):
        return _optional(_reader(next(one for one in inner if one is not NoneType)))
    if origin is tuple:
        return _items(_reader(inner[0]))
    if origin is Mapping:
        return _values(_reader(inner[1]))
    return lambda value: _check(value, annotation)


def _optional(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _items(reader: Reader) -> Reader:
    return lambda value: tuple(reader(item) for item in _check(value, list))


def _values(reader: Reader) -> Reader:
    return lambda value: {key: reader(item) for key, item in _check(value, dict).items()}


def _check(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r:.40} where a {kind.__name__} belongs")
    return value
