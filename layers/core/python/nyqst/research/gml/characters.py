"""Which characters a document may hold, and how they are escaped."""

import re

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write: most control characters, lone surrogates, U+FFFE, U+FFFF."""

_IN_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# A parser turns line ends and tabs in an attribute into spaces unless they are references.
_IN_ATTRIBUTE = _IN_CONTENT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def allowed(text: str) -> str:
    return FORBIDDEN.sub("", text)


def content(text: str) -> str:
    return allowed(text).translate(_IN_CONTENT)


def attribute(text: str) -> str:
    return allowed(text).translate(_IN_ATTRIBUTE)
