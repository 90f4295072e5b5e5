"""The grammar of GML as data, as `gml.xsd` has it, and the tree that obeys it.

No element may hold one of its own kind, at any depth: a document is never deeper than this table.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from nyqst.research.model.evidence import ClaimKind
from nyqst.research.model.report import LANGUAGE, NAME

ROOT = "gml-report"

LONGEST = 8_000_000
"""Characters of the largest document that is read."""

ANYTHING = re.compile(".*", re.DOTALL)
NUMBER = re.compile("[1-9][0-9]{0,5}")
NUMBERS = re.compile("[1-9][0-9]{0,5}( [1-9][0-9]{0,5})*")
OFFSET = re.compile("0|[1-9][0-9]{0,11}")
SHA256 = re.compile("[0-9a-f]{64}")
DATE = re.compile("[ \t\n\r]*(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}[ \t\n\r]*")
KIND = re.compile("|".join(ClaimKind))
STATE = re.compile("verified|unverified")


@dataclass(frozen=True, slots=True)
class Element:
    """`content` matches the names of the children, each with a space behind it."""

    children: tuple[str, ...] = ()
    content: re.Pattern[str] = ANYTHING
    required: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    optional: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    holds_text: bool = False


ELEMENTS: Mapping[str, Element] = {
    ROOT: Element(
        children=("gml-section", "gml-references"),
        content=re.compile("(gml-section )*gml-references "),
        required={"title": ANYTHING, "question": ANYTHING, "lang": LANGUAGE},
    ),
    "gml-section": Element(
        children=("gml-p", "gml-list"),
        required={"id": NAME, "kind": NAME, "title": ANYTHING},
    ),
    "gml-p": Element(children=("gml-claim",)),
    "gml-list": Element(children=("gml-item",), content=re.compile("(gml-item )+")),
    "gml-item": Element(children=("gml-claim",)),
    "gml-claim": Element(
        required={"kind": KIND, "state": STATE}, optional={"cites": NUMBERS}, holds_text=True
    ),
    "gml-references": Element(children=("gml-reference",)),
    "gml-reference": Element(
        children=("gml-before", "gml-quote", "gml-after"),
        content=re.compile("gml-before gml-quote gml-after "),
        required={
            "id": NUMBER,
            "sha256": SHA256,
            "start": OFFSET,
            "end": OFFSET,
            "title": ANYTHING,
            "name": ANYTHING,
        },
        optional={"dated": DATE},
    ),
    "gml-before": Element(holds_text=True),
    "gml-quote": Element(holds_text=True),
    "gml-after": Element(holds_text=True),
}


@dataclass(slots=True)
class Node:
    """An element as it was read. Whoever makes one sees to it that it obeys the grammar."""

    name: str
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def grammar(self) -> Element:
        return ELEMENTS[self.name]
