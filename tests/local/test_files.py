"""What a finished run hands over, fetched as a browser would."""

from hashlib import sha256

import httpx
import pytest

from tests.local.place import Finished, Place

pytestmark = pytest.mark.local

_BEGINNINGS = {
    "docx": b"PK\x03\x04",
    "gml": b"<",
    "html": b"<!doctype html>",
    "md": b"# ",
    "pdf": b"%PDF-",
}


@pytest.mark.parametrize("name", _BEGINNINGS)
def test_a_file_is_what_the_manifest_says(place: Place, answered: Finished, name: str) -> None:
    assert answered.run.delivery is not None
    manifest = place.client.manifests.get(answered.run.delivery.manifest_sha256)
    entry = manifest.tree[f"report/report.{name}"]
    download = place.client.artifacts.describe(entry.sha256).download
    assert download is not None
    answer = httpx.request(download.method, download.url, headers=dict(download.headers))
    assert sha256(answer.content).hexdigest() == entry.sha256
    assert len(answer.content) == entry.size_bytes
    assert answer.headers["content-type"] == entry.media_type
    assert answer.content.startswith(_BEGINNINGS[name])
    assert answered.run.delivery.files[name] == entry.sha256


def test_the_runs_pointer_leads_to_its_manifest(place: Place, answered: Finished) -> None:
    assert answered.run.delivery is not None
    pointer = place.client.pointers.get("runs", answered.run.id)
    assert pointer.manifest_sha256 == answered.run.delivery.manifest_sha256


def test_the_manifest_holds_what_the_report_was_made_from(place: Place, answered: Finished) -> None:
    assert answered.run.delivery is not None
    tree = place.client.manifests.get(answered.run.delivery.manifest_sha256).tree
    kinds = {path.partition("/")[0] for path in tree}
    assert kinds == {"brief.json", "findings", "plan.json", "report", "sources"}
    cited = answered.of_type("references_found")[0].data["references"]
    for source in cited:
        text = place.client.artifacts.read(source["content_artifact_id"]).decode()
        assert f"sources/{source['content_artifact_id']}.txt" in tree
        assert len(text) == source["content_length"]
