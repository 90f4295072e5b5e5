from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nyqst.documents.upload import MAX_DOCUMENTS_AT_ONCE
from nyqst_client.upload.batches import MOST_BYTES, MOST_FILES, batches
from nyqst_client.upload.local_files import LocalFile


def file(size: int) -> LocalFile:
    return LocalFile(Path("a"), "a", "text/plain", size, "0" * 64)


@given(st.lists(st.integers(1, MOST_BYTES + 10), max_size=120))
def test_every_file_is_in_one_batch_in_its_order(sizes: list[int]) -> None:
    made = list(batches(map(file, sizes)))
    assert [one.size_bytes for batch in made for one in batch] == sizes


@given(st.lists(st.integers(1, MOST_BYTES + 10) | st.integers(1, 1000), max_size=120))
def test_no_batch_is_over_the_limits(sizes: list[int]) -> None:
    for batch in batches(map(file, sizes)):
        assert 1 <= len(batch) <= MOST_FILES
        assert len(batch) == 1 or sum(one.size_bytes for one in batch) <= MOST_BYTES


def test_the_limit_is_the_services() -> None:
    assert MOST_FILES == MAX_DOCUMENTS_AT_ONCE
