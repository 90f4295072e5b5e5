"""Identity in the `app` table.

pk               sk      holds
APIKEY#<sha256>  META    one API key; not under its tenant, for the tenant is what it tells
"""

from datetime import datetime

from nyqst.identity.model import ApiKey, Caller, Role, Scope
from nyqst.storage.table import Table


class DynamoApiKeyStore:
    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, sha256: str) -> ApiKey | None:
        row = self._table.get(f"APIKEY#{sha256}", "META")
        if row is None:
            return None
        revoked_at = row.get("revoked_at")
        return ApiKey(
            sha256=sha256,
            prefix=row["prefix"],
            caller=Caller(
                tenant_id=row["tenant_id"],
                user_id=row["user_id"],
                workspace_id=row["workspace_id"],
                role=Role(row["role"]),
                scopes=frozenset(map(Scope, row["scopes"])),
            ),
            name=row["name"],
            created_at=datetime.fromisoformat(row["created_at"]),
            revoked_at=datetime.fromisoformat(revoked_at) if revoked_at else None,
        )

    def add(self, key: ApiKey) -> None:
        self._table.put_if_absent(
            {
                "pk": f"APIKEY#{key.sha256}",
                "sk": "META",
                "prefix": key.prefix,
                "tenant_id": key.caller.tenant_id,
                "user_id": key.caller.user_id,
                "workspace_id": key.caller.workspace_id,
                "role": key.caller.role,
                "scopes": sorted(key.caller.scopes),
                "name": key.name,
                "created_at": key.created_at.isoformat(),
                "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
            }
        )
