"""Server-sent events out of bytes, as the HTML standard parses them.

Lines end in CR, LF or CRLF and in nothing else, and the bytes may be cut anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    data: str
    id: str
    """The last one the stream has given, be it here or before."""


@dataclass(frozen=True, slots=True)
class Retry:
    """How long to wait before coming back, in milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A sign of life."""


Item = Message | Retry | Comment


@dataclass
class SseParser:
    _rest: bytes = b""
    _data: list[str] = field(default_factory=list)
    _id: str = ""
    _begun: bool = False

    def feed(self, chunk: bytes) -> Iterator[Item]:
        """What is complete by now. A message that is never completed is never given."""
        for line in self._lines(chunk):
            item = self._read(line)
            if item is not None:
                yield item

    def _lines(self, chunk: bytes) -> list[str]:
        # A CR at the end may be the first half of a CRLF, so it waits for what comes behind it.
        text = self._rest + chunk
        held = b"\r" if text.endswith(b"\r") else b""
        text = text[: len(text) - len(held)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, rest = text.split(b"\n")
        self._rest = rest + held
        if lines and not self._begun:
            self._begun = True
            lines[0] = lines[0].removeprefix(b"\xef\xbb\xbf")
        return [line.decode(errors="replace") for line in lines]

    def _read(self, line: str) -> Item | None:
        if line == "":
            return self._dispatch()
        if line.startswith(":"):
            return Comment()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            return Retry(int(value))
        return None

    def _dispatch(self) -> Message | None:
        if not self._data:
            return None
        message = Message("\n".join(self._data), self._id)
        self._data = []
        return message
