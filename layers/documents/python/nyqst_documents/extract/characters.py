"""Characters as they are kept: NFC, visible, and no control character but the newline."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls; those that end lines are newlines by now
    "\u00ad"  # soft hyphen
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # fillers and selectors
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, direction
    "\ufe00-\ufe0f\ufff0-\ufffb"  # variation selectors, interlinear notes
    "\ud800-\udfff\ue000-\uf8ff"  # surrogates, private use
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff"  # tags, more selectors, private planes
    "]"
)

_SUPERSCRIPTS = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_EXPONENT = re.compile(r"[+\-−]?\d+|n")

_MOST_MARKS = 30
"""Combining marks on one letter, as in Unicode's stream-safe format: sorting a run of them, which
normalisation does, takes time that grows with its square."""


def clean(text: str) -> str:
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    return text if text.isascii() else unicodedata.normalize("NFC", _without_mark_runs(text))


def one_line(text: str) -> str:
    return " ".join(text.split())


def raised(text: str) -> str:
    """An exponent as such characters, so that it cannot be taken for part of a figure."""
    return text.translate(_SUPERSCRIPTS) if _EXPONENT.fullmatch(text) else text


def _without_mark_runs(text: str) -> str:
    marks = "".join(sorted(mark for mark in set(text) if unicodedata.combining(mark)))
    if not marks:
        return text
    return re.sub(rf"([{marks}]{{{_MOST_MARKS}}})[{marks}]+", r"\1", text)
