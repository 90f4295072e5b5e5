from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.samples.make_binary_documents import DOCUMENTS, OUTPUTS, Output, make

PDFS = [output for output in OUTPUTS if output.name.endswith(".pdf")]
WORD_FILES = [output for output in OUTPUTS if output.name.endswith(".docx")]


def parts(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as members:
        return {name: members.read(name) for name in members.namelist()}


def name_of(output: Output) -> str:
    return output.name


@pytest.mark.parametrize("output", PDFS, ids=name_of)
def test_a_committed_pdf_is_what_its_source_makes(output: Output) -> None:
    assert (DOCUMENTS / output.name).read_bytes() == make(output)


@pytest.mark.parametrize("output", WORD_FILES, ids=name_of)
def test_the_parts_of_a_committed_word_file_are_what_its_source_makes(output: Output) -> None:
    assert parts((DOCUMENTS / output.name).read_bytes()) == parts(make(output))


def test_a_word_file_carries_no_time_of_its_making() -> None:
    with ZipFile(BytesIO(make(WORD_FILES[0]))) as members:
        assert {member.date_time for member in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_binary_document_has_a_source() -> None:
    binary = {path.name for path in DOCUMENTS.iterdir() if path.suffix in (".pdf", ".docx")}
    assert binary == {output.name for output in OUTPUTS}
