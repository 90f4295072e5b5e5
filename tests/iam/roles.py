"""The statements of every role, out of the templates, with the names that tests give things."""

import json
from collections.abc import Mapping
from typing import Any

from tests.aws import BUCKET
from tests.iam.evaluator import Statement
from tests.iam.requests import ACCOUNT, table_arn
from tests.infra.conftest import Templates

Roles = Mapping[str, list[Statement]]

_IMPORTED = {
    "App": table_arn("app"),
    "Events": table_arn("events"),
    "Usage": table_arn("usage"),
    "Artifacts": f"arn:aws:s3:::{BUCKET}",
}


def roles_of(templates: Templates) -> Roles:
    """By the function's name; those of its sessions for tenants are `<name>Session`."""
    found: dict[str, list[Statement]] = {}
    for policy in templates.properties("AWS::IAM::Policy"):
        statements = [
            {**statement, "Resource": _resources(statement["Resource"])}
            for statement in policy["PolicyDocument"]["Statement"]
        ]
        for role in policy["Roles"]:
            found.setdefault(_name(role["Ref"]), []).extend(statements)
    return found


def role_arn(name: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


def _name(logical_id: str) -> str:
    return logical_id[: logical_id.rindex("Role")]


def _resources(value: Any) -> list[str]:
    return [_text(each) for each in (value if isinstance(value, list) else [value])]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    ((kind, inner),) = value.items()
    if kind == "Fn::Join":
        return str(inner[0]).join(map(_text, inner[1]))
    if kind == "Fn::ImportValue":
        known = (arn for name, arn in _IMPORTED.items() if f"GetAtt{name}" in inner)
        return next(known, inner)
    if kind == "Fn::GetAtt" and "Role" in inner[0]:
        return role_arn(_name(inner[0]))
    return json.dumps(value)
