"""What clients of the API do in tests."""

from typing import Any

import requests

from nyqst.artifacts.model import sha256_of

Answer = Any


def problem_of(answer: Answer, status: int, code: str) -> dict[str, Any]:
    """The problem that was answered, which must be this one."""
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem.get("code")) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == status
    assert problem["type"] == f"urn:nyqst:problem:{code}"
    assert problem["title"]
    assert problem["detail"]
    assert problem["correlation_id"] == answer.headers["x-correlation-id"]
    return problem


def made(answer: Answer, status: int = 201) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    body: dict[str, Any] = answer.json()
    return body


def upload(signed: dict[str, Any], content: bytes) -> None:
    """Sends it as the signed request says."""
    answer = requests.request(
        signed["method"], signed["url"], headers=signed["headers"], data=content, timeout=5
    )
    assert answer.status_code == 200, answer.text


def fetch(signed: dict[str, Any]) -> requests.Response:
    return requests.request(signed["method"], signed["url"], headers=signed["headers"], timeout=5)


def announced(name: str, content: bytes, media_type: str = "text/plain") -> dict[str, Any]:
    return {
        "name": name,
        "media_type": media_type,
        "size_bytes": len(content),
        "sha256": sha256_of(content),
    }
