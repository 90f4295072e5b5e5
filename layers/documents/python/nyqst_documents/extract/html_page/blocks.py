"""Elements to blocks: headings, paragraphs, lists, tables and code, in the order of the page."""

from collections.abc import Iterator

from nyqst_documents.extract.characters import one_line
from nyqst_documents.extract.draft import Block, Kind, code, heading, paragraph, rows, table
from nyqst_documents.extract.html_page.inline import BLOCKS, inline_text
from nyqst_documents.extract.html_page.table import is_layout, table_rows
from nyqst_documents.extract.html_page.tree import Node
from nyqst_documents.extract.listing import item, joined_rows
from nyqst_documents.extract.plain_text.layout import is_filled

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def blocks_of(node: Node) -> Iterator[Block]:
    inline: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str) or not _is_block(child):
            inline.append(child)
            continue
        yield from _paragraphs(inline)
        inline = []
        yield from _block(child)
    yield from _paragraphs(inline)


def _is_block(node: Node) -> bool:
    """Also a `span` or `a` around blocks, which HTML allows and people write."""
    return node.tag in BLOCKS or any(map(_is_block, node.elements()))


def _block(node: Node) -> Iterator[Block]:
    if node.tag in _HEADINGS:
        yield heading(inline_text(node.children), _HEADINGS[node.tag])
    elif node.tag == "pre":
        yield code(node.text())
    elif node.tag in ("ul", "ol", "menu", "dir"):
        yield from joined_rows(_items(node))
    elif node.tag == "dl":
        yield from joined_rows(_definitions(node))
    elif node.tag == "table" and not is_layout(node):
        yield from _table(node)
    else:
        yield from blocks_of(node)


def _paragraphs(inline: list[Node | str]) -> Iterator[Block]:
    """Two line breaks end a paragraph; short lines set with single ones stay lines."""
    for part in inline_text(inline).split("\n\n"):
        lines = [line for line in map(one_line, part.split("\n")) if line]
        if len(lines) == 1 or is_filled(lines):
            yield paragraph(" ".join(lines))
        else:
            yield from joined_rows(map(_set_line, lines))


def _set_line(line: str) -> Block:
    return rows(line) if len(line) <= _LONGEST_SET_LINE else paragraph(line)


_LONGEST_SET_LINE = 160


def _table(node: Node) -> Iterator[Block]:
    for caption in node.find("caption"):
        yield paragraph(inline_text(caption.children))
    yield table(table_rows(node))


def _items(node: Node) -> Iterator[Block]:
    start = node.number("start")
    number = 1 if start is None else start
    for child in node.elements():
        if child.tag != "li":
            yield from _block(child) if _is_block(child) else _paragraphs([child])
            continue
        yield from _marked(f"{number}." if node.tag == "ol" else "-", blocks_of(child))
        number += 1


def _marked(mark: str, blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks of an item, the mark before the first."""
    first = next(blocks, None)
    if first is None:
        return
    if first.kind is Kind.CODE:
        yield first
    elif first.kind is Kind.ROWS:
        yield rows(f"{mark} {first.text}")
    else:
        yield item(mark, first.text)
    yield from blocks


def _definitions(node: Node) -> Iterator[Block]:
    """`Term: what it means` as a line; several terms may share what they mean."""
    terms: list[str] = []
    for child in node.elements():
        if child.tag == "dt":
            terms.append(one_line(inline_text(child.children)))
        elif child.tag == "dd":
            yield from _defined(", ".join(filter(None, terms)), blocks_of(child))
            terms = []
        else:
            yield from _definitions(child)
    if any(terms):
        yield rows("\n".join(terms))


def _defined(terms: str, blocks: Iterator[Block]) -> Iterator[Block]:
    mark = f"{terms.rstrip(':')}:" if terms else ""
    first = next(blocks, None)
    if mark and (first is None or first.kind is Kind.CODE):
        yield rows(mark)
    if first is not None:
        yield from _marked(mark, _chain(first, blocks))


def _chain(first: Block, others: Iterator[Block]) -> Iterator[Block]:
    yield first
    yield from others
