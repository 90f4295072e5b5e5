"""What every chat store must do with messages, the fake and the real one alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.chats.dynamodb import DynamoChatStore
from nyqst.chats.model import Creator, Message
from nyqst.chats.ports import ChatStore
from nyqst.errors import Conflict, InvalidInput, NotFound
from tests.aws import Aws
from tests.builders import NOW, a_message, once
from tests.fakes.chat_store import MemoryChatStore

CHAT = "chat_1"


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> ChatStore:
    if request.param == "memory":
        return MemoryChatStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoChatStore(aws.app)


def many(store: ChatStore, tenant: str, count: int) -> list[Message]:
    messages = [
        a_message(CHAT, created_at=NOW + timedelta(seconds=number)) for number in range(count)
    ]
    return [store.add_message(tenant, message, None) for message in messages]


ANSWER = a_message(
    CHAT,
    creator=Creator.AI,
    creator_user_id=None,
    message_type="normal",
    deliverable_type="REPORT",
    is_answer=True,
    is_running=False,
    run_id="run_1",
    retry_attempts=2,
    report_sha256="a" * 64,
    entities=({"title": "Fleet", "cited_entities": []}, {"n": 1}),
    error_type="TIMEOUT",
)


@pytest.mark.parametrize("message", [a_message(CHAT), a_message(CHAT, content=""), ANSWER])
def test_a_message_is_read_back_as_it_was(store: ChatStore, tenant: str, message: Message) -> None:
    assert store.add_message(tenant, message, None) == message
    assert store.message(tenant, CHAT, message.id) == message


def test_an_unknown_message_is_not_found(store: ChatStore, tenant: str) -> None:
    with pytest.raises(NotFound) as refusal:
        store.message(tenant, CHAT, "msg_unknown")
    assert refusal.value.code == "message_not_found"


def test_a_message_is_found_in_its_own_chat_and_tenant_only(store: ChatStore, tenant: str) -> None:
    message = store.add_message(tenant, a_message(CHAT), None)
    for owner, chat in ((tenant, "chat_2"), (f"{tenant}x", CHAT)):
        with pytest.raises(NotFound):
            store.message(owner, chat, message.id)
        assert store.messages(owner, chat, 10, None).items == ()


def test_an_id_is_taken_once(store: ChatStore, tenant: str) -> None:
    message = store.add_message(tenant, a_message(CHAT), None)
    with pytest.raises(Conflict):
        store.add_message(tenant, replace(message, content="Other"), None)
    assert store.message(tenant, CHAT, message.id) == message


def test_the_same_request_posts_one_message(store: ChatStore, tenant: str) -> None:
    first = store.add_message(tenant, a_message(CHAT), once())
    assert store.add_message(tenant, a_message(CHAT), once()) == first
    assert store.messages(tenant, CHAT, 10, None).items == (first,)


def test_a_key_with_another_request_is_refused_and_posts_nothing(
    store: ChatStore, tenant: str
) -> None:
    first = store.add_message(tenant, a_message(CHAT), once())
    with pytest.raises(Conflict) as refusal:
        store.add_message(tenant, a_message(CHAT), once(body="other"))
    assert refusal.value.code == "idempotency_key_reused"
    assert store.messages(tenant, CHAT, 10, None).items == (first,)


@pytest.mark.parametrize("limit", [1, 2, 5, 50])
def test_messages_are_listed_oldest_first_in_pages(
    store: ChatStore, tenant: str, limit: int
) -> None:
    posted = many(store, tenant, 5)
    found: list[Message] = []
    cursor = None
    while True:
        page = store.messages(tenant, CHAT, limit, cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == posted


def test_a_cursor_of_another_chat_is_refused(store: ChatStore, tenant: str) -> None:
    many(store, tenant, 3)
    cursor = store.messages(tenant, CHAT, 1, None).next_cursor
    with pytest.raises(InvalidInput) as refusal:
        store.messages(tenant, "chat_2", 1, cursor)
    assert refusal.value.code == "cursor_of_another_list"


def test_a_finished_message_takes_the_place_of_the_running_one(
    store: ChatStore, tenant: str
) -> None:
    running = replace(ANSWER, is_running=True, is_answer=False, entities=(), report_sha256=None)
    store.add_message(tenant, running, None)
    for _ in range(2):
        store.finish_message(tenant, ANSWER)
    assert store.messages(tenant, CHAT, 10, None).items == (ANSWER,)


def test_a_chat_without_an_answer_was_answered_by_no_run(store: ChatStore, tenant: str) -> None:
    many(store, tenant, 3)
    assert store.last_answering_run(tenant, CHAT) is None


def test_the_latest_answer_counts(store: ChatStore, tenant: str) -> None:
    for number, (run_id, is_answer) in enumerate(
        (("run_1", True), ("run_2", True), ("run_3", False))
    ):
        at = NOW + timedelta(seconds=number)
        made = a_message(CHAT, created_at=at, run_id=run_id, is_answer=is_answer)
        store.add_message(tenant, made, None)
    assert store.last_answering_run(tenant, CHAT) == "run_2"
    assert store.last_answering_run(f"{tenant}x", CHAT) is None
