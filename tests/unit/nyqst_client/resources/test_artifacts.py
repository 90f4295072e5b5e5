import hashlib
from pathlib import Path

import httpx
import pytest

from nyqst_client.errors import Corrupted, NotFound
from tests.unit.nyqst_client.fake_service import KEY, Drip, FakeService


def test_content_is_read_by_its_hash() -> None:
    service = FakeService()
    assert service.client().artifacts.read(service.keep(b"hello")) == b"hello"


def test_the_key_is_for_the_service_and_not_for_the_store() -> None:
    service = FakeService()
    service.client().artifacts.read(service.keep(b"hello"))
    asked, fetched = service.requests
    assert asked.headers["x-api-key"] == KEY
    assert KEY not in str(fetched.headers)


def test_content_that_is_not_that_of_its_hash_is_refused() -> None:
    service = FakeService()
    sha256 = service.keep(b"hello")
    service.content[sha256] = b"hellO"
    with pytest.raises(Corrupted):
        service.client().artifacts.read(sha256)


def test_a_file_is_written_when_all_of_it_is_right(tmp_path: Path) -> None:
    service = FakeService()
    service.client().artifacts.save(service.keep(b"hello"), tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == b"hello"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_was_there_stays_when_the_new_one_is_wrong(tmp_path: Path) -> None:
    service = FakeService()
    sha256 = service.keep(b"hello")
    service.content[sha256] = b"hellO"
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(Corrupted):
        service.client().artifacts.save(sha256, tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_download_that_broke_off_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    service = FakeService()
    sha256 = service.keep(b"hello")
    service.store_faults.append(
        httpx.Response(200, stream=Drip([b"garbage"], httpx.ReadError("reset")))
    )
    service.client().artifacts.save(sha256, tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == b"hello"


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        FakeService().client().artifacts.read("0" * 64)


def test_content_is_uploaded_and_then_registered() -> None:
    service = FakeService()
    sha256 = hashlib.sha256(b"hello").hexdigest()
    signed = {"method": "PUT", "url": "https://api.test/store/x", "headers": {}, "expires_in_s": 9}
    artifact = {
        "sha256": sha256,
        "media_type": "text/plain",
        "size_bytes": 5,
        "created_at": "2026-11-20T15:00:00Z",
    }
    service.faults += [httpx.Response(201, json=signed), httpx.Response(201, json=artifact)]
    service.store_faults.append(httpx.Response(200))
    stored = service.client().artifacts.store(b"hello", "text/plain", filename="a.txt")
    assert stored.sha256 == sha256
    assert [request.method for request in service.requests] == ["POST", "PUT", "POST"]
    assert service.requests[1].content == b"hello"
