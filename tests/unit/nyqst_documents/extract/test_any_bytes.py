import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nyqst.documents.chunking import chunk
from nyqst.errors import Unreadable
from nyqst_documents.extract import extract
from nyqst_documents.extract.reasons import Reason
from tests.unit.nyqst_documents.extract.made_files import (
    PROSE,
    docx,
    drawn_pdf,
    lines_at,
    word_paragraph,
    word_table,
)

HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\ufeff\ud800-\udfff]"
)
NAMES = st.sampled_from(
    ["a.txt", "a.md", "a.html", "a.csv", "a.tsv", "a.json", "a.jsonl", "a.pdf", "a.docx", "a", ""]
)
TYPES = st.sampled_from(
    ["", "text/plain", "text/html", "application/pdf", "text/csv", "application/json"]
)
PIECES = [
    *("<p>", "</p>", "<table><tr>", "<td>", "<th colspan=3>", "<li>", "<ul>", "<dl><dt>", "<dd>"),
    *("<pre>", "<style>.a{display:none}", "</style>", "<b style='color:#fff'>", "&#0;", "&amp;"),
    *("# ", "- ", "1. ", "| a | b |", "---\n", "```", "**", "[a](b)", "\n", "\n\n", "    ", "\t"),
    *("{", "}", "[", "]", '"a":', ",", ";", '"', "1", "word ", "Date: 3 March 2025", "é", "表"),
    *("\u200b", "\x0c", "\x08", "\u0301", "\U0001f600"),
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
FILES = [
    drawn_pdf(lines_at(700, PROSE[:80], PROSE[80:]), lines_at(700, "More.")),
    docx(word_paragraph(PROSE) + word_table([["a", "b"], ["c", "d"]])),
]


def check(content: bytes, name: str, media_type: str) -> None:
    try:
        text = extract(content, name, media_type)
    except Unreadable as refusal:
        Reason(refusal.code)
        return
    assert text.text.strip()
    assert text.title.strip()
    assert not HIDDEN.search(text.text + text.title)
    assert unicodedata.is_normalized("NFC", text.text)
    assert "\n\n\n" not in text.text
    for heading in text.headings:
        assert text.text[heading.start : heading.end] == heading.title
        assert text.text[heading.end : heading.end + 1] in ("", "\n")
    for above, below in pairwise(text.headings):
        assert above.end < below.start
    for piece, following in pairwise(chunk(text.text, text.headings)):
        assert piece.end <= following.start
    assert extract(content, name, media_type) == text


@settings(deadline=None)
@given(st.binary(max_size=300), NAMES, TYPES)
def test_any_bytes_are_a_text_or_unreadable(content: bytes, name: str, media_type: str) -> None:
    check(content, name, media_type)


@settings(deadline=None, max_examples=300)
@given(MARKUP, NAMES, TYPES)
def test_any_markup_is_a_text_or_unreadable(content: str, name: str, media_type: str) -> None:
    check(content.encode(), name, media_type)


@settings(deadline=None)
@given(st.text(max_size=200), NAMES)
def test_any_text_is_a_text_or_unreadable(content: str, name: str) -> None:
    check(content.encode("utf-8", "replace"), name, "")


@pytest.mark.parametrize("content", FILES, ids=["pdf", "docx"])
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_a_file_with_any_damage_is_a_text_or_unreadable(
    content: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(damaged)))
        damaged[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    check(bytes(damaged), "file", "")
