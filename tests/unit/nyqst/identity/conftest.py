from collections.abc import Callable

import pytest

from nyqst.errors import NyqstError
from tests.fakes.accounts import Accounts
from tests.fakes.records import MemoryRecords

Refusal = Callable[[Callable[[], object]], str]


@pytest.fixture
def records() -> MemoryRecords:
    return MemoryRecords()


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


@pytest.fixture
def refusal() -> Refusal:
    """The code with which it is refused."""

    def refusal_of(action: Callable[[], object]) -> str:
        with pytest.raises(NyqstError) as refused:
            action()
        return refused.value.code

    return refusal_of
