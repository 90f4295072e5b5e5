import json

import httpx

from nyqst_client.model.run import Delivery
from tests.unit.nyqst_client.fake_service import FakeService, run_json
from tests.unit.nyqst_client.recording import RUN


def test_a_run_is_started_with_what_was_given_and_no_more() -> None:
    service = FakeService()
    service.client().runs.start("Why?", chat_id="chat_1", document_ids=["doc_1"])
    assert json.loads(service.requests[0].content) == {
        "query": "Why?",
        "chat_id": "chat_1",
        "sources": {"document_ids": ["doc_1"]},
    }


def test_no_documents_are_not_all_documents() -> None:
    service = FakeService()
    service.client().runs.start("Why?", document_ids=[])
    assert json.loads(service.requests[0].content)["sources"] == {"document_ids": []}


def test_each_start_has_a_key_of_its_own() -> None:
    service = FakeService()
    client = service.client()
    client.runs.start("Why?")
    client.runs.start("Why?")
    client.runs.retry(RUN.id)
    keys = [request.headers["idempotency-key"] for request in service.requests]
    assert len(set(keys)) == 3


def test_a_start_may_be_given_its_key() -> None:
    service = FakeService()
    service.client().runs.start("Why?", idempotency_key="order-7")
    assert service.requests[0].headers["idempotency-key"] == "order-7"


def test_a_finished_run_comes_with_its_delivery() -> None:
    run = FakeService().client().runs.get(RUN.id)
    assert run.ended
    assert isinstance(run.delivery, Delivery)
    assert run.delivery.tasks_failed == 1


def test_all_pages_are_read() -> None:
    service = FakeService()
    service.faults += [_page(["run_1", "run_2"], "c2"), _page(["run_3"], None)]
    assert [run.id for run in service.client().runs.all()] == ["run_1", "run_2", "run_3"]
    assert [request.url.params.get("cursor") for request in service.requests] == [None, "c2"]


def _page(ids: list[str], cursor: str | None) -> httpx.Response:
    items = [{**run_json("running"), "id": run_id} for run_id in ids]
    return httpx.Response(200, json={"items": items, "next_cursor": cursor})
