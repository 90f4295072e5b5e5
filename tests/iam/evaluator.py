"""IAM as far as our policies need it, and not a step further: what it does not know is an error."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Statement = Mapping[str, Any]

_KNOWN = {"Effect", "Action", "Resource", "Condition", "Sid"}


@dataclass(frozen=True)
class Request:
    action: str
    resource: str
    leading_keys: tuple[str, ...] = ()


def allows(statements: Iterable[Statement], request: Request) -> bool:
    return any(_matches(statement, request) for statement in statements)


def _matches(statement: Statement, request: Request) -> bool:
    assert set(statement) <= _KNOWN, f"unknown elements in {statement}"
    assert statement["Effect"] == "Allow", "only what is allowed is understood"
    conditions = statement.get("Condition", {})
    return (
        any(_like(pattern, request.action) for pattern in _listed(statement["Action"]))
        and any(_like(pattern, request.resource) for pattern in _listed(statement["Resource"]))
        and all(_holds(operator, keys, request) for operator, keys in conditions.items())
    )


def _holds(operator: str, keys: Mapping[str, Any], request: Request) -> bool:
    """Of no keys at all everything can be said, as in IAM."""
    assert operator == "ForAllValues:StringLike", f"unknown condition operator {operator}"
    assert set(keys) == {"dynamodb:LeadingKeys"}, f"unknown condition keys {set(keys)}"
    patterns = _listed(keys["dynamodb:LeadingKeys"])
    return all(any(_like(pattern, key) for pattern in patterns) for key in request.leading_keys)


def _like(pattern: str, text: str) -> bool:
    assert "${" not in pattern, f"policy variables are not understood: {pattern}"
    signs = {"*": ".*", "?": "."}
    expression = "".join(signs.get(sign, re.escape(sign)) for sign in pattern)
    return re.fullmatch(expression, text, re.DOTALL) is not None


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
