"""What chats need of their store."""

from typing import Protocol

from nyqst.chats.model import Chat, Message
from nyqst.idempotency import Once
from nyqst.paging import Listed


class ChatStore(Protocol):
    def create(self, chat: Chat, once: Once | None) -> Chat:
        """The chat, or the one that the same request made before."""

    def get(self, tenant_id: str, chat_id: str) -> Chat:
        """Raises `NotFound`, also for a deleted chat."""

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Chat]:
        """Newest first."""

    def rename(self, tenant_id: str, chat_id: str, title: str, *, only_if_unnamed: bool) -> bool:
        """False when there is no such chat, or it has another name and that was to be kept."""

    def delete(self, tenant_id: str, chat_id: str) -> None:
        """Raises `NotFound`. Its messages stay for the run that is still writing one."""

    def add_message(self, tenant_id: str, message: Message, once: Once | None) -> Message:
        """The message, or the one that the same request made before."""

    def message(self, tenant_id: str, chat_id: str, message_id: str) -> Message:
        """Raises `NotFound`."""

    def messages(
        self, tenant_id: str, chat_id: str, limit: int, cursor: str | None
    ) -> Listed[Message]:
        """Oldest first."""

    def last_answering_run(self, tenant_id: str, chat_id: str) -> str | None:
        """The run that wrote the chat's latest answer."""

    def finish_message(self, tenant_id: str, message: Message) -> None:
        """Replaces an AI message by its finished form."""
