import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.documents import upload
from nyqst.documents.upload import Announced
from nyqst.errors import NyqstError
from nyqst_client.upload.local_files import (
    LARGEST,
    LocalFile,
    Skipped,
    find_files,
    look_at,
    media_type_of,
    name_of,
)


def write(path: Path, content: bytes = b"text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_all_files_of_a_folder_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "sub/c.pdf"):
        write(tmp_path / name)
    assert [path.name for path in find_files([tmp_path])] == ["a.txt", "b.md", "c.pdf"]


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    for name in (".secret", ".git/config", "a.txt"):
        write(tmp_path / name)
    assert [path.name for path in find_files([tmp_path])] == ["a.txt"]


def test_a_folder_that_is_hidden_itself_may_be_named(tmp_path: Path) -> None:
    write(tmp_path / ".notes" / "a.txt")
    assert [path.name for path in find_files([tmp_path / ".notes"])] == ["a.txt"]


def test_no_file_is_found_twice(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(file)
    assert len(list(find_files([tmp_path, file, tmp_path]))) == 1


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "outside" / "secret.txt")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    (folder / "dangling.txt").symlink_to(tmp_path / "nowhere")
    assert list(find_files([folder])) == []


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(find_files([tmp_path / "nowhere"]))


def test_a_file_is_known_by_its_hash_and_size(tmp_path: Path) -> None:
    content = b"x" * 3_000_000
    file = look_at(write(tmp_path / "a.MD", content))
    assert isinstance(file, LocalFile)
    assert (file.size_bytes, file.sha256) == (3_000_000, hashlib.sha256(content).hexdigest())
    assert file.media_type == "text/markdown"


def test_an_empty_file_is_skipped(tmp_path: Path) -> None:
    assert look_at(write(tmp_path / "a", b"")) == Skipped(tmp_path / "a", "is empty")


def test_a_file_that_is_too_large_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert look_at(path) == Skipped(path, "is larger than 25 MB")


def test_a_file_that_has_gone_is_skipped(tmp_path: Path) -> None:
    assert look_at(tmp_path / "a") == Skipped(tmp_path / "a", "No such file or directory")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.HTM", "text/html"),
        ("a.csv", "text/csv"),
        ("a.json", "application/json"),
        ("README", "application/octet-stream"),
        ("a.unheardof", "application/octet-stream"),
    ],
)
def test_the_media_type_is_told_by_the_name(name: str, media_type: str) -> None:
    assert media_type_of(Path(name)) == media_type


@pytest.mark.parametrize(
    ("name", "announced"), [(" ", "_"), ("...", "___"), (" " * 300, "_" * 200)]
)
def test_a_name_of_nothing_but_spaces_and_dots_is_underlined(name: str, announced: str) -> None:
    assert name_of(Path(name)) == announced


def test_the_ending_of_a_long_name_is_cleaned_like_the_rest() -> None:
    assert name_of(Path("x" * 300 + ".p\x07f")) == "x" * 196 + ".p_f"


@given(st.text(min_size=1, max_size=300).filter(lambda name: "/" not in name and "\0" not in name))
def test_whatever_a_file_is_called_the_service_takes_its_name(name: str) -> None:
    if name in (".", ".."):
        return
    announced = Announced(name_of(Path(name)), "text/plain", 1, "0" * 64)
    upload._check(announced)


def test_a_long_name_keeps_its_ending() -> None:
    assert name_of(Path("x" * 300 + ".pdf")) == "x" * 196 + ".pdf"


def test_the_limit_is_the_services() -> None:
    assert LARGEST == upload.MAX_DOCUMENT_BYTES
    with pytest.raises(NyqstError):
        upload._check(Announced("a", "text/plain", LARGEST + 1, "0" * 64))
