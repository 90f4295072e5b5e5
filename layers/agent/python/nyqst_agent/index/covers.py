"""What somebody put before a text to pass it on: a cover note, the head of a forwarded mail.

It makes no other document of the text unless it says something of its own.
"""

import re
from collections.abc import Sequence

from nyqst_agent.language.dates import dates

_LOOKED_FOR = 12
"""The first lines of a text, one of which has to stand behind the cover."""
_LONGEST_COVER = 40
_MOST_WORDS = 100
_FEWEST_ADDRESS_LINES = 2
_MARKS = re.compile(r"^[\s>|#*_-]+|[\s*_]+$")
_ADDRESS = re.compile(
    r"^(?:from|to|cc|bcc|sent|date|subject|re|fwd?|reply-to|attachments?|importance)\s*:",
    re.IGNORECASE,
)
_PASSES_ON = re.compile(
    r"\bforwarded (?:message|by|e-?mail)\b|^subject\s*:\s*fwd?\b|^fwd?\s*:|\bfyi\b|\btransmittal\b"
    r"|\bcover(?:ing)? (?:note|letter|sheet|page|memo|e-?mail)\b|\bcompliments slip\b"
    r"|\bfor (?:your|the) (?:information|records?|files?|attention|data room)\b|\bfor disclosure\b"
    r"|\bplease (?:find|see)\b|\bsee (?:below|attached|enclosed)\b"
    r"|\b(?:find|is|are) (?:attached|enclosed)\b"
    r"|\b(?:forwarding|passing (?:this|it) on|original message)\b",
    re.IGNORECASE | re.MULTILINE,
)
_OF_ITS_OWN = re.compile(
    r"\b(?:draft|final|correct\w*|revis\w+|amend\w*|supersed\w+|replac\w+|withdr[ae]wn?|obsolete"
    r"|outdated|wrong|errors?|mistakes?|updat\w+|instead|no longer|approv\w+|reject\w*|refus\w+"
    r"|accept\w*|agree\w*|disagree\w*|cancel\w*|chang\w+|except|however|but)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:folder|section|annex|appendix|page|item|tab|file|box|index|chapter|part|clause|exhibit"
    r"|schedule|volume|document|no\.?|ref\.?|number)\s*[:#]?\s*\d[\d./-]*",
    re.IGNORECASE,
)


def without_covers(one: str, other: str) -> tuple[str, str] | None:
    """Both texts without the cover that one of them has, if it has one.

    None if one is a letter that has all of the other below what it says itself.
    """
    lines, others = one.split("\n"), other.split("\n")
    answered = False
    for at, place in _shared(_bare(lines), _bare(others)):
        for head, beside in ((lines[:at], others[:place]), (others[:place], lines[:at])):
            if _is_address(beside) and _is_cover(head) and _days(beside) <= _days(head):
                return "\n".join(lines[at:]), "\n".join(others[place:])
            answered = answered or (not any(beside) and _is_letter(head))
    return None if answered else (one, other)


def _bare(lines: Sequence[str]) -> list[str]:
    return [" ".join(_MARKS.sub("", line).casefold().split()) for line in lines]


def _shared(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Places in both of lines that one of them begins with, the earliest first."""
    found = {*_begins_within(one, other), *((b, a) for a, b in _begins_within(other, one))}
    return sorted(found, key=lambda places: (sum(places), places))


def _begins_within(text: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Places in the text and in the other, one of whose first lines stands there."""
    first = [line for line in other if line][:_LOOKED_FOR]
    return [
        (text.index(line), other.index(line))
        for line in first
        if line in text[: _LONGEST_COVER + 1]
    ]


def _is_address(head: Sequence[str]) -> bool:
    """Nothing but lines of an address, or nothing at all."""
    return not _said(head)


def _is_letter(head: Sequence[str]) -> bool:
    addressed = [line for line in head if _ADDRESS.match(_MARKS.sub("", line))]
    return len(addressed) >= _FEWEST_ADDRESS_LINES and bool(_said(head))


def _is_cover(head: Sequence[str]) -> bool:
    if not _PASSES_ON.search("\n".join(_MARKS.sub("", line) for line in head)):
        return False
    said = _PLACE.sub(" ", "\n".join(_said(head)))
    if len(said.split()) > _MOST_WORDS:
        return False
    return not any(map(str.isdigit, said)) and not _OF_ITS_OWN.search(said)


def _said(head: Sequence[str]) -> list[str]:
    bare = (_MARKS.sub("", line) for line in head)
    return [line for line in bare if line.strip() and not _ADDRESS.match(line)]


def _days(lines: Sequence[str]) -> set[tuple[int, ...]]:
    return {mention.key for mention in dates("\n".join(lines)) if mention.is_day}
