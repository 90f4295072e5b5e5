"""What a session for a tenant may reach: the tenant's rows and objects, whatever the role allows.

A session has the rights that its role and this policy have in common. The role names the actions of
one function; the policy names the tenant.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nyqst.errors import NotFound
from nyqst.identity.model.tenant import OPERATOR
from nyqst.storage.schema import COMMON, INTRODUCING, OPERATED

_TENANT_ID = re.compile(r"ten_[0-9A-Za-z_-]{1,60}")
"""Without the signs that part a key or stand for others in a policy."""

_ROWS = (
    "BatchGetItem",
    "BatchWriteItem",
    "DeleteItem",
    "GetItem",
    "PutItem",
    "Query",
    "UpdateItem",
)
"""Each names the keys it is about. What names none would pass a condition on all of its keys."""
_CHANGING = ("DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem")
_OBJECTS = ("DeleteObject", "GetObject", "PutObject")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where tenants' data lies."""

    role_arn: str
    app_table: str
    events_table: str
    usage_table: str
    bucket: str

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.app_table, self.events_table, self.usage_table)))


def session_policy(bounds: Bounds, tenant_ids: Iterable[str]) -> dict[str, Any]:
    tenants = sorted(map(_checked, tenant_ids))
    _, partition, _, _, account, _ = bounds.role_arn.split(":", 5)
    arn = f"arn:{partition}:dynamodb:*:{account}:table/"
    rows = _allow(_actions("dynamodb", _ROWS), [arn + name for name in bounds.tables])
    statements = [{**rows, "Condition": leading_keys(f"{tenant}#*" for tenant in tenants)}]
    for actions, partitions in _beside(tenants):
        allowed = _allow(_actions("dynamodb", actions), [arn + bounds.app_table])
        statements.append({**allowed, "Condition": leading_keys(partitions)})
    if bounds.bucket:
        bucket = f"arn:{partition}:s3:::{bounds.bucket}/"
        objects = [f"{bucket}{tenant}/*" for tenant in tenants]
        statements.append(_allow(_actions("s3", _OBJECTS), objects))
    return {"Version": "2012-10-17", "Statement": statements}


def _beside(tenants: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What of no tenant's rows is reached in one transaction with a tenant's, or by everybody."""
    yield ("GetItem", "BatchGetItem", "Query"), COMMON
    yield ("PutItem",), INTRODUCING
    if OPERATOR in tenants:
        yield _CHANGING, OPERATED


def leading_keys(patterns: Iterable[str]) -> dict[str, Any]:
    return {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(patterns)}}


def _allow(actions: list[str], resources: list[str]) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": resources}


def _actions(service: str, names: Iterable[str]) -> list[str]:
    return [f"{service}:{name}" for name in names]


def _checked(tenant_id: str) -> str:
    if not _TENANT_ID.fullmatch(tenant_id):
        raise NotFound(f"No tenant {tenant_id}", code="tenant_not_found")
    return tenant_id
