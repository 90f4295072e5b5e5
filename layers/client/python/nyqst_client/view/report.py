"""The text of a report as lines."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from nyqst_client.progress.gml import Block, BlockKind, Reference
from nyqst_client.view.lines import BLANK, wrapped
from nyqst_client.view.marks import CITE, HEADING, QUIET, WARNING, Marks


def block_text(block: Block) -> Text:
    """The sentences with their footnote marks."""
    if block.kind is BlockKind.HEADING:
        return Text(block.sentences[0].text, HEADING)
    text = Text()
    for number, sentence in enumerate(block.sentences):
        text.append(" " if number else "")
        text.append(sentence.text)
        text.append("".join(f"[{cite}]" for cite in sentence.cites), CITE)
        if not sentence.verified:
            text.append(" (not verified)", WARNING)
    return text


def report_lines(
    console: Console, blocks: Sequence[Block], width: int, marks: Marks
) -> Iterator[Text]:
    """Top down, with a blank line wherever one helps."""
    for number, block in enumerate(blocks):
        if number and not (block.kind is blocks[number - 1].kind is BlockKind.ITEM):
            yield BLANK
        hang = f"{marks.bullet} " if block.kind is BlockKind.ITEM else ""
        yield from wrapped(console, block_text(block), width, hang)


def last_report_lines(
    console: Console, blocks: Sequence[Block], width: int, height: int, marks: Marks
) -> list[Text]:
    """The end of it, as far as there is room. Only the blocks that show are laid out."""
    taken = 0
    lines: list[Text] = []
    while taken < len(blocks) and len(lines) < height:
        taken = min(len(blocks), max(1, taken * 2))
        lines = list(report_lines(console, blocks[-taken:], width, marks))
    return lines[-height:] if height > 0 else []


def source_lines(console: Console, references: Sequence[Reference], width: int) -> Iterator[Text]:
    """Each source once, with the numbers of its footnotes."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for reference in references:
        numbers.setdefault((reference.title, reference.name), []).append(reference.number)
    for (title, name), cited in numbers.items():
        text = Text(title or name)
        if title and name != title:
            text.append(f" ({name})", QUIET)
        text.append(f" [{in_ranges(cited)}]", CITE)
        yield from wrapped(console, text, width, "  ", "      ")


def in_ranges(numbers: Sequence[int]) -> str:
    """Such as 3, 7-9, for numbers that rise."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return ", ".join("-".join(map(str, one)) for one in ranges)
