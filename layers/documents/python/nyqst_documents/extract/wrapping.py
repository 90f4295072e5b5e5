"""Undoing line breaks: lines that a typesetter or an editor broke become one again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HYPHENS = "-‐\u00ad"
_BROKEN = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]$")
_NO_SPACES = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]{2}")
"""Chinese and Japanese are written without spaces."""
_LONGEST_WORD = 60
_FIELD = re.compile(r"\s*[A-Z][\w./&()-]*(?: [\w./&()-]+){0,3}:\s+\S")
_GOES_ON = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")

_KEEPS_HYPHEN = frozenset(
    """
    all co cross cyber double eco ex first five four free full half hard high home in ill least less
    long low lower market mid multi near non on one open part per post pre price quasi real risk
    self semi short single six so step ten third three time top two under user well wide work
    year zero
    """.split()
)
"""First halves after which a hyphen belongs to the word more often than to the line's end."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a whole text tell how a word that a line's end has cut is written elsewhere."""

    words: frozenset[str]
    solid_by_default: bool
    """Typesetters hyphenate words, editors of plain text break lines at hyphens that are there."""

    @classmethod
    def of(cls, text: str, *, solid_by_default: bool) -> "Vocabulary":
        return cls(frozenset(_WORD.findall(text.lower().replace("‐", "-"))), solid_by_default)

    def join(self, lines: Sequence[str]) -> str:
        """The lines as one, words that were cut at their ends made whole."""
        parts: list[str] = []
        for line in lines:
            stripped = line.strip()
            if not stripped:
                continue
            if parts:
                parts[-1:] = self._met(parts[-1], stripped)
            parts.append(stripped)
        return "".join(parts)

    def _met(self, before: str, after: str) -> tuple[str, ...]:
        """What becomes of the end of one line when another follows it."""
        if _NO_SPACES.fullmatch(before[-1] + after[0]):
            return (before,)
        broken = _BROKEN.search(before[-_LONGEST_WORD:])
        if broken is None:
            ranges = before[-1:] in _HYPHENS and before[-2:-1].isdigit() and after[:1].isdigit()
            return (before,) if ranges else (before, " ")
        goes_on = _GOES_ON.match(after)
        if goes_on is None or not (after[0].islower() or self._is_capitals(broken[1], goes_on[0])):
            return (before,) if after[0].isalpha() else (before, " ")
        solid = self._is_solid(broken[1].lower(), goes_on[0].lower(), before[-1])
        return (before[:-1],) if solid else (before,)

    def _is_capitals(self, left: str, right: str) -> bool:
        """A word in capitals that stands elsewhere in one piece."""
        return (left + right).isupper() and (left + right).lower() in self.words

    def _is_solid(self, left: str, right: str, hyphen: str) -> bool:
        if hyphen == "\u00ad" or left + right in self.words:
            return f"{left}-{right}" not in self.words
        if f"{left}-{right}" in self.words or left in _KEEPS_HYPHEN:
            return False
        return self.solid_by_default or hyphen == "‐"


def is_field(line: str) -> bool:
    """`Date: 3 March 2025`: what is set like this begins a line of its own."""
    return _FIELD.match(line) is not None


def broken_at(width: int, line: str, following: str) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    word = following.split(maxsplit=1)
    return len(line.rstrip()) + 1 + len(word[0] if word else "") > width
