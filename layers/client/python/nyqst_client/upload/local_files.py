"""Files on this machine, as the service wants them announced."""

import hashlib
import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LARGEST = 25 * 1024 * 1024
"""Bytes that the service takes of one document."""

_LONGEST_NAME = 200
_FORBIDDEN_IN_NAMES = set('/\\:*?"<>|')
_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
}
"""Stated here because the table that the machine has differs from machine to machine."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    path: Path
    name: str
    media_type: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Skipped:
    path: Path
    reason: str


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves and all in the folders, in order; none twice, nothing hidden.

    A link that leads out of its folder is not followed. Raises `FileNotFoundError`.
    """
    seen: set[Path] = set()
    for path in paths:
        found = _below(path.resolve(strict=True)) if path.is_dir() else [path]
        for file in found:
            place = file.resolve(strict=True)
            if place not in seen:
                seen.add(place)
                yield file


def _below(folder: Path) -> list[Path]:
    return [
        file
        for file in sorted(folder.rglob("*"))
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and file.is_file()
        and file.resolve().is_relative_to(folder)
    ]


def look_at(path: Path) -> LocalFile | Skipped:
    """Reads the file through, in pieces."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            size = file.tell()
    except OSError as error:
        return Skipped(path, error.strerror or "cannot be read")
    if size == 0:
        return Skipped(path, "is empty")
    if size > LARGEST:
        return Skipped(path, f"is larger than {LARGEST // 2**20} MB")
    return LocalFile(path, name_of(path), media_type_of(path), size, digest.hexdigest())


def media_type_of(path: Path) -> str:
    known = _MEDIA_TYPES.get(path.suffix.lower())
    return known or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def name_of(path: Path) -> str:
    """The file's name without what the service allows in none; its ending stays."""
    clean = "".join(
        character if character.isprintable() and character not in _FORBIDDEN_IN_NAMES else "_"
        for character in path.name.encode(errors="replace").decode()
    )
    ending = Path(clean).suffix[:20] if len(clean) > _LONGEST_NAME else ""
    short = clean[: _LONGEST_NAME - len(ending)] + ending
    return short if short.strip(". ") else "_" * len(short)
