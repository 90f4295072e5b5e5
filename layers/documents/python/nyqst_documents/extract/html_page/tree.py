"""HTML as a tree of plain nodes, built in one pass whose time grows with the input only.

The parser is libxml2's, driven by events. A parser that builds the HTML standard's tree would
show a handful of odd pages better, and can be made to need gigabytes by a small file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nyqst_documents.extract.limits import MAX_DEPTH, MAX_ELEMENTS
from nyqst_documents.extract.reasons import Reason, unreadable

_DIGITS = 6
"""Of a number in an attribute; a longer one is a mistake or a trap."""
_TERMS = ("dt", "dd")


@dataclass(slots=True)
class Node:
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def number(self, name: str) -> int | None:
        value = self.get(name)
        return int(value) if value.isdecimal() and len(value) <= _DIGITS else None

    def words(self) -> list[str]:
        """The words of its class and id."""
        return f"{self.get('class')} {self.get('id')}".split()

    def elements(self) -> Iterator["Node"]:
        return (child for child in self.children if isinstance(child, Node))

    def everything(self) -> Iterator["Node | str"]:
        """This node and all nodes and texts below it, in the order of the document."""
        pending: list[Node | str] = [self]
        while pending:
            item = pending.pop()
            yield item
            if isinstance(item, Node):
                pending.extend(reversed(item.children))

    def find(self, *tags: str) -> Iterator["Node"]:
        return (n for n in self.everything() if isinstance(n, Node) and n.tag in tags)

    def text(self) -> str:
        return "".join(item for item in self.everything() if isinstance(item, str))


def parse(text: str) -> Node:
    """The root, under which `head` and `body` stand as far as the page has them."""
    from lxml import etree

    builder: Any = _Builder()
    parser = etree.HTMLParser(target=builder, no_network=True, encoding="utf-8", huge_tree=True)
    parser.feed(text.encode("utf-8", "replace"))
    parser.close()
    root: Node = builder.root
    return root


class _Builder:
    def __init__(self) -> None:
        self.root = Node("root")
        self._open = [self.root]
        self._count = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if len(self._open) > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise unreadable(Reason.TOO_LARGE_UNPACKED, "The page is nested too deeply to be read")
        self._close_sister(tag)
        node = Node(tag, dict(attributes))
        self._open[-1].children.append(node)
        self._open.append(node)

    def end(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def _close_sister(self, tag: str) -> None:
        """A term or its definition ends where the next one begins, whatever the parser thinks."""
        if tag in _TERMS and self._open[-1].tag in _TERMS:
            self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].children.append(text)

    def close(self) -> None:
        """Called at the end; the tree is in `root`."""
