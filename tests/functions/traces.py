"""What can still be seen of a tenant, anywhere."""

import json
from datetime import UTC, datetime, timedelta

from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller
from nyqst.identity.model.attempts import none_yet
from tests.aws import Aws

_SOME_TIME = datetime(2026, 11, 25, tzinfo=UTC)


def address(caller: Caller) -> str:
    return f"{caller.user_id}@{caller.tenant_id}.example"


def traces(aws: Aws, caller: Caller) -> list[str]:
    """Of the tenant and its people, in any table, index entry or name of content."""
    guessed = none_yet(address(caller), _SOME_TIME).address_sha256
    marks = (
        f"{caller.tenant_id}#",
        f"{caller.tenant_id}/",
        f'"{caller.tenant_id}"',
        guessed,
        address(caller),
    )
    found = []
    for table in (aws.app_table, aws.events_table, aws.usage_table):
        pages = aws.dynamodb.get_paginator("scan").paginate(TableName=table)
        found += [json.dumps(item, default=str) for page in pages for item in page["Items"]]
    pages = aws.s3.get_paginator("list_objects_v2").paginate(Bucket=aws.bucket)
    found += [content["Key"] for page in pages for content in page.get("Contents", ())]
    return sorted(text for text in found if any(mark in text for mark in marks))


def erase(services: Platform) -> None:
    services.estate.erase_tenants(services.clock.now() + timedelta(minutes=5))
