"""IAM before the emulated services: it refuses what the caller's role and session do not allow.

It evaluates the policies that go to AWS: those of the templates, and of every session the one that
the code sent to STS.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from botocore.exceptions import ClientError

from nyqst.isolation.sts import TenantClients
from tests.iam.evaluator import Request, Statement, allows
from tests.iam.requests import requests_of
from tests.iam.roles import Roles, role_arn

_RUNNING = ["Api"]


@contextmanager
def running(function: str) -> Iterator[None]:
    """What is called meanwhile is called by that function."""
    _RUNNING.append(function)
    try:
        yield
    finally:
        _RUNNING.pop()


@dataclass(frozen=True)
class Deployed:
    """A function's handler, called with the function's own role."""

    verb: str

    def handle(self, event: Any, context: Any) -> Any:
        handler = import_module(f"functions.{self.verb}.handler")
        with running("".join(part.capitalize() for part in self.verb.split("_"))):
            return handler.handle(event, context)


@dataclass
class Guard:
    roles: Roles
    sessions: dict[str, list[Statement]] = field(default_factory=dict)
    """What the policy of each session says, by its access key."""
    refused: list[Request] = field(default_factory=list)
    begun: int = 0
    fails: bool = False
    """Whether STS does not answer."""

    def watch(self, clients: TenantClients) -> None:
        """Before any client is made of them."""
        for service in ("dynamodb", "s3"):
            clients.sdk.events.register(f"before-parameter-build.{service}", _keep)
            clients.sdk.events.register(f"before-call.{service}", self._check)
        sts: Any = clients.sessions.source
        events = sts._client.meta.events
        events.register("before-parameter-build.sts", _keep)
        events.register("before-call.sts.AssumeRole", self._check_assuming)
        events.register("after-call.sts.AssumeRole", self._remember)

    def _check(self, model: Any, request_signer: Any, context: Any, **_: Any) -> None:
        credentials = request_signer._credentials.get_frozen_credentials()
        service = model.service_model.service_name
        for request in requests_of(service, model.name, context["asked"]):
            if not self._allows(credentials.access_key, request):
                self.refused.append(request)
                raise refused(service, model.name)

    def _allows(self, access_key: str, request: Request) -> bool:
        function = _RUNNING[-1]
        if access_key not in self.sessions:
            return allows(self.roles[function], request)
        role = self.roles[f"{function}Session"]
        return allows(role, request) and allows(self.sessions[access_key], request)

    def _check_assuming(self, model: Any, **_: Any) -> None:
        if self.fails:
            raise refused("sts", model.name, 503)
        function = _RUNNING[-1]
        asked = Request("sts:AssumeRole", role_arn(f"{function}Session"))
        if not allows(self.roles[function], asked):
            raise refused("sts", model.name)

    def _remember(self, parsed: Any, context: Any, **_: Any) -> None:
        self.begun += 1
        policy = json.loads(context["asked"]["Policy"])
        assert len(context["asked"]["Policy"]) <= 2048
        self.sessions[parsed["Credentials"]["AccessKeyId"]] = policy["Statement"]


def _keep(params: Any, context: Any, **_: Any) -> None:
    context["asked"] = params


def refused(service: str, operation: str, status: int = 403) -> ClientError:
    code = "AccessDenied" if service == "s3" else "AccessDeniedException"
    response: Any = {
        "Error": {"Code": code, "Message": "refused by the policies under test"},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(response, operation)
