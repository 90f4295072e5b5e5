"""Chats and their messages."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from nyqst_client.decode import decode
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.chat import Chat, Message
from nyqst_client.model.page import Page, all_of
from nyqst_client.resources.pages import page_from


@dataclass(frozen=True, slots=True)
class Chats:
    connection: Connection

    def create(self, title: str | None = None, *, idempotency_key: str | None = None) -> Chat:
        once = idempotency_key or uuid.uuid4().hex
        body = {"title": title}
        return decode(Chat, self.connection.call("POST", path_of("chats"), body=body, once=once))

    def get(self, chat_id: str) -> Chat:
        return decode(Chat, self.connection.call("GET", path_of("chats", chat_id)))

    def list(self, limit: int | None = None, cursor: str | None = None) -> Page[Chat]:
        """Newest first."""
        params = {"limit": limit, "cursor": cursor}
        return page_from(Chat, self.connection.call("GET", path_of("chats"), params=params))

    def all(self) -> Iterator[Chat]:
        return all_of(lambda cursor: self.list(100, cursor))

    def rename(self, chat_id: str, title: str) -> Chat:
        path = path_of("chats", chat_id)
        answer = self.connection.call("PATCH", path, body={"title": title}, repeatable=True)
        return decode(Chat, answer)

    def delete(self, chat_id: str) -> None:
        self.connection.call("DELETE", path_of("chats", chat_id))

    def post(self, chat_id: str, content: str, *, idempotency_key: str | None = None) -> Message:
        """A user's message. `runs.start(message_id=…, chat_id=…)` has it answered."""
        path = path_of("chats", chat_id, "messages")
        once = idempotency_key or uuid.uuid4().hex
        answer = self.connection.call("POST", path, body={"content": content}, once=once)
        return decode(Message, answer)

    def messages(
        self, chat_id: str, limit: int | None = None, cursor: str | None = None
    ) -> Page[Message]:
        """Oldest first, without the reports themselves."""
        path = path_of("chats", chat_id, "messages")
        params = {"limit": limit, "cursor": cursor}
        return page_from(Message, self.connection.call("GET", path, params=params))

    def all_messages(self, chat_id: str) -> Iterator[Message]:
        return all_of(lambda cursor: self.messages(chat_id, 100, cursor))

    def message(self, chat_id: str, message_id: str) -> Message:
        """With its report."""
        path = path_of("chats", chat_id, "messages", message_id)
        return decode(Message, self.connection.call("GET", path))
