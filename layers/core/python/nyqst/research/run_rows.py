"""Runs as items of the `app` table. `dynamodb` tells their layout."""

import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

from nyqst.identity.model.tenant import Allowance, Allowances, TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.model_class import ModelClass
from nyqst.research.model.run import Deliverable, Mode, Run, RunStatus
from nyqst.storage.expressions import Item

DUE_PARTITIONS = 4
GRACE = timedelta(seconds=60)
"""How long a run may be between two states before the reaper looks at it."""


def run_row(run: Run) -> Item:
    return {
        "pk": f"{run.tenant_id}#RUN",
        "sk": run.id,
        "tenant_id": run.tenant_id,
        "user_id": run.user_id,
        "workspace_id": run.workspace_id,
        "project_id": run.project_id,
        "chat_id": run.chat_id,
        "user_message_id": run.user_message_id,
        "message_id": run.message_id,
        "query": run.query,
        "deliverable": run.deliverable,
        "mode": run.mode,
        "runner": run.runner,
        "status": run.status,
        "created_at": run.created_at.isoformat(),
        "deadline": run.deadline.isoformat(),
        "document_ids": list(run.document_ids) if run.document_ids is not None else None,
        "retry_of": run.retry_of,
        "follows": run.follows,
        "attempt": run.attempt,
        "plan": run.plan,
        "standing": run.standing,
        "allowances": _plain(run.allowances),
        "catalog_version": run.catalog_version,
        "model_class": run.model_class,
        "model_asked": run.model_asked,
        "budget_micros": run.budget_micros,
        "dispatched": run.dispatched,
        "reservation": run.reservation,
        "limited": run.limited,
        "unrecorded": run.unrecorded,
        "due_pk": f"DUE#{due_partition(run.id)}",
        "due_sk": (run.created_at + GRACE).isoformat(),
    }


def queue_row(run: Run) -> Item:
    return {"pk": f"{run.tenant_id}#QUEUE", "sk": run.id}


def due_partition(run_id: str) -> int:
    return zlib.crc32(run_id.encode()) % DUE_PARTITIONS


def run_of(tenant_id: str, row: Item) -> Run:
    document_ids = row.get("document_ids")
    return Run(
        id=row["sk"],
        tenant_id=tenant_id,
        user_id=row["user_id"],
        workspace_id=row["workspace_id"],
        chat_id=row["chat_id"],
        user_message_id=row["user_message_id"],
        message_id=row["message_id"],
        query=row["query"],
        deliverable=Deliverable(row["deliverable"]),
        mode=Mode(row["mode"]),
        runner=row["runner"],
        status=RunStatus(row["status"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        deadline=datetime.fromisoformat(row["deadline"]),
        document_ids=tuple(document_ids) if document_ids is not None else None,
        project_id=row.get("project_id"),
        retry_of=row.get("retry_of"),
        follows=row.get("follows"),
        attempt=row["attempt"],
        plan=PlanCode(row["plan"]),
        allowances=_allowances(row.get("allowances", {})),
        standing=TenantStatus(row.get("standing", TenantStatus.ACTIVE)),
        catalog_version=row.get("catalog_version", 1),
        model_class=ModelClass(row.get("model_class", ModelClass.ECONOMY)),
        model_asked=row.get("model_asked", False),
        budget_micros=row["budget_micros"],
        dispatched=row["dispatched"],
        reservation=row.get("reservation"),
        limited=row.get("limited", True),
        unrecorded=row.get("unrecorded"),
        started_at=_instant(row.get("started_at")),
        ended_at=_instant(row.get("ended_at")),
        error_type=row.get("error_type"),
        error_message=row.get("error_message"),
        closed=row.get("closed", False),
    )


def _plain(allowances: Allowances) -> Item:
    return {
        feature: {**asdict(each), "until": each.until.isoformat() if each.until else None}
        for feature, each in allowances.items()
    }


def _allowances(kept: Mapping[str, Item]) -> Allowances:
    return {
        feature: Allowance(each["included"], each["at_most"], _instant(each["until"]))
        for feature, each in kept.items()
    }


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
