"""One zip file of an export, while it is made."""

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from nyqst.estate.model import OwnedRow
from nyqst.estate.registry import Kind

_INNER = frozenset({"due_pk", "due_sk", "open_pk", "open_sk"})
"""Attributes that only indexes read."""

_READ_ME = """Each file of JSON lines under rows/ has the rows of one kind; content/ has what they
name by its sha256. Documents say their own name and the sha256 of what was uploaded.
"""


class Volume:
    def __init__(self) -> None:
        self.rows = 0
        self.contents = 0
        self._lines: dict[str, list[str]] = {}
        self._written = io.BytesIO()
        self._zip = zipfile.ZipFile(self._written, "w", zipfile.ZIP_DEFLATED)
        self._waiting = 0

    @property
    def size(self) -> int:
        return self._written.tell() + self._waiting

    def add_row(self, kind: Kind, row: OwnedRow) -> None:
        hidden = kind.secrets | _INNER
        shown = {name: value for name, value in row.values.items() if name not in hidden}
        line = json.dumps(_plain(shown), ensure_ascii=False, sort_keys=True)
        self._lines.setdefault(kind.name, []).append(line)
        self._waiting += len(line)
        self.rows += 1

    def add_content(self, name: str, content: bytes) -> None:
        self._zip.writestr(f"content/{name.rpartition('/')[2]}", content)
        self.contents += 1

    def closed(self) -> bytes:
        self._zip.writestr("README.txt", _READ_ME)
        for name, lines in sorted(self._lines.items()):
            self._zip.writestr(f"rows/{name}.jsonl", "\n".join(lines) + "\n")
        self._zip.close()
        return self._written.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool | int | str) or value is None:
        return value
    return _readable(bytes(value))


def _readable(stored: bytes) -> Any:
    """JSON, or JSON lines, deflated or as it is; what is neither as base64."""
    try:
        text = _inflated(stored).decode()
        return [json.loads(line) for line in text.splitlines()]
    except ValueError:
        return base64.b64encode(stored).decode()


def _inflated(stored: bytes) -> bytes:
    try:
        return zlib.decompress(stored)
    except zlib.error:
        return stored
