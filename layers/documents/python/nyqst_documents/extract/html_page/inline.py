"""The running text of elements: one newline for a line break, two for the end of a paragraph."""

import re
from collections.abc import Iterable, Iterator

from nyqst_documents.extract.characters import raised
from nyqst_documents.extract.html_page.tree import Node

BLOCKS = frozenset(
    """
    root html body main article section div header footer aside nav address blockquote center
    details summary fieldset figure figcaption form hgroup p pre ul ol menu dir dl dt dd li
    table caption thead tbody tfoot tr td th hr h1 h2 h3 h4 h5 h6 legend optgroup
    """.split()
)
"""Elements that begin and end a line."""
_NOTE_MARK = re.compile(r"\W*(?:\d{1,3}|[a-z]|note \d+|citation needed)\W*", re.IGNORECASE)
_ONLY_MARKS = re.compile(r"[¶§#🔗\s]+|\[edit\]|permalink", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def inline_text(nodes: Iterable[Node | str]) -> str:
    lines = "".join(_pieces(nodes)).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _pieces(nodes: Iterable[Node | str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield _SPACES.sub(" ", node)
        elif node.tag == "br":
            yield "\n"
        elif node.tag in BLOCKS:
            yield from ("\n", *_pieces(node.children), "\n")
        elif node.tag == "sup":
            yield _superscript(node)
        elif node.tag == "q":
            yield f"“{inline_text(node.children)}”"
        elif node.tag == "a" and _ONLY_MARKS.fullmatch(node.text()):
            continue
        else:
            yield from _pieces(node.children)


def _superscript(node: Node) -> str:
    """A note's number is left out and an exponent raised: neither may become part of a figure."""
    text = node.text().strip()
    if any(node.find("a")) and _NOTE_MARK.fullmatch(text):
        return ""
    return raised(text)
