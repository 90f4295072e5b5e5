"""The same request, sent again."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from nyqst_client import ApiError
from tests.local.place import Place

pytestmark = pytest.mark.local


def test_a_run_is_started_once(empty_place: Place) -> None:
    runs = empty_place.client.runs
    first = runs.start("A?", idempotency_key="one")
    runs.cancel(first.id)
    stored = empty_place.rows()
    again = runs.start("A?", idempotency_key="one")
    assert (again.id, again.status) == (first.id, "cancelled")
    assert [run.id for run in runs.all()] == [first.id]
    assert empty_place.rows() == stored


def test_a_key_that_comes_with_another_question_is_refused(empty_place: Place) -> None:
    chats = empty_place.client.chats
    chats.create("Harbours", idempotency_key="one")
    stored = empty_place.rows()
    with pytest.raises(ApiError) as refused:
        chats.create("Ferries", idempotency_key="one")
    assert (refused.value.status, refused.value.code) == (409, "idempotency_key_reused")
    assert empty_place.rows() == stored


def test_requests_that_come_at_once_make_one_chat(empty_place: Place) -> None:
    def create(_: int) -> str:
        return empty_place.client.chats.create("Harbours", idempotency_key="one").id

    with ThreadPoolExecutor(6) as pool:
        made = set(pool.map(create, range(6)))
    assert len(made) == 1
    assert [chat.id for chat in empty_place.client.chats.all()] == list(made)
