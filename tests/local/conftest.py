"""The local stack, once for the whole session, and what most tests look at: one finished run."""

from collections.abc import Iterator

import pytest

from infra.local import stack
from tests.local.place import QUESTION, Finished, Place, new_place


@pytest.fixture(scope="session")
def local() -> Iterator[stack.LocalStack]:
    ran_before = stack.running() is not None
    yield stack.up(lambda _: None)
    if not ran_before:
        stack.down()


@pytest.fixture(scope="session")
def place(local: stack.LocalStack) -> Iterator[Place]:
    """With the papers of the harbour, which no test changes."""
    with new_place(local) as made:
        made.add_documents()
        yield made


@pytest.fixture
def empty_place(local: stack.LocalStack) -> Iterator[Place]:
    with new_place(local) as made:
        yield made


@pytest.fixture(scope="session")
def answered(place: Place) -> Finished:
    """A run that went well, and its events as they came."""
    return place.finish(place.client.runs.start(QUESTION))
