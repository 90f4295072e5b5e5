"""The parts of a docx, read from memory into memory and never past a limit."""

import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nyqst_documents.extract.archive import opened, part
from nyqst_documents.extract.limits import (
    MAX_ARCHIVE_ENTRIES,
    MAX_PART_BYTES,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_RATIO,
)
from nyqst_documents.extract.reasons import Reason, unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENCRYPTED = 0x1
_MAIN_PART = "/officeDocument"
_DEFAULT_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Package:
    archive: zipfile.ZipFile
    main: str
    """The path of the part that holds the body; its styles and notes stand beside it."""

    @classmethod
    def opened(cls, content: bytes) -> "Package":
        archive = opened(content)
        _check(archive.infolist(), len(content))
        relations = cls(archive, _DEFAULT_MAIN).part("_rels/.rels")
        return cls(archive, _main_path(relations))

    def body(self) -> "_Element":
        root = self.part(self.main)
        if root is None:
            raise unreadable(Reason.DAMAGED, "The document has no body")
        return root

    def beside(self, name: str) -> "_Element | None":
        return self.part(posixpath.join(posixpath.dirname(self.main), name))

    def part(self, path: str) -> "_Element | None":
        """The root of one XML part, or None if the document has none of that name."""
        content = part(self.archive, path, MAX_PART_BYTES)
        if content is None:
            return None
        if len(content) > MAX_PART_BYTES:
            raise _too_large()
        return _parsed(content)


def _check(entries: list[zipfile.ZipInfo], packed: int) -> None:
    """What the archive claims of itself; what is read is held to it by the archive's reader."""
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise unreadable(Reason.ENCRYPTED, "The document is protected by a password")
    if len(entries) > MAX_ARCHIVE_ENTRIES or unpacked > MAX_UNPACKED_BYTES:
        raise _too_large()
    if unpacked > MAX_PART_BYTES and unpacked > MAX_UNPACKED_RATIO * packed:
        raise _too_large()


def _too_large() -> Exception:
    return unreadable(Reason.TOO_LARGE_UNPACKED, "Unpacked, the document is too large to be read")


def _parsed(content: bytes) -> "_Element":
    from lxml import etree

    # No entity is expanded and no document type read: neither has a place in a docx.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(Reason.DAMAGED, "A part of the document is damaged") from error
    if root is None or b"<!DOCTYPE" in content:
        raise unreadable(Reason.DAMAGED, "A part of the document is not as it should be")
    return root


def _main_path(relations: "_Element | None") -> str:
    for relation in [] if relations is None else relations:
        if relation.get("Type", "").endswith(_MAIN_PART):
            return posixpath.normpath(relation.get("Target", "")).lstrip("/")
    return _DEFAULT_MAIN
