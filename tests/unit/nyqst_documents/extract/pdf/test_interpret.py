import pytest

from nyqst_documents.extract import extract
from tests.unit.nyqst_documents.extract.made_files import bare_pdf


def text(*streams: bytes) -> str:
    return extract(bare_pdf(*streams), "a.pdf", "").text


@pytest.mark.parametrize(
    ("operations", "shown"),
    [
        (b"BT /F1 11 Tf 72 700 Td [(Rev) 20 (enue) -250 (rose)] TJ ET", "Revenue rose"),
        (b"BT /F1 11 Tf 72 700 Td (see) Tj 18.3 0 Td [-278 (here)] TJ ET", "see here"),
        (b"BT /F1 11 Tf 72 700 Td (a) Tj 0 -40 TD (b) Tj T* (c) Tj ET", "a\n\nb\n\nc"),
        (b"BT /F1 11 Tf 40 TL 72 700 Td (a) Tj (b) ' ET", "a\n\nb"),
        (b'BT /F1 11 Tf 40 TL 72 700 Td (a) Tj 1 0 (b c) " ET', "a\n\nb c"),
        (b"BT /F1 1 Tf 11 0 0 11 72 700 Tm (large by its matrix) Tj ET", "large by its matrix"),
        (b"BT /F1 11 Tf 50 Tz 72 700 Td (stretched) Tj ET", "stretched"),
        (b"BT /F1 11 Tf 3.5 Tc 72 700 Td (,t) Tj 0 Tc 9.6 0 Td (ogether) Tj ET", ", together"),
        (
            b"BT /F1 11 Tf 72 700 Td (a) Tj 3.5 Tc 6.1 0 Td (sal) Tj 0 Tc 25 0 Td (ogin) Tj ET",
            "as a login",
        ),
        (b"BT /F1 11 Tf 3.5 Tc 72 700 Td (THE) Tj ET", "THE"),
        (b"BT /F1 11 Tf 72 700 Td (a \\226 \\(b\\) \\200) Tj ET", "a – (b) €"),
        (b"q 2 0 0 2 0 0 cm BT /F1 11 Tf 36 350 Td (scaled) Tj ET Q", "scaled"),
        (b"BT /F1 11 Tf 72 700 Td <48656c6c6f> Tj ET", "Hello"),
        (b"BT /F9 11 Tf 72 700 Td (no font) Tj /F1 11 Tf (Text) Tj ET", "Text"),
        (b"Q Q EMC ET BT /F1 11 Tf 72 700 Td Tj (Text) Tj ET", "Text"),
        (b"1 cm /a Td (x) Tf BT /F1 11 Tf 72 700 Td (Text) Tj ET", "Text"),
    ],
)
def test_operations_put_text_where_it_stands(operations: bytes, shown: str) -> None:
    assert text(operations) == shown


def test_a_form_is_drawn_where_it_is_placed() -> None:
    form = b"BT /F1 11 Tf 0 0 Td (second) Tj ET"
    page = b"q 1 0 0 1 72 600 cm /X1 Do Q BT /F1 11 Tf 72 700 Td (first) Tj ET"
    assert text(page, form) == "first\n\nsecond"


def test_a_form_that_draws_itself_ends() -> None:
    page = b"BT /F1 11 Tf 72 700 Td (Text) Tj ET /X1 Do"
    assert text(page, b"/X1 Do") == "Text"
