"""JSON to a draft: records become one line each, other values `path › to: value`.

Numbers stay as they are written: 12.40 is not 12.4 to somebody who quotes it.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from nyqst.errors import Unreadable
from nyqst_documents.extract.characters import clean, one_line
from nyqst_documents.extract.date_reading import first_date
from nyqst_documents.extract.draft import Block, Draft, heading, paragraph, rows
from nyqst_documents.extract.encoding import decode
from nyqst_documents.extract.limits import MAX_DEPTH, MAX_MARKUP_BYTES
from nyqst_documents.extract.listing import joined_rows
from nyqst_documents.extract.reasons import Reason, unreadable

_LONGEST_RECORD = 700
"""Characters on one line; a longer record has a line for each of its values."""
_LONGEST_VALUE = 200
"""A longer string is prose and a paragraph of its own."""
_LONGEST_PATH = 160
_SECTION_LEVELS = 3
"""Objects nested deeper open no section; their names are in the paths."""
_TITLES = ("title", "name", "headline", "subject", "label", "id")
_DATES = (
    *("updated", "updated_at", "last_updated", "modified", "date", "dated", "report_date", "as_of"),
    *("published", "published_at", "exported_at", "generated_at", "created", "created_at"),
)


class Members(tuple[tuple[str, "Value"], ...]):
    """An object as it is written, names that come twice included."""

    __slots__ = ()


Value = Members | list["Value"] | str | bool | None


class _Leaf(NamedTuple):
    path: str
    value: str


def read_json(content: bytes) -> Draft:
    """Also JSON lines that are called JSON."""
    text = _text(content)
    try:
        return _draft(_parsed(text))
    except Unreadable:
        return _draft(_parsed_lines(text))


def read_json_lines(content: bytes) -> Draft:
    return _draft(_parsed_lines(_text(content)))


def _text(content: bytes) -> str:
    if len(content) > MAX_MARKUP_BYTES:
        raise unreadable(Reason.TOO_LARGE, f"JSON is read up to {MAX_MARKUP_BYTES // 2**20} MB")
    return clean(decode(content))


def _parsed(text: str) -> Value:
    try:
        value: Value = json.loads(
            text, object_pairs_hook=Members, parse_float=str, parse_int=str, parse_constant=str
        )
    except (ValueError, RecursionError) as error:
        raise unreadable(Reason.DAMAGED, "This is not well-formed JSON") from error
    return value


def _parsed_lines(text: str) -> Value:
    return [_parsed(line) for line in text.split("\n") if line.strip()]


def _draft(value: Value) -> Draft:
    blocks = joined_rows(_blocks(value, "", 1))
    return Draft(blocks, title=_member(value, _TITLES[:-1]), dated=_date(value), is_data=True)


def _member(value: Value, names: Sequence[str]) -> str | None:
    if not isinstance(value, Members):
        return None
    strings = {name.lower(): item for name, item in value if isinstance(item, str) and item}
    return next((strings[name] for name in names if name in strings), None)


def _date(value: Value) -> date | None:
    return first_date(_member(value, _DATES) or "")


def _blocks(value: Value, path: str, level: int) -> Iterator[Block]:
    if level > MAX_DEPTH:
        raise unreadable(Reason.TOO_LARGE_UNPACKED, "The values are nested too deeply to be read")
    if isinstance(value, list) and any(isinstance(item, Members | list) for item in value):
        for number, item in enumerate(value, 1):
            yield from _record(item, path, number, level)
    elif isinstance(value, Members):
        # Plain values first: below the section of another member they would seem to be its own.
        for name, item in sorted(value, key=lambda member: _opens_section(member[1])):
            yield from _named(name, item, path, level)
    else:
        yield from _leaf_blocks([_Leaf(path, _scalar(value))])


def _named(name: str, value: Value, path: str, level: int) -> Iterator[Block]:
    """Members that hold more than a value open a section at the top of the document."""
    below = _under(path, name)
    if _opens_section(value):
        if level <= _SECTION_LEVELS:
            yield heading(_readable(name), level)
        yield from _blocks(value, below, level + 1)
    else:
        yield from _leaf_blocks(list(_leaves(value, below, level)))


def _opens_section(value: Value) -> bool:
    return isinstance(value, Members | list) and not _is_flat(value)


def _record(value: Value, path: str, number: int, level: int) -> Iterator[Block]:
    """One element of an array."""
    leaves = list(_leaves(value, "", level))
    line = "; ".join(f"{leaf.path}: {leaf.value}" if leaf.path else leaf.value for leaf in leaves)
    if len(line) <= _LONGEST_RECORD:
        yield rows(line)
        return
    yield heading(_member(value, _TITLES) or _readable(f"{path} {number}"), level)
    yield from _leaf_blocks(leaves)


def _leaf_blocks(leaves: Sequence[_Leaf]) -> Iterator[Block]:
    for path, value in leaves:
        named = f"{path}: {value}" if path else value
        if len(value) <= _LONGEST_VALUE:
            yield rows(one_line(named))
        else:
            yield from map(paragraph, named.split("\n\n"))


def _leaves(value: Value, path: str, level: int) -> Iterator[_Leaf]:
    if level > MAX_DEPTH:
        raise unreadable(Reason.TOO_LARGE_UNPACKED, "The values are nested too deeply to be read")
    if isinstance(value, Members):
        for name, item in value:
            yield from _leaves(item, _under(path, name), level + 1)
    elif isinstance(value, list) and not _is_flat(value):
        for number, item in enumerate(value, 1):
            yield from _leaves(item, _under(path, str(number)), level + 1)
    elif value not in (None, "") and value != []:
        yield _Leaf(path, _scalar(value))


def _is_flat(value: Value) -> bool:
    """A list of plain values, which fits on one line."""
    return isinstance(value, list) and not any(isinstance(item, Members | list) for item in value)


def _scalar(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(map(_scalar, value))
    return _WORDS.get(value, "") if value is None or isinstance(value, bool) else str(value)


_WORDS = {None: "", True: "yes", False: "no"}


def _under(path: str, name: str) -> str:
    whole = f"{path} › {one_line(name)}" if path else one_line(name)
    return whole if len(whole) <= _LONGEST_PATH else f"…{whole[-_LONGEST_PATH:]}"


def _readable(name: str) -> str:
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
