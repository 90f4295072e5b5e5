import subprocess
import sys

import pytest

from nyqst.errors import Unreadable
from nyqst_documents.extract import extract
from nyqst_documents.extract.limits import (
    MAX_INPUT_BYTES,
    MAX_MARKDOWN_BYTES,
    MAX_MARKUP_BYTES,
    MAX_PAGES,
    MAX_PART_BYTES,
    MAX_PDF_STREAM_BYTES,
)
from tests.unit.nyqst_documents.extract.made_files import PROSE, bare_pdf, docx, drawn_pdf, packed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(content: bytes, name: str = "file", media_type: str = "") -> str:
    with pytest.raises(Unreadable) as caught:
        extract(content, name, media_type)
    return caught.value.code


def encrypted_pdf(password: str) -> bytes:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(bare_pdf(b"BT /F1 9 Tf (Hello) Tj ET"))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_picture_is_of_no_supported_type() -> None:
    assert refusal(b"\x89PNG\r\n\x1a\n" + bytes(40), "a.png", "image/png") == "unsupported_type"


def test_a_spreadsheet_is_of_no_supported_type() -> None:
    content = packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    assert refusal(content, "a.xlsx") == "unsupported_type"


def test_a_word_file_of_before_2007_is_of_no_supported_type() -> None:
    assert refusal(OLE + bytes(600), "a.doc") == "unsupported_type"


def test_text_that_is_called_a_picture_is_of_no_supported_type() -> None:
    assert refusal(PROSE.encode(), "a.png", "image/png") == "unsupported_type"


def test_no_bytes_are_an_empty_document() -> None:
    assert refusal(b"") == "empty_document"


def test_white_space_is_an_empty_document() -> None:
    assert refusal(b" \n\t\r\n", "a.txt") == "empty_document"


def test_markup_without_text_is_an_empty_document() -> None:
    assert refusal(b"<html><body><p> </p></body></html>", "a.html") == "empty_document"


def test_a_docx_without_text_is_an_empty_document() -> None:
    assert refusal(docx("<w:p/>")) == "empty_document"


def test_a_scan_has_no_text() -> None:
    assert refusal(drawn_pdf(lambda canvas: canvas.rect(9, 9, 99, 99, fill=1))) == "no_text"


def test_a_pdf_under_a_password_is_encrypted() -> None:
    assert refusal(encrypted_pdf("secret"), "a.pdf") == "encrypted"


def test_a_pdf_that_anybody_may_open_is_read_though_it_is_encrypted() -> None:
    assert extract(encrypted_pdf(""), "a.pdf", "").text == "Hello"


def test_a_docx_under_a_password_is_encrypted() -> None:
    content = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    assert refusal(content, "a.docx") == "encrypted"


def test_a_pdf_that_is_cut_off_is_damaged() -> None:
    assert refusal(bare_pdf(b"BT /F1 9 Tf (Hello) Tj ET")[:60], "a.pdf") == "damaged"


def test_a_docx_that_is_cut_off_is_damaged() -> None:
    assert refusal(docx("<w:p/>")[:-30], "a.docx") == "damaged"


def test_a_docx_with_a_document_type_is_damaged() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert refusal(packed({"[Content_Types].xml": "", "word/document.xml": bomb})) == "damaged"


def test_a_docx_without_its_body_is_damaged() -> None:
    assert refusal(packed({"[Content_Types].xml": "", "word/x.xml": ""})) == "damaged"


def test_text_that_is_called_a_pdf_is_damaged() -> None:
    assert refusal(PROSE.encode(), "a.pdf", "application/pdf") == "damaged"


def test_json_with_a_mistake_is_damaged() -> None:
    assert refusal(b'{"a": 1,}', "a.json") == "damaged"


def test_a_file_above_the_limit_is_too_large() -> None:
    assert refusal(bytes(MAX_INPUT_BYTES + 1)) == "too_large"


def test_html_above_its_limit_is_too_large() -> None:
    assert refusal(b"<p>" * (MAX_MARKUP_BYTES // 3 + 1), "a.html") == "too_large"


def test_markdown_above_its_limit_is_too_large() -> None:
    assert refusal(b"word " * (MAX_MARKDOWN_BYTES // 5 + 1), "a.md") == "too_large"


def test_a_docx_that_unpacks_to_far_more_is_too_large_unpacked() -> None:
    bomb = docx("<w:p/>", {"word/media/1": bytes(2 * MAX_PART_BYTES)})
    assert refusal(bomb) == "too_large_unpacked"


def test_a_docx_with_a_body_beyond_reading_is_too_large_unpacked() -> None:
    assert refusal(docx(" " * (MAX_PART_BYTES + 1))) == "too_large_unpacked"


def test_a_pdf_whose_stream_unpacks_to_far_more_is_too_large_unpacked() -> None:
    assert refusal(bare_pdf(b" " * (MAX_PDF_STREAM_BYTES + 1))) == "too_large_unpacked"


def test_a_pdf_of_absurdly_many_pages_is_too_large_unpacked() -> None:
    assert refusal(bare_pdf(b" ", pages=MAX_PAGES + 1)) == "too_large_unpacked"


def test_a_pdf_whose_forms_draw_each_other_again_and_again_is_too_large_unpacked() -> None:
    levels = [b"/X%d Do " % level * 200 for level in range(1, 6)]
    assert refusal(bare_pdf(*levels, b"BT /F1 9 Tf (x) Tj ET")) == "too_large_unpacked"


def test_html_nested_beyond_reason_is_too_large_unpacked() -> None:
    assert refusal(b"<div>" * 5_000 + b"x", "a.html") == "too_large_unpacked"


def test_json_nested_beyond_reason_is_too_large_unpacked() -> None:
    assert refusal(b"[" * 400 + b"1" + b"]" * 400, "a.json") == "too_large_unpacked"


def test_more_text_than_anybody_reads_is_too_large_unpacked() -> None:
    rows = b"a,b\n" + b"some text,more text\n" * 200_000
    assert refusal(rows, "a.csv") == "too_large_unpacked"


def test_bytes_that_are_no_text_are_undecodable() -> None:
    assert refusal(bytes(range(256)) * 20, "a.txt") == "undecodable"


def test_reading_needs_no_library_until_there_is_a_file() -> None:
    heavy = "{'pypdf', 'lxml', 'markdown_it', 'charset_normalizer', 'docx'}"
    check = f"import sys, nyqst_documents.extract; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0  # noqa: S603
