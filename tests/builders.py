"""Model objects with something in every field, to be changed where a test cares."""

from datetime import UTC, datetime, timedelta
from typing import Any

from nyqst.artifacts.model import Artifact, sha256_of
from nyqst.chats.model import Chat, Creator, Message
from nyqst.documents.model import Document, DocumentStatus
from nyqst.idempotency import Once
from nyqst.identity.model import Caller, Role, Scope
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.user import User
from nyqst.identity.plan import PlanCode
from nyqst.ids import new_id
from nyqst.research.model.run import Deliverable, Mode, Run, RunStatus

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def a_caller(tenant_id: str = "ten_a", **changes: Any) -> Caller:
    made = {
        "tenant_id": tenant_id,
        "user_id": "usr_a",
        "workspace_id": "default",
        "role": Role.OWNER,
        "scopes": frozenset(Scope),
        "plan": PlanCode.TEAM,
    }
    return Caller(**{**made, **changes})


def a_tenant(tenant_id: str = "ten_a", **changes: Any) -> Tenant:
    made = {"id": tenant_id, "name": "Ferries Ltd", "created_at": NOW}
    return Tenant(**{**made, **changes})


def a_user(tenant_id: str = "ten_a", **changes: Any) -> User:
    made = {
        "tenant_id": tenant_id,
        "id": "usr_a",
        "email": f"usr_a@{tenant_id}.example",
        "name": "Ada",
        "role": Role.OWNER,
        "created_at": NOW,
    }
    return User(**{**made, **changes})


def once(key: str = "key", body: str = "body", operation: str = "POST /v1/things") -> Once:
    return Once(operation, key, sha256_of(body.encode()))


def a_chat(tenant_id: str, **changes: Any) -> Chat:
    now = changes.get("created_at", NOW)
    made = {
        "id": new_id("chat", now),
        "tenant_id": tenant_id,
        "title": "Ferries",
        "created_by": "usr_a",
        "created_at": now,
    }
    return Chat(**{**made, **changes})


def a_message(chat_id: str, **changes: Any) -> Message:
    now = changes.get("created_at", NOW)
    made = {
        "id": new_id("msg", now),
        "chat_id": chat_id,
        "creator": Creator.USER,
        "content": "How many ferries?",
        "created_at": now,
        "creator_user_id": "usr_a",
    }
    return Message(**{**made, **changes})


def a_run(tenant_id: str, **changes: Any) -> Run:
    now = changes.get("created_at", NOW)
    made = {
        "id": new_id("run", now),
        "tenant_id": tenant_id,
        "user_id": "usr_a",
        "workspace_id": "default",
        "chat_id": new_id("chat", now),
        "user_message_id": new_id("msg", now),
        "message_id": new_id("msg", now),
        "query": "How many ferries?",
        "deliverable": Deliverable.REPORT,
        "mode": Mode.NORMAL,
        "runner": "scripted",
        "dispatched": True,
        "status": RunStatus.QUEUED,
        "created_at": now,
        "deadline": now + timedelta(minutes=30),
    }
    return Run(**{**made, **changes})


def a_document(tenant_id: str, **changes: Any) -> Document:
    now = changes.get("created_at", NOW)
    made = {
        "id": new_id("doc", now),
        "tenant_id": tenant_id,
        "name": "fleet.txt",
        "media_type": "text/plain",
        "size_bytes": 5,
        "sha256": sha256_of(b"fleet"),
        "status": DocumentStatus.AWAITING_UPLOAD,
        "created_at": now,
    }
    return Document(**{**made, **changes})


def an_artifact(content: bytes = b"content", **changes: Any) -> Artifact:
    made = {
        "sha256": sha256_of(content),
        "media_type": "text/plain",
        "size_bytes": len(content),
        "created_at": NOW,
        "created_by": "usr_a",
    }
    return Artifact(**{**made, **changes})
