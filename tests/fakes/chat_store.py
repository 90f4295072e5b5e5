"""A chat store in memory."""

from dataclasses import dataclass, field, replace

from nyqst.chats.model import Chat, Message
from nyqst.errors import Conflict, NotFound
from nyqst.idempotency import Once
from nyqst.paging import Listed
from tests.fakes.once import MemoryOnce
from tests.fakes.pages import page_of

_LOOK_BACK = 20


@dataclass
class MemoryChatStore:
    once: MemoryOnce = field(default_factory=MemoryOnce)
    _chats: dict[tuple[str, str], Chat] = field(default_factory=dict)
    _deleted: set[tuple[str, str]] = field(default_factory=set)
    _messages: dict[tuple[str, str], dict[str, Message]] = field(default_factory=dict)

    def create(self, chat: Chat, once: Once | None) -> Chat:
        made = self.once.write(
            chat.tenant_id, once, chat.id, chat.created_at, lambda: self.open(chat)
        )
        return chat if made == chat.id else self.get(chat.tenant_id, made)

    def open(self, chat: Chat) -> None:
        with self.once.lock:
            if (chat.tenant_id, chat.id) in self._chats:
                raise Conflict(f"{chat.id} is taken")
            self._chats[chat.tenant_id, chat.id] = chat

    def get(self, tenant_id: str, chat_id: str) -> Chat:
        with self.once.lock:
            found = self._living(tenant_id).get(chat_id)
        if found is None:
            raise NotFound(f"No chat {chat_id}", code="chat_not_found")
        return found

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Chat]:
        with self.once.lock:
            living = self._living(tenant_id)
        return page_of(f"{tenant_id}#CHAT", living, limit, cursor, newest_first=True)

    def rename(self, tenant_id: str, chat_id: str, title: str, *, only_if_unnamed: bool) -> bool:
        with self.once.lock:
            chat = self._living(tenant_id).get(chat_id)
            if chat is None or (only_if_unnamed and chat.title not in (None, title)):
                return False
            self._chats[tenant_id, chat_id] = replace(chat, title=title)
            return True

    def delete(self, tenant_id: str, chat_id: str) -> None:
        with self.once.lock:
            self.get(tenant_id, chat_id)
            self._deleted.add((tenant_id, chat_id))

    def add_message(self, tenant_id: str, message: Message, once: Once | None) -> Message:
        def add() -> None:
            if message.id in self._of(tenant_id, message.chat_id):
                raise Conflict(f"{message.id} is taken")
            self.finish_message(tenant_id, message)

        made = self.once.write(tenant_id, once, message.id, message.created_at, add)
        return message if made == message.id else self.message(tenant_id, message.chat_id, made)

    def message(self, tenant_id: str, chat_id: str, message_id: str) -> Message:
        found = self._of(tenant_id, chat_id).get(message_id)
        if found is None:
            raise NotFound(f"No message {message_id}", code="message_not_found")
        return found

    def messages(
        self, tenant_id: str, chat_id: str, limit: int, cursor: str | None
    ) -> Listed[Message]:
        return page_of(f"{tenant_id}#CHAT#{chat_id}", self._of(tenant_id, chat_id), limit, cursor)

    def last_answering_run(self, tenant_id: str, chat_id: str) -> str | None:
        messages = self._of(tenant_id, chat_id)
        latest = (messages[key] for key in sorted(messages, reverse=True)[:_LOOK_BACK])
        return next((message.run_id for message in latest if message.is_answer), None)

    def finish_message(self, tenant_id: str, message: Message) -> None:
        with self.once.lock:
            self._messages.setdefault((tenant_id, message.chat_id), {})[message.id] = message

    def _living(self, tenant_id: str) -> dict[str, Chat]:
        return {
            chat_id: chat
            for (owner, chat_id), chat in self._chats.items()
            if owner == tenant_id and (owner, chat_id) not in self._deleted
        }

    def _of(self, tenant_id: str, chat_id: str) -> dict[str, Message]:
        with self.once.lock:
            return dict(self._messages.get((tenant_id, chat_id), {}))
