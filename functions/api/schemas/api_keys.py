"""API keys on the wire."""

from datetime import datetime

from pydantic import BaseModel, Field

from nyqst.identity.api_keys import Issued
from nyqst.identity.model import Scope
from nyqst.identity.model.api_key import ApiKey
from nyqst.identity.model.tenant import MAX_NAME

_MAX_DAYS = 3_650


class ApiKeyCreate(BaseModel):
    name: str = Field(min_length=1, max_length=MAX_NAME)
    scopes: set[Scope] = Field(min_length=1)
    expires_in_days: int | None = Field(default=None, ge=1, le=_MAX_DAYS)
    """Without it the key is good until it is revoked."""


class ApiKeyView(BaseModel):
    id: str
    name: str
    prefix: str
    scopes: frozenset[Scope]
    user_id: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    """To the hour."""
    revoked_at: datetime | None
    replaced_by: str | None

    @classmethod
    def of(cls, key: ApiKey) -> "ApiKeyView":
        return cls.model_validate(key, from_attributes=True)


class ApiKeyIssued(ApiKeyView):
    key: str | None
    """Shown this once. Null in the answer to a repeated request: revoke it and make another."""

    @classmethod
    def issued(cls, issued: Issued) -> "ApiKeyIssued":
        shown = ApiKeyView.of(issued.key)
        return cls(**shown.model_dump(), key=issued.raw)
