"""The file that a Word document is: a zip archive, the same bytes for the same parts."""

import io
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_TEMPLATE = Path(__file__).with_name("template")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip archive can write down."""


@cache
def template() -> bytes:
    parts = sorted(path for path in _TEMPLATE.rglob("*") if path.is_file())
    return _packed((str(path.relative_to(_TEMPLATE)), path.read_bytes()) for path in parts)


def undated(archive: bytes) -> bytes:
    """`archive` without the times at which its parts were written."""
    with zipfile.ZipFile(io.BytesIO(archive)) as dated:
        return _packed((name, dated.read(name)) for name in dated.namelist())


def _packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # otherwise it names the machine's kind
            archive.writestr(entry, content)
    return packed.getvalue()
