"""Opening a ZIP archive that anybody may have made."""

import io
import struct
import zipfile
import zlib

from nyqst_documents.extract.reasons import Reason, unreadable

_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What the standard library raises on a directory or a part that is not as it should be."""


def opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGES as error:
        raise unreadable(Reason.DAMAGED, "The archive is cut off or damaged") from error


def part(archive: zipfile.ZipFile, path: str, most: int) -> bytes | None:
    """At most `most` bytes and one of a part, None if there is none of that name."""
    try:
        with archive.open(path) as stream:
            return stream.read(most + 1)
    except KeyError:
        return None
    except _DAMAGES as error:
        raise unreadable(Reason.DAMAGED, "A part of the document is damaged") from error
