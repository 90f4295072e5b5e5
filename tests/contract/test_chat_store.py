"""What every chat store must do with chats, the fake and the real one alike."""

from datetime import timedelta

import pytest

from nyqst.chats.dynamodb import DynamoChatStore
from nyqst.chats.ports import ChatStore
from nyqst.errors import Conflict, InvalidInput, NotFound
from tests.aws import Aws
from tests.builders import NOW, a_chat, a_message, once
from tests.fakes.chat_store import MemoryChatStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> ChatStore:
    if request.param == "memory":
        return MemoryChatStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoChatStore(aws.app)


def many(store: ChatStore, tenant: str, count: int) -> list[str]:
    """The ids of as many chats, each a second later than the one before."""
    chats = [a_chat(tenant, created_at=NOW + timedelta(seconds=number)) for number in range(count)]
    return [store.create(chat, None).id for chat in chats]


def listed(store: ChatStore, tenant: str, limit: int) -> list[str]:
    found: list[str] = []
    cursor = None
    while True:
        page = store.list(tenant, limit, cursor)
        assert len(page.items) <= limit
        found += [chat.id for chat in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return found


@pytest.mark.parametrize("title", ["Ferries", "Fähren — ⛴", None])
def test_a_chat_is_read_back_as_it_was(store: ChatStore, tenant: str, title: str | None) -> None:
    chat = a_chat(tenant, title=title)
    assert store.create(chat, None) == chat
    assert store.get(tenant, chat.id) == chat


def test_an_unknown_chat_is_not_found(store: ChatStore, tenant: str) -> None:
    with pytest.raises(NotFound) as refusal:
        store.get(tenant, "chat_unknown")
    assert refusal.value.code == "chat_not_found"


def test_an_id_longer_than_any_key_is_not_found(store: ChatStore, tenant: str) -> None:
    with pytest.raises(NotFound):
        store.get(tenant, "x" * 5_000)


def test_another_tenant_does_not_find_it(store: ChatStore, tenant: str) -> None:
    chat = store.create(a_chat(tenant), None)
    with pytest.raises(NotFound):
        store.get(f"{tenant}x", chat.id)
    assert store.list(f"{tenant}x", 10, None).items == ()


def test_an_id_is_taken_once(store: ChatStore, tenant: str) -> None:
    chat = store.create(a_chat(tenant), None)
    with pytest.raises(Conflict):
        store.create(a_chat(tenant, id=chat.id, title="Other"), None)
    assert store.get(tenant, chat.id) == chat


def test_the_same_request_makes_one_chat(store: ChatStore, tenant: str) -> None:
    first = store.create(a_chat(tenant), once())
    assert store.create(a_chat(tenant), once()) == first
    assert listed(store, tenant, 10) == [first.id]


def test_a_replay_gives_the_chat_as_it_is_now(store: ChatStore, tenant: str) -> None:
    first = store.create(a_chat(tenant), once())
    store.rename(tenant, first.id, "Renamed", only_if_unnamed=False)
    assert store.create(a_chat(tenant), once()).title == "Renamed"


def test_a_key_with_another_request_is_refused_and_makes_nothing(
    store: ChatStore, tenant: str
) -> None:
    store.create(a_chat(tenant), once())
    with pytest.raises(Conflict) as refusal:
        store.create(a_chat(tenant), once(body="other"))
    assert refusal.value.code == "idempotency_key_reused"
    assert len(listed(store, tenant, 10)) == 1


def test_a_key_is_forgotten_after_its_time_though_its_row_still_stands(
    store: ChatStore, tenant: str
) -> None:
    first = store.create(a_chat(tenant), once())
    last_day = NOW + timedelta(days=40) - timedelta(seconds=1)
    assert store.create(a_chat(tenant, created_at=last_day), once()) == first
    later = a_chat(tenant, created_at=NOW + timedelta(days=40))
    assert store.create(later, once(body="other")) == later
    again = a_chat(tenant, created_at=NOW + timedelta(days=79))
    assert store.create(again, once(body="other")) == later


def test_a_key_is_good_for_each_operation_apart(store: ChatStore, tenant: str) -> None:
    store.create(a_chat(tenant), once(operation="POST /v1/a"))
    store.create(a_chat(tenant), once(operation="POST /v1/b"))
    assert len(listed(store, tenant, 10)) == 2


def test_a_key_is_good_for_each_tenant_apart(store: ChatStore, tenant: str) -> None:
    store.create(a_chat(tenant), once())
    other = store.create(a_chat(f"{tenant}x"), once(body="other"))
    assert store.get(f"{tenant}x", other.id) == other


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_chats_are_listed_newest_first_in_pages(store: ChatStore, tenant: str, limit: int) -> None:
    made = many(store, tenant, 7)
    assert listed(store, tenant, limit) == made[::-1]


def test_a_cursor_of_another_list_is_refused(store: ChatStore, tenant: str) -> None:
    many(store, tenant, 3)
    cursor = store.list(tenant, 1, None).next_cursor
    with pytest.raises(InvalidInput) as refusal:
        store.list(f"{tenant}x", 1, cursor)
    assert refusal.value.code == "cursor_of_another_list"


def test_a_chat_is_renamed(store: ChatStore, tenant: str) -> None:
    chat = store.create(a_chat(tenant), None)
    assert store.rename(tenant, chat.id, "Boats", only_if_unnamed=False)
    assert store.get(tenant, chat.id).title == "Boats"


def test_a_name_that_a_user_gave_is_kept(store: ChatStore, tenant: str) -> None:
    chat = store.create(a_chat(tenant, title="Mine"), None)
    assert not store.rename(tenant, chat.id, "Generated", only_if_unnamed=True)
    assert store.get(tenant, chat.id).title == "Mine"


def test_a_chat_without_a_name_takes_the_first(store: ChatStore, tenant: str) -> None:
    chat = store.create(a_chat(tenant, title=None), None)
    assert store.rename(tenant, chat.id, "Generated", only_if_unnamed=True)
    assert not store.rename(tenant, chat.id, "Later", only_if_unnamed=True)
    assert store.get(tenant, chat.id).title == "Generated"


def test_an_unknown_chat_is_not_renamed(store: ChatStore, tenant: str) -> None:
    for only_if_unnamed in (True, False):
        assert not store.rename(tenant, "chat_x", "Boats", only_if_unnamed=only_if_unnamed)
    assert listed(store, tenant, 10) == []


def test_a_deleted_chat_is_neither_found_nor_listed_nor_renamed(
    store: ChatStore, tenant: str
) -> None:
    first, second, third = many(store, tenant, 3)
    store.delete(tenant, second)
    with pytest.raises(NotFound):
        store.get(tenant, second)
    assert not store.rename(tenant, second, "Boats", only_if_unnamed=False)
    for limit in (1, 2, 10):
        assert listed(store, tenant, limit) == [third, first]


def test_giving_the_name_it_has_is_no_refusal(store: ChatStore, tenant: str) -> None:
    """Whoever died behind giving it must learn that it is given."""
    chat = store.create(a_chat(tenant, title=None), None)
    for _ in range(2):
        assert store.rename(tenant, chat.id, "Generated", only_if_unnamed=True)


@pytest.mark.parametrize("owner", ["", "x"])
def test_only_what_is_there_can_be_deleted(store: ChatStore, tenant: str, owner: str) -> None:
    chat = store.create(a_chat(tenant), None)
    store.delete(tenant, chat.id)
    with pytest.raises(NotFound) as refusal:
        store.delete(tenant + owner, chat.id)
    assert refusal.value.code == "chat_not_found"


def test_a_run_can_still_finish_its_message_in_a_deleted_chat(
    store: ChatStore, tenant: str
) -> None:
    chat = store.create(a_chat(tenant), None)
    message = store.add_message(tenant, a_message(chat.id), None)
    store.delete(tenant, chat.id)
    store.finish_message(tenant, store.message(tenant, chat.id, message.id))
