import pytest

from tests.fakes.records import MemoryRecords


@pytest.fixture
def records() -> MemoryRecords:
    return MemoryRecords()
