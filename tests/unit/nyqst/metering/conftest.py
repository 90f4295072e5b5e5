import pytest

from tests.unit.nyqst.metering.gate import Gate


@pytest.fixture
def gate() -> Gate:
    return Gate()
