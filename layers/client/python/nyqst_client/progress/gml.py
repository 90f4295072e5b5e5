"""A report out of GML, as far as it has come.

GML is read piece by piece and with forbearance: what is cut in the middle waits for its rest, and
elements that are not known are passed over with their text kept.
"""

from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser

from nyqst_client.progress.printable import printable


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    cites: tuple[int, ...] = ()
    verified: bool = True
    """False on one that the citation gate let through with a warning."""


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote."""

    number: int
    title: str
    name: str
    quote: str = ""


_TEXTS = {"gml-p": BlockKind.PARAGRAPH, "gml-item": BlockKind.ITEM}
_PASSAGE = frozenset({"gml-before", "gml-quote", "gml-after"})

Attributes = dict[str, str | None]


class GmlReader(HTMLParser):
    """Feed it the pieces in their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.received: list[str] = []
        self._blocks: list[Block] = []
        self._references: dict[int, Reference] = {}
        self._kind: BlockKind | None = None
        self._sentences: list[Sentence] = []
        self._claim = Sentence("")
        self._text: list[str] = []
        self._note = 0

    def feed(self, data: str) -> None:
        self.received.append(data)
        super().feed(data)

    @property
    def blocks(self) -> list[Block]:
        """With the one that is being written, as it stands."""
        begun = self._begun_block()
        return [*self._blocks, begun] if begun else self._blocks

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(self._references.values())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "gml-report":
            self.title = printable(given.get("title"))
        elif tag == "gml-section":
            title = Sentence(printable(given.get("title")))
            self._blocks.append(Block(BlockKind.HEADING, (title,)))
        elif tag in _TEXTS:
            self._kind, self._sentences, self._text = _TEXTS[tag], [], []
        elif tag == "gml-claim":
            self._end_sentence()
            verified = given.get("state") != "unverified"
            self._claim = Sentence("", _numbers(given.get("cites")), verified)
        elif tag == "gml-reference":
            self._start_reference(given)
        elif tag in _PASSAGE:
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "gml-claim":
            self._end_sentence()
        elif tag in _TEXTS:
            self._end_block()
        elif tag == "gml-quote":
            self._end_quote()

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def _begun_block(self) -> Block | None:
        if self._kind is None:
            return None
        sentences = [*self._sentences, *self._begun_sentence()]
        return Block(self._kind, tuple(sentences)) if sentences else None

    def _begun_sentence(self) -> list[Sentence]:
        text = printable("".join(self._text))
        return [Sentence(text, self._claim.cites, self._claim.verified)] if text else []

    def _end_sentence(self) -> None:
        self._sentences += self._begun_sentence()
        self._claim, self._text = Sentence(""), []

    def _end_block(self) -> None:
        self._end_sentence()
        block = self._begun_block()
        if block:
            self._blocks.append(block)
        self._kind, self._sentences = None, []

    def _start_reference(self, given: Attributes) -> None:
        self._note = next(iter(_numbers(given.get("id"))), 0)
        self._references[self._note] = Reference(
            self._note, printable(given.get("title")), printable(given.get("name"))
        )

    def _end_quote(self) -> None:
        known = self._references.get(self._note)
        if known:
            quote = printable("".join(self._text))
            self._references[self._note] = Reference(known.number, known.title, known.name, quote)


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(int(word) for word in (text or "").split() if word.isascii() and word.isdigit())
