"""A finished run over HTTP: its delivery, its message, its manifest."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.artifacts.s3 import S3ContentStore
from nyqst.bootstrap import Platform
from nyqst.research.model.run import Delivery, RunKey, RunStatus
from nyqst.research.model_json import dump
from tests.aws import Aws
from tests.functions.service import fetch, made, problem_of


@pytest.fixture
def run(api: TestClient) -> dict[str, Any]:
    return made(api.post("/v1/runs", json={"query": "How many ferries?"}), 202)


@pytest.fixture
def delivered(services: Platform, tenant: str, run: dict[str, Any]) -> Delivery:
    """What the workers would have left."""
    key = RunKey(tenant, run["id"])
    artifacts = services.artifacts(tenant, "usr_a")
    html = artifacts.store("<h1>Zwölf Fähren</h1>".encode(), "text/html", filename="report.html")
    manifest = artifacts.commit({"report/report.html": html.sha256})
    artifacts.move("runs", run["id"], manifest.sha256, expected_version=0)
    delivery = Delivery(
        manifest.sha256, {"html": html.sha256}, "Ferries", "Twelve.", (), 3, 3, 2, 4, 1
    )
    services.research.runs.change(key, RunStatus.RUNNING, services.clock.now())
    services.research.steps.finish(
        services.research.steps.acquire(key, "write"), {"delivery": dump(delivery).decode()}
    )
    services.research.close_run(key, RunStatus.SUCCEEDED)
    return delivery


def test_a_finished_run_shows_its_delivery(
    api: TestClient, run: dict[str, Any], delivered: Delivery
) -> None:
    shown = api.get(f"/v1/runs/{run['id']}").json()
    assert shown["status"] == "succeeded"
    assert shown["delivery"] == {
        "title": "Ferries",
        "manifest_sha256": delivered.manifest_sha256,
        "files": dict(delivered.files),
        "citations": 3,
        "citations_verified": 3,
        "sources": 2,
        "tasks": 4,
        "tasks_failed": 1,
    }


def test_lists_leave_the_delivery_out(
    api: TestClient, run: dict[str, Any], delivered: Delivery
) -> None:
    (shown,) = api.get("/v1/runs").json()["items"]
    assert (shown["id"], shown["status"], shown["delivery"]) == (run["id"], "succeeded", None)
    assert delivered.files


def test_its_message_carries_the_report(
    api: TestClient, run: dict[str, Any], delivered: Delivery
) -> None:
    message = api.get(f"/v1/chats/{run['chat_id']}/messages/{run['message_id']}").json()
    assert message["hydrated_content"] == "<h1>Zwölf Fähren</h1>"
    assert message["first_report_identifier"] == delivered.files["html"]
    assert (message["is_answer"], message["is_running"]) == (True, False)


def test_its_files_are_fetched_by_their_hashes(api: TestClient, delivered: Delivery) -> None:
    artifact = api.get(f"/v1/artifacts/{delivered.files['html']}").json()
    answer = fetch(artifact["download"])
    assert answer.content.decode() == "<h1>Zwölf Fähren</h1>"
    assert "report.html" in answer.headers["content-disposition"]


def test_its_pointer_leads_to_its_manifest(
    api: TestClient, run: dict[str, Any], delivered: Delivery
) -> None:
    pointer = api.get(f"/v1/pointers/runs/{run['id']}").json()
    assert pointer["manifest_sha256"] == delivered.manifest_sha256
    manifest = api.get(f"/v1/manifests/{pointer['manifest_sha256']}").json()
    assert list(manifest["tree"]) == ["report/report.html"]


def test_the_next_question_in_its_chat_follows_it(
    api: TestClient, run: dict[str, Any], delivered: Delivery
) -> None:
    body = {"query": "And the crew?", "chat_id": run["chat_id"]}
    assert made(api.post("/v1/runs", json=body), 202)["follows"] == run["id"]
    assert delivered.title


def test_cancelling_and_retrying_it_change_nothing(
    api: TestClient, run: dict[str, Any], delivered: Delivery
) -> None:
    path = f"/v1/runs/{run['id']}"
    assert made(api.post(f"{path}/cancel"), 200)["status"] == "succeeded"
    problem_of(api.post(f"{path}/retry"), 409, "run_not_failed")
    assert api.get(path).json()["delivery"]["title"] == delivered.title


def test_a_report_that_changed_in_the_store_is_not_given_out(
    api: TestClient, aws: Aws, tenant: str, run: dict[str, Any], delivered: Delivery
) -> None:
    key = S3ContentStore(aws.s3, aws.bucket).name(tenant, delivered.files["html"])
    aws.s3.put_object(Bucket=aws.bucket, Key=key, Body=b"forged")
    answer = api.get(f"/v1/chats/{run['chat_id']}/messages/{run['message_id']}")
    problem_of(answer, 500, "internal_error")
    assert "forged" not in answer.text
