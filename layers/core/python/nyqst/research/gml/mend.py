"""A tree in which every element stands where it may, made to obey the whole grammar."""

from collections.abc import Mapping
from datetime import date
from itertools import count

from nyqst.research.gml.grammar import ELEMENTS, Node

_PASSAGE = ("gml-before", "gml-quote", "gml-after")


def mend(root: Node, *, keep_verdicts: bool) -> Node:
    """A new tree. References are numbered anew and citations follow; the first of a number wins.

    A reference that does not say which characters of which text it quotes is dropped, and the
    citations of it.
    """
    numbers: dict[str, str] = {}
    references = _references(root, numbers)
    names = _SectionNames()
    claims = _ClaimMender(numbers, keep_verdicts=keep_verdicts)
    sections = [_section(node, names, claims) for node in _children(root, "gml-section")]
    attributes = {"title": "", "question": "", "lang": "en"} | _valid(root)
    return Node(root.name, attributes, [*sections, references])


def _children(node: Node, name: str) -> list[Node]:
    return [child for child in node.children if child.name == name]


def _valid(node: Node) -> dict[str, str]:
    """Those of its attributes that the grammar knows, with values that it allows."""
    element = ELEMENTS[node.name]
    rules = {**element.required, **element.optional}
    return {
        key: value
        for key, value in node.attributes.items()
        if key in rules and rules[key].fullmatch(value)
    }


class _SectionNames:
    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._free = map("section-{}".format, count(1))

    def unique(self, wanted: str) -> str:
        name = wanted
        while not name or name in self._taken:
            name = next(self._free)
        self._taken.add(name)
        return name


def _section(node: Node, names: _SectionNames, claims: "_ClaimMender") -> Node:
    attributes = {"id": "", "kind": "section", "title": ""} | _valid(node)
    attributes["id"] = names.unique(attributes["id"])
    filled = [child for child in node.children if child.name == "gml-p" or child.children]
    return Node(node.name, attributes, list(map(claims.mend, filled)))


class _ClaimMender:
    def __init__(self, numbers: Mapping[str, str], *, keep_verdicts: bool) -> None:
        self._numbers = numbers
        self._keep_verdicts = keep_verdicts

    def mend(self, node: Node) -> Node:
        """`node` is a claim or holds claims."""
        if node.name != "gml-claim":
            return Node(node.name, {}, list(map(self.mend, node.children)))
        written = _valid(node)
        attributes = {"kind": "fact", "state": "unverified"} | written
        if not self._keep_verdicts:
            attributes["state"] = "unverified"
        cites = [self._numbers.get(number) for number in written.get("cites", "").split()]
        attributes["cites"] = " ".join(filter(None, cites))
        implied = not node.attributes
        return Node(node.name, attributes, texts=[node.text.strip() if implied else node.text])


def _references(root: Node, numbers: dict[str, str]) -> Node:
    """One list out of all; `numbers` takes the new number for each that was there."""
    merged = Node("gml-references", {})
    for references in _children(root, "gml-references"):
        for node in references.children:
            reference = _reference(node)
            if reference is not None and reference.attributes["id"] not in numbers:
                number = str(len(numbers) + 1)
                numbers[reference.attributes["id"]] = number
                reference.attributes["id"] = number
                merged.children.append(reference)
    return merged


def _reference(node: Node) -> Node | None:
    attributes = {"title": "", "name": ""} | _valid(node)
    missing = ELEMENTS[node.name].required.keys() - attributes.keys()
    if missing or int(attributes["end"]) < int(attributes["start"]):
        return None
    if not _is_date(attributes.get("dated", "")):
        attributes.pop("dated", None)
    return Node(node.name, attributes, [_part(node, name) for name in _PASSAGE])


def _part(reference: Node, name: str) -> Node:
    return next(iter(_children(reference, name)), Node(name, {}))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True
