"""Prose as it streams in, cut into blocks that will not change any more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nyqst_agent.runners.bedrock.content import end_of_stray_thought, without_thoughts

_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)")
_NO_PROSE = re.compile(r"\s*(?:#{1,6}\s|```|\|.*\||(?:[-*_]\s*){3,}$)")
"""Headings, fences of code, rows of tables, rules: nothing that a section asks for."""
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)\*(?=\w)|(?<=[\w.])\*(?!\w)|`")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one item of a list."""

    text: str
    bullet: bool = False


class ProseReader:
    """Feed it what comes; it gives back each block once, when the next one has begun."""

    def __init__(self) -> None:
        self._text = ""
        self._given = 0
        self._thought = 0

    def feed(self, piece: str) -> Iterator[Block]:
        self._text += piece
        yield from self._new(list(blocks(self._visible()))[:-1])

    def rest(self) -> Iterator[Block]:
        yield from self._new(list(blocks(self._visible())))

    def _visible(self) -> str:
        shown = without_thoughts(self._text)
        end = end_of_stray_thought(shown)
        if end != self._thought:
            self._thought, self._given = end, 0
        return shown[end:]

    def _new(self, complete: list[Block]) -> Iterator[Block]:
        fresh, self._given = complete[self._given :], max(self._given, len(complete))
        yield from fresh


def blocks(text: str) -> Iterator[Block]:
    lines: list[str] = []
    bullet = False
    for line in text.splitlines():
        mark = _BULLET.match(line)
        is_prose = bool(line.strip()) and not _NO_PROSE.match(line)
        if lines and (mark or not is_prose):
            yield Block(_plain(lines), bullet)
            lines = []
        if is_prose:
            bullet = bool(mark) if not lines else bullet
            lines.append(line[mark.end() :] if mark else line)
    if lines:
        yield Block(_plain(lines), bullet)


def _plain(lines: list[str]) -> str:
    return " ".join(_EMPHASIS.sub("", " ".join(lines)).split())
