"""Chats in the `app` table.

pk                      sk         holds
<tenant>#CHAT           <chat>     one chat; `deleted` once it is deleted
<tenant>#CHAT#<chat>    <message>  one message
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from boto3.dynamodb.conditions import Attr

from nyqst.chats.model import Chat, Creator, Message
from nyqst.errors import Conflict, NotFound
from nyqst.idempotency import Once, replay
from nyqst.paging import Listed, cursor_behind, read_cursor
from nyqst.storage.expressions import ABSENT, PRESENT, Item, Put, Update
from nyqst.storage.idempotency import answered_row, find_answered
from nyqst.storage.table import Table

_LOOK_BACK = 20
"""Messages among which the latest answer is looked for."""

_THERE = PRESENT & Attr("deleted").not_exists()

Thing = TypeVar("Thing")


class DynamoChatStore:
    def __init__(self, table: Table) -> None:
        self._table = table

    def create(self, chat: Chat, once: Once | None) -> Chat:
        made = self._once(chat.tenant_id, chat.id, once, chat_row(chat), chat.created_at)
        return chat if made == chat.id else self.get(chat.tenant_id, made)

    def get(self, tenant_id: str, chat_id: str) -> Chat:
        row = self._table.get(f"{tenant_id}#CHAT", chat_id)
        if row is None or "deleted" in row:
            raise NotFound(f"No chat {chat_id}", code="chat_not_found")
        return _chat(tenant_id, row)

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Chat]:
        return self._list(
            f"{tenant_id}#CHAT", limit, cursor, lambda row: _chat(tenant_id, row), newest_first=True
        )

    def rename(self, tenant_id: str, chat_id: str, title: str, *, only_if_unnamed: bool) -> bool:
        where = _THERE
        if only_if_unnamed:
            where = where & (Attr("title").not_exists() | Attr("title").eq(title))
        try:
            self._table.write(Update(f"{tenant_id}#CHAT", chat_id, {"title": title}, where))
        except Conflict:
            return False
        return True

    def delete(self, tenant_id: str, chat_id: str) -> None:
        try:
            self._table.write(Update(f"{tenant_id}#CHAT", chat_id, {"deleted": True}, _THERE))
        except Conflict as error:
            raise NotFound(f"No chat {chat_id}", code="chat_not_found") from error

    def add_message(self, tenant_id: str, message: Message, once: Once | None) -> Message:
        row = message_row(tenant_id, message)
        made = self._once(tenant_id, message.id, once, row, message.created_at)
        return message if made == message.id else self.message(tenant_id, message.chat_id, made)

    def message(self, tenant_id: str, chat_id: str, message_id: str) -> Message:
        row = self._table.get(f"{tenant_id}#CHAT#{chat_id}", message_id)
        if row is None:
            raise NotFound(f"No message {message_id}", code="message_not_found")
        return _message(row)

    def messages(
        self, tenant_id: str, chat_id: str, limit: int, cursor: str | None
    ) -> Listed[Message]:
        return self._list(f"{tenant_id}#CHAT#{chat_id}", limit, cursor, _message)

    def last_answering_run(self, tenant_id: str, chat_id: str) -> str | None:
        partition = f"{tenant_id}#CHAT#{chat_id}"
        page = self._table.query(partition, newest_first=True, limit=_LOOK_BACK)
        messages = map(_message, page.items)
        return next((message.run_id for message in messages if message.is_answer), None)

    def finish_message(self, tenant_id: str, message: Message) -> None:
        self._table.write(Put(message_row(tenant_id, message)))

    def _once(
        self, tenant_id: str, made_id: str, once: Once | None, row: Item, now: datetime
    ) -> str:
        """Writes the row and returns its id, or that of what the same request made before."""
        if once is None:
            self._table.write(Put(row, ABSENT))
            return made_id
        try:
            self._table.transact([Put(row, ABSENT), answered_row(tenant_id, once, made_id, now)])
        except Conflict:
            earlier = replay(once, find_answered(self._table, tenant_id, once, now))
            if earlier is None:
                raise
            return earlier
        return made_id

    def _list(
        self,
        partition: str,
        limit: int,
        cursor: str | None,
        read: Callable[[Item], Thing],
        *,
        newest_first: bool = False,
    ) -> Listed[Thing]:
        page = self._table.query(
            partition,
            after_sk=read_cursor(partition, cursor),
            limit=limit,
            newest_first=newest_first,
        )
        items = tuple(read(row) for row in page.items if "deleted" not in row)
        return Listed(items, cursor_behind(partition, page.last_sk))


def chat_row(chat: Chat) -> Item:
    return {
        "pk": f"{chat.tenant_id}#CHAT",
        "sk": chat.id,
        "title": chat.title,
        "created_by": chat.created_by,
        "created_at": chat.created_at.isoformat(),
    }


def _chat(tenant_id: str, row: dict[str, Any]) -> Chat:
    return Chat(
        id=row["sk"],
        tenant_id=tenant_id,
        title=row.get("title"),
        created_by=row["created_by"],
        created_at=datetime.fromisoformat(row["created_at"]),
    )


def message_row(tenant_id: str, message: Message) -> Item:
    return {
        "pk": f"{tenant_id}#CHAT#{message.chat_id}",
        "sk": message.id,
        "chat_id": message.chat_id,
        "creator": message.creator,
        "content": message.content,
        "created_at": message.created_at.isoformat(),
        "creator_user_id": message.creator_user_id,
        "message_type": message.message_type,
        "deliverable_type": message.deliverable_type,
        "is_answer": message.is_answer,
        "is_running": message.is_running,
        "run_id": message.run_id,
        "retry_attempts": message.retry_attempts,
        "report_sha256": message.report_sha256,
        "entities": json.dumps(message.entities) if message.entities else None,
        "error_type": message.error_type,
    }


def _message(row: Item) -> Message:
    return Message(
        id=row["sk"],
        chat_id=row["chat_id"],
        creator=Creator(row["creator"]),
        content=row["content"],
        created_at=datetime.fromisoformat(row["created_at"]),
        creator_user_id=row.get("creator_user_id"),
        message_type=row.get("message_type"),
        deliverable_type=row.get("deliverable_type"),
        is_answer=row["is_answer"],
        is_running=row.get("is_running"),
        run_id=row.get("run_id"),
        retry_attempts=row.get("retry_attempts"),
        report_sha256=row.get("report_sha256"),
        entities=tuple(json.loads(row.get("entities", "[]"))),
        error_type=row.get("error_type"),
    )
