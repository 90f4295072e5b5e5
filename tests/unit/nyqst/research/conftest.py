"""A platform with two documents, and somebody who asks about them."""

import pytest

from nyqst.identity.model import Caller
from tests.builders import a_caller
from tests.fakes.platform import MemoryPlatform

DOCUMENTS = {
    "fleet.txt": "The fleet has 12 ferries. The fleet carries a debt of 40 million.",
    "crew.txt": "The crew numbers 240.\n\nNo debt is owed to the crew.",
}


@pytest.fixture
def caller() -> Caller:
    return a_caller("ten_a")


@pytest.fixture
def platform(caller: Caller) -> MemoryPlatform:
    platform = MemoryPlatform()
    for name, text in DOCUMENTS.items():
        platform.add_document(caller, name, text)
    return platform
