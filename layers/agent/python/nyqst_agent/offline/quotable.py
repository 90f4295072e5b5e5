"""The statements of a passage that a report may quote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nyqst.research.model.evidence import Passage, Span
from nyqst_agent.language.boilerplate import is_about_itself, is_boilerplate, is_change_entry
from nyqst_agent.language.completeness import is_assertion, leans_on_neighbour
from nyqst_agent.language.english import is_english
from nyqst_agent.language.instructions import follows_instruction, is_instruction
from nyqst_agent.language.shapes import ends_sentence, pairs
from nyqst_agent.language.statements import Shape, Statement, statements
from nyqst_agent.offline.bearing import Context

_LONGEST_WITH_NEIGHBOUR = 420
_LONGEST_CAPTION = 8
_TELLS_FORMER = re.compile(
    r"\b(?:replac\w+|supersed\w+|former|previous|earlier|old)\b[^.]{0,60}\d|\b(?:up"
    r"|down) from\b[^.]{0,20}\d",
    re.IGNORECASE,
)
"""A sentence about what no longer holds is not carried along with the one that it leans on."""


@dataclass(frozen=True, slots=True)
class Quotable:
    """`text` is exactly what stands at `span`."""

    text: str
    span: Span
    shape: Shape
    passage: Passage
    heading: str
    """What it stands under: the passage's headings, and a short line above its paragraph."""
    block: str
    """The paragraph it stands in, without it."""

    @property
    def told(self) -> str:
        """What it says itself: of a row its values, since every row has the same keys."""
        if self.shape is not Shape.ROW:
            return self.text
        return "; ".join(value for _, value in self._pairs) or self.text

    @property
    def table(self) -> tuple[str, str]:
        return self.span.sha256, "; ".join(key for key, _ in self._pairs)

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return pairs(" ".join(self.text.split()))

    @property
    def context(self) -> Context:
        keys = "; ".join(key for key, _ in self._pairs)
        heading = f"{self.heading} . {keys.replace('_', ' ')}"
        return Context(heading, self.block, self.passage.title, self.passage.text)


def quotables(passage: Passage, asked: str) -> tuple[Quotable, ...]:
    """In order. Nothing that steers the reader, no furniture, nothing that cannot stand alone."""
    if not is_english(passage.text):
        return ()
    found = statements(passage.text)
    steering = _steering_blocks(passage.text, found)
    sound = [_is_sound(passage.text, s, asked) and s.block not in steering for s in found]
    return tuple(_quotables(passage, found, sound))


def _quotables(
    passage: Passage, found: Sequence[Statement], sound: Sequence[bool]
) -> Iterator[Quotable]:
    heading = passage.heading
    for position, statement in enumerate(found):
        if _is_caption(passage.text, statement):
            caption = passage.text[statement.start : statement.end].rstrip(":")
            heading = f"{passage.heading} › {caption}" if passage.heading else caption
        if not sound[position]:
            continue
        first = _support(passage.text, found, sound, position)
        if first is None:
            continue
        text = passage.text[first.start : statement.end]
        begin = passage.span.start + first.start
        span = Span(passage.span.sha256, begin, begin + len(text))
        block = _block(passage.text, found, statement)
        yield Quotable(text, span, statement.shape, passage, heading, block)


def _block(text: str, found: Sequence[Statement], statement: Statement) -> str:
    """Rows of a table share a block and say nothing of each other."""
    if statement.shape is Shape.ROW:
        return ""
    beside = (s for s in found if s.block == statement.block and s is not statement)
    return " ".join(text[s.start : s.end] for s in beside)


def _is_caption(text: str, statement: Statement) -> bool:
    content = text[statement.start : statement.end]
    plain = statement.shape in (Shape.FRAGMENT, Shape.SENTENCE) and "\n" not in content
    return plain and not ends_sentence(content) and len(content.split()) <= _LONGEST_CAPTION


def _support(
    text: str, found: Sequence[Statement], sound: Sequence[bool], position: int
) -> Statement | None:
    """The statement to begin the quotation with: itself, or the one before that it leans on."""
    statement = found[position]
    first = position
    while _leans(text, found[first]):
        if not first or not sound[first - 1] or not _joins(found[first - 1], statement):
            return None
        if _TELLS_FORMER.search(text, statement.start, statement.end):
            return None
        first -= 1
    return found[first]


def _leans(text: str, statement: Statement) -> bool:
    prose = statement.shape in (Shape.SENTENCE, Shape.ITEM)
    return prose and leans_on_neighbour(text[statement.start : statement.end])


def _joins(before: Statement, after: Statement) -> bool:
    return (
        before.block == after.block
        and before.shape in (Shape.SENTENCE, Shape.ITEM)
        and after.end - before.start <= _LONGEST_WITH_NEIGHBOUR
    )


def _is_sound(text: str, statement: Statement, asked: str) -> bool:
    content = text[statement.start : statement.end]
    return (
        is_assertion(content, statement.shape)
        and not is_boilerplate(content, about=asked)
        and not is_about_itself(content)
        and not is_change_entry(content, about=asked)
        and is_english(content)
    )


def _steering_blocks(text: str, found: Sequence[Statement]) -> frozenset[int]:
    """Blocks with an instruction to the reader, all that follows them in the passage, and what
    goes before and belongs to it. Whoever gives orders in a document is no witness."""
    by_block: dict[int, str] = {}
    for statement in found:
        part = text[statement.start : statement.end]
        by_block[statement.block] = f"{by_block.get(statement.block, '')} {part}".strip()
    steering = {block for block, content in by_block.items() if is_instruction(content)}
    if not steering:
        return frozenset()
    after = {block for block in by_block if block > min(steering)}
    spread = {block for block, content in by_block.items() if follows_instruction(content)}
    return frozenset(steering | after | spread)
