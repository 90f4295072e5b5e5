import json
from collections import Counter
from pathlib import Path

import httpx

from nyqst_client.upload.add_documents import Stage
from nyqst_client.upload.local_files import LocalFile, look_at
from nyqst_client.upload.wait_until_read import STALLED_S
from tests.unit.nyqst_client.fake_service import FakeService


def files(folder: Path, *names: str, content: bytes = b"") -> list[LocalFile]:
    found = []
    for name in names:
        (folder / name).write_bytes(content or name.encode())
        file = look_at(folder / name)
        assert isinstance(file, LocalFile)
        found.append(file)
    return found


def calls(service: FakeService) -> Counter[str]:
    return Counter(
        f"{request.method} {'store' if '/store/' in request.url.path else request.url.path}"
        for request in service.requests
        if request.method != "GET"
    )


def test_files_become_documents_that_are_ready(tmp_path: Path) -> None:
    service = FakeService()
    added = service.client().documents.add(files(tmp_path, "a.txt", "b.txt"))
    assert [(one.name, one.status) for one in added.documents] == [
        ("a.txt", "ready"),
        ("b.txt", "ready"),
    ]
    assert set(service.content.values()) == {b"a.txt", b"b.txt"}


def test_many_files_are_announced_fifty_at_a_time(tmp_path: Path) -> None:
    service = FakeService()
    added = service.client().documents.add(files(tmp_path, *(f"{n:03}.txt" for n in range(120))))
    assert len(added.ready) == 120
    assert calls(service) == {
        "POST /v1/documents": 3,
        "PUT store": 120,
        "POST /v1/documents/ingest": 3,
    }


def test_what_is_ready_already_is_not_sent_again(tmp_path: Path) -> None:
    service = FakeService()
    found = files(tmp_path, "a.txt", "b.txt")
    service.client().documents.add(found[:1])
    service.requests.clear()
    added = service.client().documents.add(found)
    assert len(added.ready) == 2
    assert calls(service)["PUT store"] == 1
    asked = [r for r in service.requests if r.url.path.endswith("ingest")]
    assert len(json.loads(asked[0].content)["document_ids"]) == 1


def test_nothing_is_asked_for_when_all_is_ready(tmp_path: Path) -> None:
    service = FakeService()
    found = files(tmp_path, "a.txt")
    service.client().documents.add(found)
    service.requests.clear()
    service.client().documents.add(found)
    assert calls(service) == {"POST /v1/documents": 1}


def test_no_files_are_no_calls() -> None:
    service = FakeService()
    assert service.client().documents.add([]).documents == ()
    assert service.requests == []


def test_copies_are_one_document(tmp_path: Path) -> None:
    service = FakeService()
    found = files(tmp_path, "a.txt")
    assert len(service.client().documents.add(found * 3).documents) == 1


def test_a_document_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    service = FakeService(unreadable={"b.txt"})
    added = service.client().documents.add(files(tmp_path, "a.txt", "b.txt", "c.txt"))
    assert [one.status for one in added.documents] == ["ready", "failed", "ready"]
    broken = added.documents[1].failure
    assert broken is not None
    assert broken.code == "damaged"
    assert len(added.ready) == 2


def test_a_document_that_failed_is_sent_again(tmp_path: Path) -> None:
    service = FakeService(unreadable={"a.txt"})
    found = files(tmp_path, "a.txt")
    service.client().documents.add(found)
    service.unreadable.clear()
    assert len(service.client().documents.add(found).ready) == 1


def test_a_file_that_changed_meanwhile_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    service = FakeService()
    found = files(tmp_path, "a.txt", "b.txt")
    (tmp_path / "a.txt").write_bytes(b"A.TXT")
    added = service.client().documents.add(found)
    assert [one.name for one in added.ready] == ["b.txt"]
    assert [(one.file.name, one.reason) for one in added.not_sent] == [
        ("a.txt", "The store refused the bytes: BadDigest (400)")
    ]


def test_a_file_that_has_gone_meanwhile_is_named(tmp_path: Path) -> None:
    service = FakeService()
    found = files(tmp_path, "a.txt", "b.txt")
    (tmp_path / "a.txt").unlink()
    added = service.client().documents.add(found)
    assert [(one.file.name, one.reason) for one in added.not_sent] == [
        ("a.txt", "No such file or directory")
    ]


def test_a_store_that_stumbles_is_tried_again(tmp_path: Path) -> None:
    service = FakeService(store_faults=[httpx.Response(503), httpx.WriteError("reset")])
    assert len(service.client().documents.add(files(tmp_path, "a.txt")).ready) == 1


def test_documents_that_stay_unread_are_given_up(tmp_path: Path) -> None:
    service = FakeService(never_read={"a.txt"})
    added = service.client().documents.add(files(tmp_path, "a.txt"))
    assert [one.status for one in added.documents] == ["queued"]
    assert added.ready == ()
    assert STALLED_S <= sum(service.slept) < STALLED_S + 5


def test_documents_that_stay_unread_do_not_hide_the_others(tmp_path: Path) -> None:
    service = FakeService(never_read={f"{number:02}.txt" for number in range(20)})
    added = service.client().documents.add(files(tmp_path, *(f"{n:02}.txt" for n in range(40))))
    assert len(added.ready) == 20


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[Stage, int, int]] = []
    FakeService().client().documents.add(
        files(tmp_path, "a.txt", "b.txt"), lambda *step: told.append(step)
    )
    assert told[:2] == [(Stage.SENDING, 1, 2), (Stage.SENDING, 2, 2)]
    assert told[2:] == [(Stage.READING, 0, 2)]
