"""Why a file yields no text: the codes are part of the public contract."""

from enum import StrEnum

from nyqst.errors import Unreadable


class Reason(StrEnum):
    UNSUPPORTED_TYPE = "unsupported_type"
    EMPTY_DOCUMENT = "empty_document"
    NO_TEXT = "no_text"
    """Pages without characters, such as a scan."""
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_LARGE_UNPACKED = "too_large_unpacked"
    UNDECODABLE = "undecodable"
    """Bytes that are text in no known encoding."""


def unreadable(reason: Reason, message: str) -> Unreadable:
    return Unreadable(message, code=reason.value)
