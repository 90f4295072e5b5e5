"""What it costs to work in a session for one tenant: calls to STS, and CPU of every call after.

Nothing is sent: calls are answered in this process, so that what is measured is ours.
"""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse

from nyqst.clock import SystemClock
from nyqst.isolation.acting import acting_for
from nyqst.isolation.policy import Bounds, session_policy
from nyqst.isolation.sts import TenantClients
from nyqst.storage.sdk_config import sdk_config
from tests.aws import moto_aws
from tests.bench.measured import Measured
from tests.bench.ratios import median_ratio

_BOUNDS = Bounds("arn:aws:iam::123456789012:role/Tenants", "app", "events", "usage", "artifacts")
_KEY = {"pk": {"S": "ten_a#RUN"}, "sk": {"S": "run"}}
_TIMES = 1_500
_TENANTS = 20


def measure() -> Iterator[Measured]:
    with pytest.MonkeyPatch.context() as environment, moto_aws(environment):
        clients = TenantClients(_BOUNDS, SystemClock())
        begun = _counted(clients)
        session, own = clients.client("dynamodb"), _own()
        for client in (session, own):
            client.meta.events.register_first("before-send.dynamodb", _answered)
        for number in range(_TENANTS):
            with acting_for(f"ten_{number}"):
                session.get_item(TableName="app", Key=_KEY)
        yield Measured("isolation.sts_calls_cold", len(begun) / _TENANTS, "calls", "exact", 1)
        with acting_for("ten_0"):
            before = len(begun)
            ratio = median_ratio(
                lambda _: session.get_item(TableName="app", Key=_KEY),
                lambda _: own.get_item(TableName="app", Key=_KEY),
                _TIMES,
            )
        yield Measured("isolation.sts_calls_warm", len(begun) - before, "calls", "exact", 0)
        yield Measured("isolation.call_over_own_role", round(ratio, 2), "x", "lower", 1.1)
        policy = json.dumps(session_policy(_BOUNDS, ["ten_" + "0" * 26]), separators=(",", ":"))
        yield Measured("isolation.policy_characters", len(policy), "characters", "lower", 2048)


def _counted(clients: TenantClients) -> list[str]:
    begun: list[str] = []
    sts: Any = clients.sessions.source
    sts._client.meta.events.register("before-call.sts", lambda **_: begun.append("AssumeRole"))
    return begun


def _own() -> Any:
    return boto3.client("dynamodb", config=sdk_config("dynamodb"))


class _Raw:
    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        yield b"{}"


def _answered(request: Any, **_: Any) -> AWSResponse:
    headers: Any = {"x-amz-crc32": "2745614147"}
    return AWSResponse(request.url, 200, headers, _Raw())
