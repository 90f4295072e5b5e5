"""Builds the index of a corpus: near-duplicates merged, versions told apart, passages searchable.

The same documents give the same bytes, in whatever order they come.
"""

import json
import re
import sqlite3
import struct
from collections import Counter
from collections.abc import Sequence

from nyqst.documents.model import Extract
from nyqst.research.model.evidence import Source
from nyqst_agent.index.corpus import IndexedDocument, merged_corpus
from nyqst_agent.index.schema import SCHEMA
from nyqst_agent.index.source_json import to_json
from nyqst_agent.index.weight import weight_of
from nyqst_agent.language.stems import stem

_WORD = re.compile(r"[^\W\d_]{4,40}")
_ENGLISH = frozenset({"en", "und"})
_CHANGE_COUNTER, _VERSION_VALID_FOR, _LIBRARY_VERSION = 24, 92, 96
"""Places in the file's header, see https://www.sqlite.org/fileformat.html#the_database_header."""


def build(extracts: Sequence[Extract]) -> bytes:
    """One SQLite file for `CorpusIndex`. Implements `nyqst.documents.ports.CorpusIndexer`."""
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(SCHEMA)
        spelled: Counter[str] = Counter()
        for number, document in enumerate(merged_corpus(extracts), start=1):
            _add_source(database, number, document)
            for passage in _add_passages(database, number, document):
                spelled.update(set(_WORD.findall(passage.lower())))
        rows = ((word, stem(word), count) for word, count in sorted(spelled.items()))
        database.executemany("INSERT INTO word VALUES (?, ?, ?)", rows)
        database.execute("INSERT INTO found (found) VALUES ('optimize')")
        database.commit()
        database.execute("VACUUM")
        return _without_circumstances(database.serialize())
    finally:
        database.close()


def _add_source(database: sqlite3.Connection, number: int, document: IndexedDocument) -> None:
    headings = [heading.title for heading in document.extract.text.headings]
    database.execute(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)",
        (
            number,
            document.source.sha256,
            to_json(document.source),
            json.dumps(headings, ensure_ascii=False),
            _is_english(document.source),
            weight_of(document.source.name),
        ),
    )


def _is_english(source: Source) -> bool:
    return source.language in _ENGLISH


def _add_passages(
    database: sqlite3.Connection, number: int, document: IndexedDocument
) -> list[str]:
    text, title = document.extract.text.text, document.source.title
    bodies = []
    for chunk in document.extract.chunks:
        body = text[chunk.start : chunk.end]
        row = database.execute(
            "INSERT INTO passage (source, start, body, heading) VALUES (?, ?, ?, ?)",
            (number, chunk.start, body, chunk.heading),
        ).lastrowid
        database.execute(
            "INSERT INTO found (rowid, body, heading, title) VALUES (?, ?, ?, ?)",
            (row, body, chunk.heading, title),
        )
        bodies.append(body)
    return bodies


def _without_circumstances(content: bytes) -> bytes:
    """Which library wrote the file, and after how many changes, is no part of the corpus."""
    plain = bytearray(content)
    for place in (_CHANGE_COUNTER, _VERSION_VALID_FOR):
        plain[place : place + 4] = struct.pack(">I", 1)
    plain[_LIBRARY_VERSION : _LIBRARY_VERSION + 4] = struct.pack(">I", 0)
    return bytes(plain)
