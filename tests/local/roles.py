"""The roles of deployed functions, for tests to work in.

Only Lambda may take a function's role, so tests take one with the same policies.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import boto3

from infra.local import deployment
from infra.local.emulator import ACCOUNT, REGION

_TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Action": "sts:AssumeRole",
        }
    ],
}


class Role:
    def __init__(self, port: int, arn: str) -> None:
        self._port = port
        self.arn = arn

    def client(self, service: str, policy: Mapping[str, Any] | None = None) -> Any:
        """Within a session, which the policy limits further."""
        limits = {"Policy": json.dumps(policy)} if policy else {}
        sts = deployment.client(self._port, "sts")
        given = sts.assume_role(RoleArn=self.arn, RoleSessionName="test", **limits)["Credentials"]
        return boto3.client(  # type: ignore[call-overload]
            service,
            endpoint_url=f"http://127.0.0.1:{self._port}",
            aws_access_key_id=given["AccessKeyId"],
            aws_secret_access_key=given["SecretAccessKey"],
            aws_session_token=given["SessionToken"],
            region_name=REGION,
        )


@contextmanager
def twin_of(port: int, logical_id: str) -> Iterator[Role]:
    """Of the role that the template calls so."""
    iam = deployment.client(port, "iam")
    twin = f"twin-of-{logical_id}"
    arn = iam.create_role(RoleName=twin, AssumeRolePolicyDocument=json.dumps(_TRUST))["Role"]["Arn"]
    policies = _policies(iam, logical_id)
    for name, document in policies.items():
        iam.put_role_policy(RoleName=twin, PolicyName=name, PolicyDocument=json.dumps(document))
    try:
        yield Role(port, arn)
    finally:
        for name in policies:
            iam.delete_role_policy(RoleName=twin, PolicyName=name)
        iam.delete_role(RoleName=twin)


def _policies(iam: Any, logical_id: str) -> dict[str, Any]:
    pages = iam.get_paginator("list_roles").paginate()
    names = [role["RoleName"] for page in pages for role in page["Roles"]]
    (name,) = [name for name in names if f"-{logical_id}Role" in name]
    listed = iam.list_role_policies(RoleName=name)["PolicyNames"]
    return {
        each: iam.get_role_policy(RoleName=name, PolicyName=each)["PolicyDocument"]
        for each in listed
    }
