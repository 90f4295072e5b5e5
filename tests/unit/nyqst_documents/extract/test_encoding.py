import pytest

from nyqst.errors import Unreadable
from nyqst_documents.extract.encoding import decode

WESTERN = "Der Umsatz der Gesellschaft betrug 12 Millionen Euro, für Überraschungen war gesorgt."
RUSSIAN = "Выручка общества за год составила двенадцать миллионов рублей, и это больше плана. " * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"]
)
def test_an_encoding_is_detected(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_detected_without_a_mark(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


def test_typographic_quotes_of_windows_are_read() -> None:
    assert decode("“It’s over” – said he".encode("cp1252")) == "“It’s over” – said he"


def test_an_encoding_without_latin_letters_is_detected() -> None:
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN


def test_a_declared_encoding_is_believed() -> None:
    assert decode("żółw".encode("iso8859-2"), "iso-8859-2") == "żółw"


@pytest.mark.parametrize("declared", ["rot13", "punycode", "unicode_escape", "no such", "a\0b"])
def test_what_is_no_encoding_of_files_is_not_believed(declared: str) -> None:
    assert decode(b"caf\xe9 au lait", declared) == "café au lait"


def test_utf_8_with_a_bad_byte_stays_utf_8() -> None:
    assert (
        decode("müde Bären fräßen süße Äpfel".encode() + b"\xc3") == "müde Bären fräßen süße Äpfel"
    )


def test_many_control_characters_make_a_binary_file() -> None:
    with pytest.raises(Unreadable):
        decode(b"\0\1\2\3text\4\5\6")
