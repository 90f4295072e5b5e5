import pytest

from nyqst.errors import Unreadable
from nyqst_documents.extract import extract
from tests.unit.nyqst_documents.extract.made_files import bare_pdf

SEEN = b"BT /F1 11 Tf 72 700 Td (Seen) Tj ET "
SECRET = b"BT /F1 11 Tf 72 600 Td (secret) Tj ET "
PICTURE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "


def text(content: bytes) -> str:
    return extract(bare_pdf(content), "a.pdf", "").text


@pytest.mark.parametrize(
    "hidden",
    [
        b"3 Tr " + SECRET,
        b"1 g " + SECRET,
        b"1 1 1 rg " + SECRET,
        b"0 0 0 0 k " + SECRET,
        b"/DeviceRGB cs .97 .98 1 sc " + SECRET,
        SECRET.replace(b"11 Tf", b"1 Tf"),
        b".1 0 0 .1 65 540 cm " + SECRET,
        SECRET.replace(b"72 600", b"72 6000"),
        SECRET.replace(b"72 600", b"-900 600"),
        b"/Artifact <</Type /Pagination>> BDC " + SECRET + b"EMC ",
        b".7 .7 -.7 .7 0 0 cm " + SECRET,
    ],
)
def test_what_a_reader_does_not_see_or_skips_is_not_read(hidden: bytes) -> None:
    assert text(SEEN + b"q " + hidden + b"Q") == "Seen"


@pytest.mark.parametrize(
    "ground",
    [
        b"0 0 .4 rg 60 590 200 30 re f ",
        b"0 .4 0 0 k 60 590 m 260 590 l 260 620 l 60 620 l f ",
        PICTURE,
    ],
)
def test_white_text_on_a_dark_ground_is_read(ground: bytes) -> None:
    assert "secret" in text(SEEN + ground + b"1 g " + SECRET)


def test_a_spot_colour_in_full_is_not_white() -> None:
    assert "secret" in text(SEEN + b"/Spot cs 1 scn " + SECRET)


def test_colours_and_modes_end_with_the_state_they_belong_to() -> None:
    assert text(b"q 1 g 3 Tr Q " + SEEN) == "Seen"


def test_the_text_layer_of_a_scan_is_read() -> None:
    assert text(PICTURE + b"3 Tr " + SEEN) == "Seen"


def test_unpainted_text_without_a_scan_is_no_text() -> None:
    with pytest.raises(Unreadable) as caught:
        text(b"3 Tr " + SECRET)
    assert caught.value.code == "no_text"
