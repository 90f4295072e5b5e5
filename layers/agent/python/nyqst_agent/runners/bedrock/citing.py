"""Citation marks in a text: `[n3]`, `[n3][n5]`, `[n3, n5]`."""

import re

_MARK = re.compile(r"\s*[\[【(]\s*(n?\d{1,4}(?:\s*[,;]\s*n?\d{1,4})*)\s*[\]】)]", re.IGNORECASE)
_SURE = re.compile(r"[\[【]|\(\s*n")
"""Numbers in round brackets are not marks unless they say so: "(2024)"."""
_AFTER_STOP = re.compile(r"([.!?…][\"'”’)]*)((?:\s*[\[【]\s*n\d[^\]】]*[\]】])+)", re.IGNORECASE)
_ID = re.compile(r"\w+")


def cited(text: str) -> tuple[str, ...]:
    """The ids in order, each once, in lower case, known or not."""
    groups = [match[1] for match in _MARK.finditer(text) if _is_mark(match)]
    return tuple(dict.fromkeys(label.lower() for group in groups for label in _ID.findall(group)))


def without_marks(text: str) -> str:
    return _MARK.sub(lambda match: "" if _is_mark(match) else match[0], text).strip()


def marks_before_stops(text: str) -> str:
    """Marks that follow a full stop belong to the sentence that it ends."""
    return _AFTER_STOP.sub(r"\2\1", text)


def _is_mark(match: re.Match[str]) -> bool:
    return _SURE.match(match[0].strip()) is not None
