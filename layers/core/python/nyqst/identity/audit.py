"""The audit trail: entries are added in one commit with the change they tell of."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from enum import Enum
from typing import Any

from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.caller import Caller
from nyqst.identity.records import Added, Change, Removed
from nyqst.ids import new_id


def audited(caller: Caller, now: datetime, action: str, subject: str, change: Change) -> Added:
    before, after = _sides(change)
    return Added(
        AuditEntry(
            tenant_id=caller.tenant_id,
            id=new_id("aud", now),
            at=now,
            actor=caller.user_id,
            via=caller.via,
            action=action,
            subject=subject,
            before=before,
            after=after,
            correlation_id=caller.correlation_id,
        )
    )


def _sides(change: Change) -> tuple[Mapping[str, str], Mapping[str, str]]:
    if isinstance(change, Added):
        return {}, _whole(change.record)
    if isinstance(change, Removed):
        return _whole(change.record), {}
    return _shown(change.before, change.differing), _shown(change.after, change.differing)


def _whole(record: Any) -> Mapping[str, str]:
    return _shown(record, [field.name for field in fields(record)])


def _shown(record: Any, names: list[str]) -> Mapping[str, str]:
    """What a record keeps out of its `repr`, the trail keeps out too."""
    shown = {field.name for field in fields(record) if field.repr} - {"tenant_id"}
    values = {name: getattr(record, name) for name in names if name in shown}
    return {name: _text(value) for name, value in values.items() if value is not None}


def _text(value: Any) -> str:
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    if isinstance(value, Mapping):
        return json.dumps({name: asdict(part) for name, part in value.items()}, default=str)
    return str(value.value if isinstance(value, Enum) else value)
