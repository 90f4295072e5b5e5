"""Text from documents and from the service, made safe to print.

A document may hold escape sequences that would move the cursor or recolour the screen, and marks
that turn the direction of writing. None of that reaches a terminal.
"""

import re

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def printable(text: object) -> str:
    """On one line; what is not text gives an empty one."""
    return " ".join(_UNSAFE.sub(" ", text).split()) if isinstance(text, str) else ""


def printable_lines(text: str) -> str:
    """The same for text whose lines and tabs are to stay."""
    return _UNSAFE_IN_LINES.sub("", text)


_UNSAFE_IN_LINES = re.compile(f"(?![\n\t]){_UNSAFE.pattern.rstrip('+')}")
