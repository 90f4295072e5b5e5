"""What a user does with chats."""

from dataclasses import dataclass

from nyqst.chats.model import MAX_TITLE, Chat, Creator, Message
from nyqst.chats.ports import ChatStore
from nyqst.clock import Clock
from nyqst.errors import InvalidInput, NotFound
from nyqst.idempotency import Once
from nyqst.identity.model import Caller
from nyqst.ids import new_id
from nyqst.paging import Listed


@dataclass(frozen=True, slots=True)
class Chats:
    """The chats of the caller's tenant."""

    store: ChatStore
    clock: Clock
    caller: Caller

    def create(self, title: str | None, once: Once | None) -> Chat:
        now = self.clock.now()
        chat = Chat(
            id=new_id("chat", now),
            tenant_id=self.caller.tenant_id,
            title=_clean(title) if title is not None else None,
            created_by=self.caller.user_id,
            created_at=now,
        )
        return self.store.create(chat, once)

    def get(self, chat_id: str) -> Chat:
        return self.store.get(self.caller.tenant_id, chat_id)

    def list(self, limit: int, cursor: str | None) -> Listed[Chat]:
        return self.store.list(self.caller.tenant_id, limit, cursor)

    def rename(self, chat_id: str, title: str) -> Chat:
        title = _clean(title)
        if not self.store.rename(self.caller.tenant_id, chat_id, title, only_if_unnamed=False):
            raise NotFound(f"No chat {chat_id}", code="chat_not_found")
        return self.get(chat_id)

    def delete(self, chat_id: str) -> None:
        self.store.delete(self.caller.tenant_id, chat_id)

    def post(self, chat_id: str, content: str, once: Once | None) -> Message:
        self.get(chat_id)
        now = self.clock.now()
        message = Message(
            id=new_id("msg", now),
            chat_id=chat_id,
            creator=Creator.USER,
            content=content,
            created_at=now,
            creator_user_id=self.caller.user_id,
        )
        return self.store.add_message(self.caller.tenant_id, message, once)

    def message(self, chat_id: str, message_id: str) -> Message:
        self.get(chat_id)
        return self.store.message(self.caller.tenant_id, chat_id, message_id)

    def messages(self, chat_id: str, limit: int, cursor: str | None) -> Listed[Message]:
        self.get(chat_id)
        return self.store.messages(self.caller.tenant_id, chat_id, limit, cursor)


def _clean(title: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > MAX_TITLE:
        raise InvalidInput(
            f"A title has 1 to {MAX_TITLE} characters", code="invalid_title", field="title"
        )
    return title
