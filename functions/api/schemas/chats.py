"""Chats and messages on the wire."""

from datetime import datetime

from pydantic import BaseModel, Field

from nyqst.chats.model import MAX_TITLE, Chat
from nyqst.research.model.run import MAX_QUERY


class ChatCreate(BaseModel):
    title: str | None = Field(default=None, max_length=MAX_TITLE)


class ChatRename(BaseModel):
    title: str = Field(max_length=MAX_TITLE)


class MessageCreate(BaseModel):
    content: str = Field(min_length=1, max_length=MAX_QUERY)


class ChatView(BaseModel):
    id: str
    title: str | None
    created_by: str
    created_at: datetime

    @classmethod
    def of(cls, chat: Chat) -> "ChatView":
        return cls(
            id=chat.id, title=chat.title, created_by=chat.created_by, created_at=chat.created_at
        )
