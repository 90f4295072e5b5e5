import json
from pathlib import Path

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text(name)


def test_documents_are_added_and_listed(shell: Shell, service: FakeService, tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md")
    shown = shell("docs", "add", "a.md", "b.md")
    assert shown.code == 0
    assert [line.split()[1:] for line in shown.out.splitlines()] == [
        ["ready", "a.md"],
        ["ready", "b.md"],
    ]
    listed = [line.split("\t") for line in shell("docs", "list").out.splitlines()]
    assert [(one[1], one[2]) for one in listed] == [("ready", "a.md"), ("ready", "b.md")]
    assert {one[0] for one in listed} == set(service.documents)


def test_a_document_that_cannot_be_read_is_named_and_shows_in_the_exit_code(
    shell: Shell, service: FakeService, tmp_path: Path
) -> None:
    write(tmp_path, "a.md", "b.md")
    service.unreadable.add("b.md")
    shown = shell("docs", "add", "a.md", "b.md")
    assert shown.code == 1
    assert "b.md: It is damaged (damaged)" in shown.err
    assert "a.md" in shown.out


def test_what_fails_for_one_reason_is_named_in_one_line(
    shell: Shell, service: FakeService, tmp_path: Path
) -> None:
    names = [f"{number:02}.gz" for number in range(12)]
    write(tmp_path, *names)
    service.unreadable.update(names)
    shown = shell("docs", "add", *names)
    assert shown.err.splitlines()[-1] == (
        "00.gz, 01.gz, 02.gz, 03.gz, 04.gz, 05.gz, 06.gz, 07.gz and 4 more: It is damaged (damaged)"
    )


def test_a_document_that_waits_is_listed_as_waiting(shell: Shell, service: FakeService) -> None:
    document = {"id": "doc_1", "name": "a.md", "status": "queued", "failure": None}
    kept = {"media_type": "text/markdown", "size_bytes": 1, "sha256": "0" * 64}
    service.documents["doc_1"] = {**document, **kept, "created_at": "2026-11-20T15:00:00Z"}
    listed = shell("docs", "list").out.split("\t")
    assert (listed[0], listed[1]) == ("doc_1", "queued")


def test_a_path_that_is_not_there_is_bad_usage(shell: Shell, service: FakeService) -> None:
    assert shell("docs", "add", "nowhere").code == 2
    assert service.requests == []


def test_documents_are_listed_as_json(shell: Shell, service: FakeService, tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    shell("docs", "add", "a.md")
    listed = json.loads(shell("docs", "list", "--json").out)
    assert listed["id"] in service.documents


def test_documents_are_removed(shell: Shell, service: FakeService, tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md")
    shell("docs", "add", "a.md", "b.md")
    first, second = service.documents
    assert shell("docs", "remove", first).out == f"{first} removed\n"
    assert list(service.documents) == [second]


def test_what_is_not_there_cannot_be_removed(shell: Shell, service: FakeService) -> None:
    assert shell("docs", "remove", "doc_1").code == 4
    assert service.documents == {}
