"""Extracts as JSON."""

from hypothesis import given
from hypothesis import strategies as st

from nyqst.documents.extract_json import from_json, to_json
from nyqst.documents.model import Chunk, Extract, ExtractedText, Heading

texts = st.builds(
    ExtractedText,
    text=st.text(max_size=40),
    title=st.text(max_size=10),
    media_type=st.just("text/plain"),
    headings=st.lists(
        st.builds(Heading, st.integers(0), st.integers(1, 6), st.text(max_size=5)), max_size=3
    ).map(tuple),
    dated=st.none() | st.dates(),
    language=st.sampled_from(["en", "de", "und"]),
)
chunks = st.lists(st.builds(Chunk, st.integers(0), st.integers(0), st.text(max_size=5)), max_size=3)
extracts = st.builds(Extract, st.text(max_size=10), st.text(max_size=64), texts, chunks.map(tuple))


@given(extracts)
def test_an_extract_survives_being_written_down(extract: Extract) -> None:
    assert from_json(to_json(extract)) == extract
