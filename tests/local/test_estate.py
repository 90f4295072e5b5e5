"""A tenant with a finished run takes everything along and goes, without a trace."""

import io
import time
import zipfile
from collections.abc import Callable

import httpx
import pytest

from infra.local import deployment
from tests.local.place import QUESTION, Place

pytestmark = pytest.mark.local

_TRIES = 60


def until(holds: Callable[[], bool]) -> None:
    """Both are gone on with every minute."""
    for _ in range(_TRIES):
        if holds():
            return
        time.sleep(3)
    raise AssertionError("it did not come about")


def contents(place: Place) -> int:
    listed = place.aws("s3").list_objects_v2(
        Bucket=deployment.outputs()["ArtifactBucket"], Prefix=f"{place.tenant_id}/"
    )
    return int(listed["KeyCount"])


def test_everything_is_handed_over_and_then_nothing_is_left(empty_place: Place) -> None:
    place, path = empty_place, f"/v1/tenants/{empty_place.tenant_id}"
    place.add_documents()
    finished = place.finish(place.client.runs.start(QUESTION))
    assert finished.run.delivery is not None
    asked = place.http.post(f"{path}/export").raise_for_status().json()
    address = f"{path}/exports/{asked['id']}"
    until(lambda: bool(place.http.get(address).json()["state"] == "ready"))
    (signed,) = place.http.get(address).json()["downloads"]
    content = httpx.get(signed["url"], headers=signed["headers"]).raise_for_status().content
    with zipfile.ZipFile(io.BytesIO(content)) as volume:
        names = set(volume.namelist())
    assert {"rows/runs.jsonl", "rows/run_events.jsonl", "rows/documents.jsonl"} <= names
    assert f"content/{finished.run.delivery.files['html']}" in names
    name = place.http.get("/v1/tenant").json()["name"]
    place.http.post(f"{path}/erase", json={"name": name}).raise_for_status()
    assert place.http.get("/v1/runs").json()["code"] in {"tenant_suspended", "api_key_invalid"}
    until(lambda: place.rows() == 0 and contents(place) == 0)
