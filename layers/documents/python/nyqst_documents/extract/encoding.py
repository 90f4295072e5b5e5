"""Bytes of text files to characters."""

import codecs
import re

from nyqst_documents.extract.reasons import Reason, unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROLS = re.compile("[\x00-\x07\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02
"""Of all characters: a stray one is a slip, many are a binary file."""

_ASCII = re.compile("[\x00-\x7f]")
_GOOD_PER_BAD = 4
"""Characters of several bytes that are right, to one that is not, in a text that is UTF-8."""

_SAMPLE = 64 * 1024
_MOST_HIGH_BYTES = 0.2
"""Accents make up a tenth of a Western text at most; Greek or Russian is nearly all high bytes."""

_DECLARABLE = re.compile(
    r"cp\d+|iso8859-\d+|koi8-\w|gb\w+|big5\w*|euc_\w+|shift_jis\w*|tis-620|mac-\w+"
)
"""What a file may name as its encoding; UTF-8 and UTF-16 have been tried by then."""


def decode(content: bytes, declared: str | None = None) -> str:
    """`declared` is the encoding that the text names itself: believed if it fits."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _checked(_decoded(content[len(mark) :], name))
    guesses = (_utf16_by_zeros, lambda _: "utf-8", lambda _: _known(declared))
    for guess in guesses:
        encoding = guess(content)
        text = _decoded(content, encoding) if encoding else None
        if text is not None:
            return _checked(text)
    return _checked(_damaged_utf8(content) or _eight_bits(content))


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def _checked(text: str | None) -> str:
    if text is None or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise unreadable(Reason.UNDECODABLE, "This is not text in any known encoding")
    return text


def _known(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):
        return None
    if name == "iso8859-1":
        return "cp1252"  # what is called Latin-1 is written on Windows
    return name if _DECLARABLE.fullmatch(name) else None


def _damaged_utf8(content: bytes) -> str | None:
    """UTF-8 with a few bad bytes, such as a character cut off at the end."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - bad - len(_ASCII.findall(text))
    return text.replace("\ufffd", "") if good >= _GOOD_PER_BAD * bad else None


def _utf16_by_zeros(content: bytes) -> str | None:
    """UTF-16 without a mark shows as zeros in every other byte."""
    sample = content[:_SAMPLE]
    for name, zeros, others in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        most = len(sample[zeros::2])
        if most and sample[zeros::2].count(0) > most / 3 and not sample[others::2].count(0):
            return name
    return None


def _eight_bits(content: bytes) -> str | None:
    """Windows-1252 where that is likely, what statistics say where it is not."""
    sample = content[:_SAMPLE]
    letters = sum(map(str.isalpha, sample.decode("latin-1")))
    if sum(byte >= 0x80 for byte in sample) <= _MOST_HIGH_BYTES * letters:
        return _decoded(content, "cp1252") or _decoded(content, "latin-1")
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return _decoded(content, best.encoding) if best else None
