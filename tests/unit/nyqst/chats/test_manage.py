"""What a user does with chats."""

import pytest

from nyqst.chats.manage import Chats
from nyqst.chats.model import MAX_TITLE, Creator
from nyqst.errors import Conflict, InvalidInput, NotFound
from tests.builders import a_caller, once
from tests.fakes.chat_store import MemoryChatStore
from tests.fakes.clock import FixedClock


@pytest.fixture
def store() -> MemoryChatStore:
    return MemoryChatStore()


@pytest.fixture
def chats(store: MemoryChatStore, clock: FixedClock) -> Chats:
    return Chats(store, clock, a_caller("ten_a", user_id="usr_a"))


@pytest.fixture
def others(store: MemoryChatStore, clock: FixedClock) -> Chats:
    """The same for somebody of another tenant."""
    return Chats(store, clock, a_caller("ten_b"))


def test_a_chat_belongs_to_who_made_it(chats: Chats, clock: FixedClock) -> None:
    chat = chats.create("Ferries", None)
    assert (chat.tenant_id, chat.created_by, chat.created_at) == ("ten_a", "usr_a", clock.now())
    assert chats.get(chat.id) == chat


def test_a_chat_needs_no_title(chats: Chats) -> None:
    assert chats.create(None, None).title is None


def test_a_title_is_one_line_without_needless_blanks(chats: Chats) -> None:
    assert chats.create("  Ferries \n of\tthe north ", None).title == "Ferries of the north"


@pytest.mark.parametrize("title", ["", " \n ", "x" * (MAX_TITLE + 1)])
def test_a_title_that_is_none_is_refused_and_nothing_made(chats: Chats, title: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        chats.create(title, None)
    assert (refusal.value.code, refusal.value.field) == ("invalid_title", "title")
    assert chats.list(10, None).items == ()


def test_a_title_as_long_as_may_be_is_taken(chats: Chats) -> None:
    assert chats.create("x" * MAX_TITLE, None).title == "x" * MAX_TITLE


def test_the_same_request_makes_one_chat(chats: Chats) -> None:
    assert chats.create("Ferries", once()) == chats.create("Ferries", once())
    assert len(chats.list(10, None).items) == 1


def test_another_request_under_the_same_key_is_refused(chats: Chats) -> None:
    chats.create("Ferries", once())
    with pytest.raises(Conflict) as refusal:
        chats.create("Trains", once(body="other"))
    assert refusal.value.code == "idempotency_key_reused"


def test_a_chat_is_renamed(chats: Chats) -> None:
    chat = chats.create("Ferries", None)
    assert chats.rename(chat.id, " Boats ").title == "Boats"


def test_a_chat_is_not_renamed_to_nothing(chats: Chats) -> None:
    chat = chats.create("Ferries", None)
    with pytest.raises(InvalidInput) as refusal:
        chats.rename(chat.id, " ")
    assert refusal.value.code == "invalid_title"
    assert chats.get(chat.id).title == "Ferries"


def test_a_message_is_the_users(chats: Chats) -> None:
    chat = chats.create(None, None)
    message = chats.post(chat.id, "How many ferries?", None)
    assert (message.creator, message.creator_user_id) == (Creator.USER, "usr_a")
    assert not message.is_answer
    assert chats.message(chat.id, message.id) == message
    assert chats.messages(chat.id, 10, None).items == (message,)


def test_the_same_request_posts_one_message(chats: Chats) -> None:
    chat = chats.create(None, None)
    assert chats.post(chat.id, "A?", once()) == chats.post(chat.id, "A?", once())
    assert len(chats.messages(chat.id, 10, None).items) == 1


def refusals(chats: Chats, chat_id: str, message_id: str) -> set[str]:
    """The codes with which every way to touch a chat is refused."""
    codes = set()
    for touch in (
        lambda: chats.get(chat_id),
        lambda: chats.rename(chat_id, "Boats"),
        lambda: chats.delete(chat_id),
        lambda: chats.post(chat_id, "A?", None),
        lambda: chats.message(chat_id, message_id),
        lambda: chats.messages(chat_id, 10, None),
    ):
        with pytest.raises(NotFound) as refusal:
            touch()
        codes.add(refusal.value.code)
    return codes


def test_an_unknown_chat_is_not_found(chats: Chats) -> None:
    assert refusals(chats, "chat_unknown", "msg_unknown") == {"chat_not_found"}


def test_a_chat_of_another_tenant_is_as_if_unknown(chats: Chats, others: Chats) -> None:
    chat = chats.create("Ferries", None)
    message = chats.post(chat.id, "A?", None)
    assert refusals(others, chat.id, message.id) == {"chat_not_found"}
    assert chats.get(chat.id) == chat
    assert chats.messages(chat.id, 10, None).items == (message,)


def test_a_deleted_chat_is_gone_with_its_messages(chats: Chats) -> None:
    chat = chats.create("Ferries", None)
    message = chats.post(chat.id, "A?", None)
    chats.delete(chat.id)
    assert refusals(chats, chat.id, message.id) == {"chat_not_found"}


def test_a_message_of_another_chat_is_not_found(chats: Chats) -> None:
    one, other = chats.create(None, None), chats.create(None, None)
    message = chats.post(one.id, "A?", None)
    with pytest.raises(NotFound) as refusal:
        chats.message(other.id, message.id)
    assert refusal.value.code == "message_not_found"
