"""Documents in every format, and files that cannot be read among them."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from infra.local import stack
from nyqst_client import LocalFile, look_at
from nyqst_client.model.document import Document
from tests.local.place import HARBOUR, Place, new_place
from tests.unit.nyqst_documents.extract.made_files import docx, drawn_pdf

pytestmark = pytest.mark.local

_SAMPLES = Path(__file__).parents[1] / "samples" / "documents"
_BOMB = 40 * 2**20
"""Bytes that pack at one to a thousand."""
_READABLE = (
    "board-minutes-2026-01-29.md",
    "email-tarra-salmon.txt",
    "environmental-permit.html",
    "hr-report-2026.pdf",
    "battery-offer-kesselbach.docx",
    "risk-register.csv",
    "operations-metrics-2025.json",
)
_UNREADABLE: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "bomb.docx": ("too_large_unpacked", lambda: docx("<w:p/>", {"word/media/1": bytes(_BOMB)})),
    "broken.pdf": ("damaged", lambda: b"%PDF-1.7\nnothing behind it"),
    "picture.png": ("unsupported_type", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "scan.pdf": ("no_text", lambda: drawn_pdf(lambda canvas: canvas.rect(72, 72, 200, 200))),
}


@pytest.fixture(scope="module")
def archive(local: stack.LocalStack) -> Iterator[Place]:
    with new_place(local) as made:
        yield made


@pytest.fixture(scope="module")
def documents(archive: Place, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("documents")
    for name in _READABLE:
        shutil.copy(_SAMPLES / name, folder / name)
    for name, (_, make) in _UNREADABLE.items():
        Path(folder, name).write_bytes(make())
    return {document.name: document for document in archive.add_documents(folder)}


@pytest.mark.parametrize("name", _READABLE)
def test_it_is_read_in_every_format(
    archive: Place, documents: Mapping[str, Document], name: str
) -> None:
    document = documents[name]
    assert (document.status, document.failure) == ("ready", None)
    assert document.title
    assert document.text_sha256 is not None
    assert archive.client.artifacts.read(document.text_sha256).decode().strip()


@pytest.mark.parametrize("name", _UNREADABLE)
def test_what_cannot_be_read_says_why(documents: Mapping[str, Document], name: str) -> None:
    document = documents[name]
    assert document.status == "failed"
    assert document.failure is not None
    assert document.failure.code == _UNREADABLE[name][0]
    assert document.failure.message


def test_a_run_reads_the_others_and_names_what_it_could_not(
    archive: Place, documents: Mapping[str, Document]
) -> None:
    run = archive.finish(archive.client.runs.start("What does the battery offer cost?")).run
    assert (run.status, len(documents)) == ("succeeded", len(_READABLE) + len(_UNREADABLE))
    report = archive.report(run)
    for name in _UNREADABLE:
        assert name in report


def test_a_file_that_is_there_is_not_sent_again(
    archive: Place, documents: Mapping[str, Document]
) -> None:
    file = look_at(_SAMPLES / _READABLE[0])
    assert isinstance(file, LocalFile)
    (again,) = archive.client.documents.announce([file])
    assert again == documents[file.name]
    assert again.upload is None


def test_a_file_that_is_renamed_is_another_document(empty_place: Place, tmp_path: Path) -> None:
    source = HARBOUR / "quay-lease.md"
    for name in ("lease.md", "contract.md"):
        shutil.copy(source, tmp_path / name)
    added = empty_place.add_documents(tmp_path)
    assert {document.name for document in added} == {"lease.md", "contract.md"}
    assert len({document.sha256 for document in added}) == 1
    assert {document.status for document in added} == {"ready"}
