"""The text of a sample document by the simplest means, apart from how the product reads it."""

import csv
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from docx import Document
from docx.table import Table
from pypdf import PdfReader

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9(\"“])|\n{2,}")


def statements(path: Path) -> list[str]:
    """Sentences, and rows of tables with their column heads."""
    blocks = _READERS[path.suffix](path)
    return [part for block in blocks for part in _SENTENCE_END.split(block) if part.strip()]


def _paragraphs(path: Path) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        rows = block.splitlines()
        listed = all(re.match(r"[|>-]", row) for row in rows)
        yield from rows if listed else [" ".join(rows)]


def _csv_rows(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield ", ".join(f"{head} {value}" for head, value in row.items())


def _json_objects(path: Path) -> Iterator[str]:
    yield from _flat(json.loads(path.read_text(encoding="utf-8")))


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        plain = {key: item for key, item in value.items() if not isinstance(item, dict | list)}
        yield ", ".join(f"{key} {item}" for key, item in plain.items())
        for item in value.values():
            yield from _flat(item)
    elif isinstance(value, list):
        for item in value:
            yield from _flat(item)


class _Page(HTMLParser):
    """What a reader of the page's source finds outside comments and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in {"p", "h1", "h2", "h3", "li", "tr", "div", "title", "br"}:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += f" {data.strip()}"


def _html_blocks(path: Path) -> list[str]:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page.blocks


def _pdf_pages(path: Path) -> Iterator[str]:
    yield " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def _docx_blocks(path: Path) -> Iterator[str]:
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            yield from ("; ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text


_READERS = {
    ".md": _paragraphs,
    ".txt": _paragraphs,
    ".html": _html_blocks,
    ".csv": _csv_rows,
    ".json": _json_objects,
    ".pdf": _pdf_pages,
    ".docx": _docx_blocks,
}
