"""The rotation, called as Secrets Manager calls it."""

import uuid
from typing import Any

from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform, platform
from tests.iam.guard import Deployed


def rotate(secret: str, *steps: str) -> None:
    version = str(uuid.uuid4())
    for step in steps:
        event: Any = {"Step": step, "SecretId": secret, "ClientRequestToken": version}
        Deployed("rotate_keys").handle(event, None)


def published(client: TestClient) -> list[str]:
    platform().identity.verifier._kept._keys = None
    return [key["kid"] for key in client.get("/v1/.well-known/jwks.json").json()["keys"]]


def test_a_rotation_is_four_steps(services: Platform, api_client: TestClient) -> None:
    current, following = published(api_client)[:2]
    rotate(
        services.settings.signing_keys_secret,
        "createSecret", "setSecret", "testSecret", "finishSecret",
    )  # fmt: skip
    now_current, now_following, *retired = published(api_client)
    assert now_current == following
    assert now_following not in (current, following)
    assert retired[0] == current


def test_steps_that_are_repeated_are_done_once(services: Platform, api_client: TestClient) -> None:
    _, following, *_ = published(api_client)
    steps = ("createSecret", "createSecret", "finishSecret", "finishSecret")
    rotate(services.settings.signing_keys_secret, *steps)
    assert published(api_client)[0] == following


def test_a_rotation_that_is_given_up_changes_nothing(
    services: Platform, api_client: TestClient
) -> None:
    before = published(api_client)
    rotate(services.settings.signing_keys_secret, "createSecret", "setSecret")
    assert published(api_client) == before
